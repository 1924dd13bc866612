"""What is written is there: replaced, removed, replayed, reopened, and seen by another process."""

import pytest

from archive.errors import Damaged
from index.engines.protocol import Filters, Order, Row, Wanted
from index.query import Field, Or, Phrase


def row(number, text, document="", **rest):
    name = document or f"d{number}"
    return Row(id=f"{name}@1#{number}", document=name, text=text.split(), seam=[], **rest)


def ids(engine, text, order=Order.RELEVANCE, **filters):
    answer = engine.answer(Phrase(tuple(text.split())), Filters(**filters), Wanted(0, 100, order))
    assert len(answer.best) == answer.total
    return [candidate.id for candidate in answer.best]


def test_what_is_written_is_there_after_reopening(engine, opening):
    """With the cursor that was written with it."""
    engine.write([row(1, "ab b")], gone=(), cursor=17)
    again = opening()
    assert (ids(again, "ab b"), again.cursor()) == (["d1@1#1"], 17)


def test_another_process_writing_is_seen(engine, opening):
    """An open engine serves what was committed last."""
    other = opening()
    assert ids(other, "ab") == []
    engine.write([row(1, "ab")], gone=(), cursor=1)
    assert ids(other, "ab") == ["d1@1#1"]
    engine.write([row(2, "ab")], gone=["d1"], cursor=2)
    assert (ids(other, "ab"), other.vocabulary.prefix("a").words) == (["d2@1#2"], ("ab",))


def test_properties_that_share_a_field_are_never_taken_for_one_another(engine):
    """Whatever their values look like; and what is parted in one is no phrase."""
    rows = [
        row(1, "ab", page="|", source=("ab", "|", "ca")),
        row(2, "ab", page="page:iv", title=("ab", "ca")),
        row(3, "ab", page="iv", creator=("ab",), document="page:iv"),
    ]
    engine.write(rows, gone=(), cursor=1)

    def found(field, *values, in_order=False):
        answer = engine.answer(Field(field, values, in_order), Filters(), Wanted())
        return [candidate.id.partition("@")[0] for candidate in answer.best]

    assert (found("page", "|"), found("page", "iv"), found("page", "page:iv")) == (["d1"], ["page:iv"], ["d2"])
    assert (found("document", "page:iv"), found("document", "iv")) == (["page:iv"], [])
    assert (found("title", "ab"), found("author", "ab"), found("source", "ab", "ca")) == (["d2"], ["page:iv"], ["d1"])
    assert (found("source", "ab", "ca", in_order=True), found("title", "ab", "ca", in_order=True)) == ([], ["d2"])


def test_writing_twice_changes_nothing(engine):
    """A replay is harmless."""
    for _ in range(3):
        engine.write([row(1, "ab"), row(2, "ab")], gone=["d1", "d2"], cursor=1)
    assert (ids(engine, "ab"), engine.passages()) == (["d1@1#1", "d2@1#2"], 2)


def test_a_document_that_is_gone_leaves_no_trace(engine):
    """Words that remain in the vocabulary stand for nothing."""
    engine.write([row(1, "ab unique"), row(2, "ab")], gone=(), cursor=1)
    engine.write([], gone=["d1"], cursor=2)
    assert (ids(engine, "unique"), engine.frequency("unique"), engine.frequency("ab")) == ([], 0, 1)


def test_many_batches_answer_as_one(engine, opening, tmp_path):
    """Scores do not depend on how the index came about, nor on what was once in it."""
    rows = [row(number, "ab " * (number % 4 + 1) + "b " * (number % 7)) for number in range(24)]
    at_once = opening(tmp_path / "other")
    at_once.write(rows, gone=(), cursor=1)
    for number, each in enumerate(rows):
        engine.write([row(number, "ab ca ca ca")], gone=[each.document], cursor=number)
        engine.write([each], gone=[each.document], cursor=number)
    asked = Or((Phrase(("ab",)), Phrase(("b",)))), Filters(), Wanted(0, 24)
    one, other = engine.answer(*asked), at_once.answer(*asked)
    assert (one, one.spread()) == (other, other.spread())


