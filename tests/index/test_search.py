"""Search on a real store: proposed by the index, confirmed by the text."""

import shutil

import make
import naive
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.documents import Passage
from archive.folding import terms, words
from archive.spans import Span
from index.confirmation import matches_in
from index.engines.protocol import Filters
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import search
from index.snippets import snippet


@pytest.fixture
def room(store):
    """Return a reading room on Whoosh alone: some tests here harm its files."""
    opened = ReadingRoom(store)
    yield opened
    opened.close()


def generation_in(store):
    """Return the folder of the generation that serves."""
    return store.folder / "index" / (store.folder / "index" / "CURRENT").read_text()


def found(results, store):
    """Return the words at every span, in order."""
    return [
        span.of(store.revisions.text(hit.passage.document, hit.passage.revision))
        for group in results.groups
        for hit in group.hits
        for span in hit.spans
    ]


def test_a_phrase_is_found_across_passages_and_pages(store, ask):
    """It counts once, for the passage in which it begins."""
    make.keep(store, "The shipment\n\nisn’t approved\fat all.\n\nNothing more.")
    results = ask('"shipment isn\'t approved at all"')
    assert (results.total, found(results, store)) == (1, ["shipment\n\nisn’t approved\fat all"])


def test_not_is_never_dropped(store, ask):
    """A phrase with *not* does not find the one without."""
    make.keep(store, "We did not pay.\n\nWe did pay.")
    assert found(ask('"did pay"'), store) == ["did pay"]
    assert found(ask('"did not pay"'), store) == ["did not pay"]


def test_not_a_phrase_keeps_the_passage_before_it(store, ask):
    """A phrase in the next passage, seen through the seam, does not exclude this one."""
    make.keep(store, "One word here.\n\nTwo words here.")
    results = ask('word* NOT "two words"')
    assert (results.total, found(results, store)) == (1, ["word"])


def test_words_of_an_and_must_stand_in_one_passage(store, ask):
    """The unit of an answer is the passage."""
    make.keep(store, "Camera here.\n\nLens there.\n\nCamera and lens.")
    assert ask("camera lens").total == 1


def test_a_very_long_phrase_is_found_whole(store, ask):
    """Longer than the seam."""
    text = " ".join(f"word{number}" for number in range(90))
    make.keep(store, text.replace("word45", "\n\nword45"))
    assert ask(f'"{text}"').total == 1
    assert ask(f'"{text} more"').total == 0


def test_the_count_is_the_number_of_passages_over_all_pages(store, ask):
    """Paging shows each once."""
    for number in range(7):
        make.keep(store, f"The same words, letter {number}.\n\nAnd the same words again.")
    pages = [ask('"same words"', page=page, page_size=5) for page in (1, 2, 3)]
    shown = [hit.passage.id for page in pages for group in page.groups for hit in group.hits]
    assert [page.total for page in pages] == [14, 14, 14]
    assert (len(shown), len(set(shown))) == (14, 14)
    assert pages[0].documents == 7


def test_order_by_date_is_newest_first(store, ask):
    """With filters on top."""
    for date in ("2031-01", "2033", "2032-05-01"):
        make.keep(store, "Words.", date=date)
    dates = [group.document.description.date for group in ask("words", order="date").groups]
    assert dates == ["2033", "2032-05-01", "2031-01"]
    assert ask("words", filters=Filters(date_from="2032")).total == 2


def test_order_by_arrival_has_what_came_last_first(store, ask, moment):
    """Its date does not matter, and the passages of one document stay together."""
    for date in ("2031-01", "2033", "2032-05-01"):
        make.keep(store, "Words.\n\nWords.", date=date)
        moment.advance(1)
    groups = ask("words", order="added").groups
    assert [group.document.description.date for group in groups] == ["2032-05-01", "2033", "2031-01"]
    assert [len(group.hits) for group in groups] == [2, 2, 2]


def test_a_changed_index_is_rebuilt_by_itself(store, ask, room):
    """Deleted, garbled: same answers afterwards."""
    make.keep(store, "Words to be found.")
    assert ask("found").total == 1
    for garble in (lambda path: path.unlink(), lambda path: path.write_bytes(b"x")):
        room.close()
        for path in (store.folder / "index").rglob("*"):
            if path.is_file() and path.name != "lock":
                garble(path)
        assert ask("found").total == 1


def test_postings_garbled_while_serving_are_rebuilt(store, ask, room):
    """The question is asked again of the new generation."""
    make.keep(store, "Words to be found.")
    assert ask("found").total == 1
    generation = generation_in(store)
    for path in [*generation.glob("*.pst"), *generation.glob("*.trm")]:
        path.write_bytes(b"garbled" * 9)
    room.close()
    answer = room.ask(lambda engine: search(engine, store, parse("found")))
    assert (answer.total, generation_in(store).name.partition("-")[0]) == (1, "2")


