"""From typed query to passages: every engine finds exactly those in which the stored text says that it holds."""

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.documents import StructureKind
from archive.marking import Draft, annotate
from archive.selectors import describe
from archive.spans import Span
from index.confirmation import holds, stretches
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.resolving import resolved
from index.search import search

PIECES = [
    "a",
    "b",
    "did",
    "Did",
    "not",
    "pay.",
    "paid",
    "well-known",
    "wellknown",
    "con-",
    "tual",
    "“a b”",
    "Page 1",
    "\n\n",
    "\f",
    "\n",
]
LEAVES = [
    *(
        "a",
        "pay",
        "did not",
        '"did not"',
        '"did not pay"',
        "“a b”",
        '"a did"~2',
        '"pay not did"~1',
        '="Did"',
        '="pay."',
        "=a",
    ),
    *("pa*", "di?", "p*d", "pay~1", "paid~2", "well-known", '"a well-known b"', '"con-\ntual"', '"not paid a"'),
    *("from:brandt", 'title:"one letter"', "title:letter", "date:2031", "[2031-02 TO *]", "page:2", "page:[2 TO 3]"),
    *("type:letter", "has:annotation", "user:ada", "tag:x", "source:letter"),
]
QUERIES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: (
        st.tuples(inner, inner).map(" ".join)
        | st.tuples(inner, inner).map(" OR ".join).map("({})".format)
        | inner.map("-({})".format)
    ),
    max_leaves=4,
)
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), min_size=1, max_size=3)


def fill(store, texts):
    """Put letters into an archive; “Page 1” is furniture, and the first word of each is annotated."""
    ada = make.person(store)
    for number, pieces in enumerate(texts):
        text = " ".join(["a", *pieces, "b"])
        heads = [at for at in range(len(text)) if text.startswith("Page 1", at)]
        marks = [make.mark(StructureKind.FURNITURE, at, at + 6) for at in heads]
        title, date = ("one letter", "2031-03-14") if number % 2 else ("a letter of one", "2031")
        kept = make.keep(store, text, title=title, date=date, structures=marks)
        annotate(store, ada, Draft(kept.id, 1, Span(0, 1), describe(text, Span(0, 1)), "", ("x",)))


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.lists(QUERIES, min_size=12, max_size=12))
def test_search_finds_the_passages_in_which_the_query_holds(tmp_path_factory, new_store, engine, texts, queries):
    """No more, none less, whatever stands in brackets and wherever passages and pages end."""
    store = new_store(tmp_path_factory.mktemp("agreement"))
    fill(store, texts)
    room = ReadingRoom(store, engine)
    room.catch_up()
    held = [passage.id for document in store.documents.ids() for passage in store.passages.of(document, 1)]
    for typed in queries:
        query = parse(typed)
        assert not query.plain
        root = resolved(store, query.root)
        read = dict(stretches(store, root, held))
        results = search(room.engine(), store, query, page_size=100)
        assert {hit.passage.id for hit in results.hits} == {each for each in held if holds(root, read[each])}, typed
        assert results.total == len(results.hits)
    room.close()
    store.close()


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_word_broken_over_a_passages_end_is_one_word_of_the_first(store, engine):
    """Its rest is no word of the next passage: not found, not highlighted, and yet shown."""
    make.keep(store, "the con-\f\n\na\n\nb a\n\nend")
    room = ReadingRoom(store, engine)
    room.catch_up()
    found = {typed: search(room.engine(), store, parse(typed)).hits for typed in ("cona", "a", "=a")}
    passages = [passage.number for passage in store.passages.of(found["cona"][0].passage.document, 1)]
    assert len(passages) > 2
    assert [hit.passage.number for hit in found["cona"]] == passages[:1]
    assert [span.of("the con-\f\n\na\n\nb a") for span in found["cona"][0].spans] == ["con-\f\n\na"]
    for typed in ("a", "=a"):
        assert [[span.start for span in hit.spans] for hit in found[typed]] == [[16]]
    room.close()