def test_ties_are_in_the_order_of_ids_however_many_there_are(engine):
    """More alike than an engine proposes at first."""
    engine.write([row(number, "ab b", document=f"d{999 - number}") for number in range(300)], gone=(), cursor=1)
    first, second = (engine.answer(Phrase(("ab",)), Filters(), Wanted(start, 20)).best for start in (0, 20))
    everything = sorted(f"d{999 - number}@1#{number}" for number in range(300))
    assert [each.id for each in (*first, *second)] == everything[:40]


def test_dates_order_and_filter_as_rough_as_they_are(engine):
    """Newest first, the undated last; a rough bound covers all it stands for."""
    dates = ["2031-03-14", "2031-04", "2032", "", "2031"]
    engine.write([row(number, "ab", date=date) for number, date in enumerate(dates)], gone=(), cursor=1)
    assert ids(engine, "ab", Order.DATE) == ["d2@1#2", "d1@1#1", "d0@1#0", "d4@1#4", "d3@1#3"]
    assert ids(engine, "ab", date_from="2031-04", date_to="2031") == ["d1@1#1"]
    assert ids(engine, "ab", date_from="2031") == ["d0@1#0", "d1@1#1", "d2@1#2", "d4@1#4"]
    assert ids(engine, "ab", date_to="2031-03") == ["d0@1#0", "d4@1#4"]
    assert ids(engine, "ab", date_from="no date") == []


def test_an_empty_index_answers(engine):
    """With nothing."""
    assert ids(engine, "ab") == []
    assert (engine.passages(), engine.uncertain(Phrase(("a", "b")), Filters())) == (0, [])


def test_an_index_of_another_archive_is_refused(engine, named, tmp_path):
    """Or of another analyser or engine."""
    with pytest.raises(Damaged):
        type(engine)(tmp_path / "index", identity="other")


def test_a_garbled_index_is_noticed(engine, opening, tmp_path):
    """Not served."""
    engine.write([row(1, "ab")], gone=(), cursor=1)
    for path in [*(tmp_path / "index").rglob("*.toc"), *(tmp_path / "index").rglob("meta.json")]:
        path.write_bytes(b"garbled")
    with pytest.raises(Damaged):
        opening()
    with pytest.raises(Damaged):
        engine.write([row(2, "ab")], gone=(), cursor=2)


def test_words_count_as_often_as_they_were_added(engine, opening):
    """In many passages or a few, in a new index or not; what is gone was added all the same."""
    many = [row(number, f"ab c{number % 7}") for number in range(1200)]
    for rows, gone in ((many[:1100], ()), (many[1100:], ()), (many[:1100], ["d1", "d2"]), (many[:1], ["d0"])):
        engine.write(rows, gone=gone, cursor=1)
    for each in (engine, opening()):
        assert each.vocabulary.counts(["ab", "c0", "c3", "c9"]) == {"ab": 2301, "c0": 331, "c3": 328, "c9": 0}


def test_a_word_of_any_length_is_found(engine):
    """Alone, in a phrase and by its beginning; another one as long is another word."""
    long = "ab" * 40_000
    many = [row(number, "z") for number in range(1100)]
    engine.write([*many, row(2000, f"a {long} b"), row(2001, f"a {long[:-1]}c b")], gone=(), cursor=1)
    assert (ids(engine, long), ids(engine, f"a {long} b")) == (["d2000@1#2000"], ["d2000@1#2000"])
    assert (engine.frequency(long), engine.vocabulary.count(long)) == (1, 1)
    assert [len(word) for word in engine.vocabulary.prefix("abab").words] == [80_000, 80_000]
    assert engine.vocabulary.counts(["a", "z"]) == {"a": 2, "z": 1100}
