"""The Whoosh engine: an ordinary index, written in bulk, read in sets."""

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh import query as stock
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.formats import Positions
from whoosh.searching import Searcher

from index.engines.protocol import Filters, Row
from index.engines.whoosh_blocks import Occurrences, laid_out
from index.engines.whoosh_engine import WhooshEngine, _schema
from index.engines.whoosh_postings import blocks, documents, positions
from index.query import And, AnyOf, Field, Not, Or, Phrase

VOCABULARY = ["ab", "abc", "b", "ba", "c", "ca", "d"]


def row(number, text, document="", **rest):
    fields = {"kind": "letter", "seam": []}
    return Row(id=f"p{number:03}", document=document or f"d{number}", text=text.split(), **(fields | rest))


@pytest.fixture
def engine(tmp_path):
    opened = WhooshEngine(tmp_path / "index", identity="test")
    yield opened
    opened.close()


def ids(engine, node, **filters):
    return sorted(candidate.id for candidate in engine.candidates(node, Filters(**filters)))


def p(text):
    return Phrase(tuple(text.split()))


NODES = st.recursive(
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(lambda terms: Phrase(tuple(terms)))
    | st.sampled_from([("ab", "abc"), ("ba", "zz"), ()]).map(AnyOf),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts)))
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts)))
        | inner.map(Not)
    ),
    max_leaves=6,
)


def stock_query(node):
    """Return the query in Whoosh's own classes."""
    match node:
        case Phrase((term,)):
            return stock.Term("text", term)
        case Phrase(terms):
            return stock.Phrase("text", list(terms))
        case AnyOf(terms):
            return stock.Or([stock.Term("text", term) for term in terms])
        case And(parts):
            return stock.And([stock_query(part) for part in parts])
        case Or(parts):
            return stock.Or([stock_query(part) for part in parts])
        case Not(part):
            return stock.And([stock.Every(), stock.Not(stock_query(part))])


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Two hundred passages in three segments, a third of them replaced or gone."""
    opened = WhooshEngine(tmp_path_factory.mktemp("filled"), identity="test")
    chance = random.Random(7)
    texts = [" ".join(chance.choices(VOCABULARY, k=chance.randint(1, 12))) for _ in range(200)]
    rows = [row(number, text) for number, text in enumerate(texts)]
    opened.write(rows[:90], gone=(), cursor=1)
    opened.write(rows[90:], gone=(), cursor=2)
    changed = [row(number, texts[-number - 1]) for number in range(40)]
    opened.write(changed, gone=[f"d{number}" for number in range(60)], cursor=3)
    yield opened
    opened.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NODES)
def test_whooshs_own_searcher_finds_the_same(filled, node):
    """The files are an ordinary index; the stock searcher is the oracle for every operator."""
    with filled._index.searcher() as searcher:
        names = searcher.reader().column_reader("passage")
        numbers = searcher.docs_for_query(stock_query(node))
        expected = sorted(names[number].decode() for number in numbers if not searcher.reader().is_deleted(number))
    assert ids(filled, node) == expected


def test_the_bulk_writer_writes_what_the_stock_writer_writes(filled):
    """Same terms, frequencies, positions and lengths."""
    rows = [row(number, "ab abc ab b " * number + "c") for number in range(1, 200)]
    index = RamStorage().create_index(_schema())
    writer = index.writer(compound=False)
    for made in rows:
        writer.add_document(text=" ".join(made.text), exact=f"document:{made.document}")
    writer.commit()
    ours = WhooshEngine(filled._folder.parent / "bulk", identity="test")
    ours.write(rows, gone=(), cursor=1)
    with index.reader() as theirs, ours._index.reader() as mine:
        for name in ("text", "exact"):
            assert list(mine.lexicon(name)) == list(theirs.lexicon(name))
            for term in theirs.lexicon(name):
                assert postings(mine, name, term) == postings(theirs, name, term)
        lengths = [mine.doc_field_length(number, "text") for number in range(len(rows))]
        assert lengths == [theirs.doc_field_length(number, "text") for number in range(len(rows))]
        assert mine.field_length("text") == theirs.field_length("text")
    ours.close()


def places(value):
    return list(Positions().decode_positions(value))


def postings(reader, name, term):
    matcher, found = reader.postings(name, term), []
    info = reader.term_info(name, term)
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), places(matcher.value()) if name == "text" else ()))
        matcher.next()
    extent = (info.weight(), info.doc_frequency(), info.min_length(), info.max_length(), info.max_weight())
    return found, extent, info.min_id(), info.max_id()


def test_filters_and_fields(engine):
    """Each narrows; dates may be as rough as they are known."""
    engine.write(
        [
            row(1, "ab", kind="letter", author="Ida", creator=["ida"], date="2031-03-14", title=["tram"]),
            row(2, "ab", kind="article", author="Bo", creator=["bo"], date="2031-04", title=["tram", "news"]),
            row(3, "ab", date="2032"),
            row(4, "ab"),
        ],
        gone=(),
        cursor=1,
    )
    assert ids(engine, p("ab"), kind="article") == ["p002"]
    assert ids(engine, p("ab"), author="Ida") == ["p001"]
    assert ids(engine, p("ab"), date_from="2031-04", date_to="2031") == ["p002"]
    assert ids(engine, p("ab"), date_from="2031") == ["p001", "p002", "p003"]
    assert ids(engine, p("ab"), date_to="2031-03") == ["p001"]
    assert ids(engine, p("ab"), document="d4") == ["p004"]
    assert ids(engine, Field("title", ("tram", "news"))) == ["p002"]
    assert ids(engine, Field("author", ("ida",))) == ["p001"]
    assert ids(engine, Field("date", ("2031",))) == ["p001", "p002"]


def test_the_module_is_the_pinned_distribution():
    """The bulk writer knows this codec."""
    assert whoosh_index.__name__ == "whoosh.index"
    assert Searcher is not None


WHERE = st.sets(st.sampled_from([0, 1, 9, 200, 255, 256, 257, 4095, 4096, 70_000]) | st.integers(0, 400), min_size=1)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.dictionaries(st.integers(0, 3000), WHERE, min_size=1, max_size=5), min_size=1, max_size=3))
def test_postings_are_laid_out_as_whoosh_reads_them(terms):
    """And are read back the same: documents, frequencies and positions, near and far apart, few and many."""
    found = [
        (term, document, place) for term, each in enumerate(terms) for document, at in each.items() for place in at
    ]
    occurrences = Occurrences(*map(np.array, zip(*sorted(found), strict=True)))
    for term, _, postings in laid_out(occurrences, np.zeros(3001, np.uint8), 0, valued=True):
        matcher = W3LeafMatcher(BufferFile(postings), 0, len(postings), Positions())
        theirs = {}
        while matcher.is_active():
            theirs[matcher.id()] = (matcher.weight(), places(matcher.value()))
            matcher.next()
        assert theirs == {document: (len(at), sorted(at)) for document, at in terms[term].items()}
        ids, counts, held = map(np.concatenate, zip(*blocks(postings, None, placed=True), strict=True))
        assert dict(zip(ids.tolist(), counts.tolist(), strict=True)) == {key: each[0] for key, each in theirs.items()}
        assert list(zip(documents(held), positions(held), strict=True)) == [
            (document, at) for document, (_, found) in theirs.items() for at in found
        ]