@pytest.mark.parametrize(
    "harm",
    [
        shutil.rmtree,
        lambda index: shutil.rmtree(next(index.glob("1-*"))),
        lambda index: next(index.glob("1-*/*.toc")).unlink(),
        lambda index: next(index.glob("1-*/state.json")).write_text("{"),
        lambda index: (index / "CURRENT").write_bytes(b"\xff/.."),
    ],
    ids=["all gone", "generation gone", "contents gone", "cursor garbled", "name garbled"],
)
def test_an_index_harmed_while_serving_does_not_stay_behind(store, ask, room, harm):
    """What is stored afterwards is found too, and so is what was there before."""
    make.keep(store, "Words to be found.")
    assert ask("found").total == 1
    harm(store.folder / "index")
    make.keep(store, "More is found.")
    assert (ask("found").total, room.state().behind) == (2, 0)


def test_rebuilding_serves_the_new_generation(store, ask, room):
    """And takes the old one away."""
    make.keep(store, "Words to be found.")
    ask("found")
    room.rebuild()
    assert ask("found").total == 1
    assert [path.name for path in (store.folder / "index").iterdir() if path.is_dir()] == [generation_in(store).name]


def test_an_annotation_does_not_put_the_index_behind(store, room):
    """No document is missing then."""
    make.keep(store, "found")
    room.catch_up()
    store.outbox.add("annotation", "anything", at=store.clock.now())
    assert (room.state().name, room.state().note) == ("current", "")


def test_state_says_how_far_behind_the_index_is(store, room):
    """Before and after it catches up."""
    room.engine()
    make.keep(store, "Words.")
    assert (room.state().name, room.state().behind) == ("behind", 1)
    assert room.catch_up() == 1
    assert room.state().name == "current"


PIECES = st.lists(st.sampled_from(["a", "b", "not a", "A’s", "\n\n", "\n", "\f", "“b”", "b-a", "😀"]), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES, st.lists(st.sampled_from(["a", "b", "not", "s"]), min_size=1, max_size=4))
def test_search_finds_what_a_scan_of_the_text_finds(tmp_path_factory, new_store, pieces, phrase):
    """Whatever the text, wherever its passages end."""
    text = " ".join(["x", *pieces, "y"])
    store = new_store(tmp_path_factory.mktemp("scan"))
    make.keep(store, text)
    room = ReadingRoom(store)
    results = search(room.engine(), store, parse(f'"{" ".join(phrase)}"'), page_size=100)
    spans = {span for group in results.groups for hit in group.hits for span in hit.spans}
    truth = set(naive.occurrences(words(text), phrase))
    assert spans >= truth
    assert all(terms(span.of(text)) == phrase for span in spans)
    assert bool(results.total) == bool(truth)
    room.close()
    store.close()


def test_a_phrase_is_marked_as_one_in_the_reading_view():
    """And a word inside it is not marked again."""
    text = "We did not pay. We did pay."
    spans = matches_in(text, parse('"did not pay" OR pay').root)
    assert [span.of(text) for span in spans] == ["did not pay", "pay"]


@given(st.text(alphabet="ab \n", min_size=1, max_size=900), st.data())
def test_a_snippet_is_verbatim_and_shows_its_hit(text, data):
    """Nothing is put in or left out."""
    start = data.draw(st.integers(0, len(text) - 1))
    hit = Span(start, data.draw(st.integers(start + 1, min(len(text), start + 50))))
    made = snippet(text, 0, [hit], Span(0, len(text)))
    shown = "".join(part.text for part in made.parts)
    assert text[made.start :].startswith(shown)
    assert "".join(part.text for part in made.parts if part.hit) == hit.of(text)
    assert (made.cut_before, made.cut_after) == (made.start > 0, made.start + len(shown) < len(text))


def test_a_snippet_shows_each_word_that_was_found():
    """Stretches farther on for what does not stand near the first hit; a word that was shown is not shown again."""
    text = f"The camera was sold. {'It rained, and it went on to rain. ' * 20}The contract was a camera contract."

    def shown(typed):
        made = snippet(text, 0, matches_in(text, parse(typed).root), Span(0, len(text)))
        return "".join(f"<{part.text}>" if part.hit else part.text for part in made.parts), made.cut_after

    told, cut_after = shown("camera contract")
    assert told.startswith("The <camera> was sold.")
    assert told.endswith("to rain. The <contract> was a <camera> <contract>.")
    assert (told.count(" […] "), cut_after, len(told) < 500) == (1, False, True)
    assert (shown("camera")[0].count("<"), shown("camera")[1]) == (1, True)


def test_passages_of_an_older_revision_are_not_confirmed(store, ask):
    """What is not in the store is never a hit."""
    document = make.keep(store, "Words here.")
    ask("words")
    ghost = Passage(document.id, 9, 0, 1, Span(0, 5))
    assert store.passages.windows([ghost.id], 0, 10) == {}
