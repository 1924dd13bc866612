"""A ledger as a whole: what the article says of its sources, and words that it has twice."""

import make
import pytest

from archive.documents import Kind
from archive.ledgers import Cause
from archive.verdicts import Flag, Verdict
from index import ledger as ledger_module
from index.looking_again import Lookout

SAME = "The counting box does not need faces to count heads, we are sure of it."


@pytest.fixture
def ledger(store, room):
    """Return a function that keeps an article and returns its traces in order."""

    def looked(text):
        article = make.keep(store, text, title="Heads", kind=Kind.ARTICLE, date="2031-06-01", creator="Jo Quist")
        room.catch_up()
        Lookout(store, room).look()
        return [traced for _, traced in sorted(store.traces.of(article.id, 1).items())]

    return looked


@pytest.fixture
def letters(store):
    """Two letters with the same words, by other people and of other days."""
    rook = make.keep(store, SAME, title="Rook", creator="Anselm Rook", date="2031-03-18")
    marrin = make.keep(store, SAME, title="Marrin", creator="Ilsabet Marrin", date="2031-04-02")
    return rook.id, marrin.id


@pytest.mark.parametrize(("name", "number"), [("Rook", 0), ("Marrin", 1)])
def test_of_places_that_are_alike_the_one_that_is_named_comes_first(ledger, letters, name, number):
    """The author whom the article names."""
    (traced,) = ledger(f"{name} wrote that “the counting box does not need faces to count heads”.")
    assert traced.places[0].document == letters[number]
    assert len(traced.places) == 2


def test_right_words_in_the_wrong_letter_are_flagged(ledger, letters, store):
    """The only source is of somebody else than the article says."""
    make.keep(store, "Quite another letter.", creator="Corwin Daleth", date="2031-05-05")
    (traced,) = ledger("Daleth wrote that “the counting box does not need faces to count heads”.")
    assert (traced.verdict.faithful, Flag.ATTRIBUTED_ELSEWHERE in traced.flags) == (True, True)


@pytest.mark.parametrize(("date", "later"), [("2031-06-02", True), ("2031-06", False), ("2032", True), ("", False)])
def test_a_source_that_is_dated_after_the_article_is_flagged(ledger, store, date, later):
    """Only where it surely is: a month is not later than a day in it."""
    make.keep(store, SAME, title="Rook", creator="Anselm Rook", date=date)
    (traced,) = ledger("Rook wrote that “the counting box does not need faces to count heads”.")
    assert (traced.verdict.faithful, Flag.DATED_LATER in traced.flags) == (True, later)


def test_what_is_of_a_letter_that_is_not_held_cannot_be_checked(ledger, letters):
    """The day is told; it is not called not found."""
    (traced,) = ledger("In a letter of 9 May she said that “nothing of this kind was ever written anywhere”.")
    assert traced.verdict is Verdict.CANNOT_CHECK
    assert "2031-05-09" in traced.reason


def test_what_is_of_a_letter_that_is_held_and_not_in_it_is_not_found(ledger, letters):
    """A letter of that day is held, and does not have it."""
    (traced,) = ledger("In a letter of 2 April she said that “nothing of this kind was ever written anywhere”.")
    assert traced.verdict is Verdict.NOT_FOUND


def test_a_short_quotation_is_named_by_a_longer_one(ledger, letters):
    """Alone it names no source; beside a longer one from a letter that has it, it does."""
    alone = ledger("They are “sure of it”.")[0]
    assert (alone.named, Flag.SHORT in alone.flags) == (False, True)
    beside = ledger("Rook wrote “the counting box does not need faces to count heads”. They are “sure of it”.")[1]
    assert (beside.named, Flag.BY_CONTEXT in beside.flags) == (True, True)


LONG = "Rook wrote “the counting box does not need faces to count heads”."
BRIEF = "They are “quite sure of” all."
SURE = SAME.replace("sure", "quite sure")


@pytest.fixture
def look(store, room):
    """Return a function that looks again, and gives the traces of an article in order."""

    def looked(article):
        room.catch_up()
        Lookout(store, room).look()
        return [traced for _, traced in sorted(store.traces.of(article.id, 1).items())]

    return looked


@pytest.mark.parametrize("text", [f"{LONG} {BRIEF}", f"{BRIEF} {LONG}"], ids=["after", "before"])
def test_a_short_quotation_that_is_traced_alone_keeps_its_name(store, look, text):
    """A letter that has only the short words arrives: the longer quotation is not traced again, and still names it."""
    rook = make.keep(store, SURE, title="Rook", creator="Anselm Rook", date="2031-03-18")
    article = make.keep(store, text, title="Heads", kind=Kind.ARTICLE)
    (before,) = (traced for traced in look(article) if not traced.by_itself)
    make.keep(store, "Nobody was quite sure of it.", title="Nobody", creator="No Body", date="2031-01-01")
    (after,) = (traced for traced in look(article) if not traced.by_itself)
    assert len(after.places) == len(before.places) + 1 == 2
    assert (after.named, after.places[0].document, Flag.BY_CONTEXT in after.flags) == (True, rook.id, True)
    assert [find.now for find in store.finds.latest(limit=5)] == []


def test_a_short_quotation_is_named_once_a_longer_one_is(store, look):
    """The long words come to stand in the letter later: the short one, which did not change, is named with them."""
    rook = make.keep(store, "We are quite sure of it.", title="Rook")
    article = make.keep(store, f"{LONG} {BRIEF}", title="Heads", kind=Kind.ARTICLE)
    assert look(article)[1].named is False
    make.revise(store, rook, SURE)
    long, brief = look(article)
    assert (long.named, brief.named, Flag.BY_CONTEXT in brief.flags) == (True, True, True)


def test_a_short_quotation_loses_its_name_with_the_longer_one(store, look):
    """An older letter with the long words arrives: nothing names the one that has the short words any more."""
    make.keep(store, f"The sure one.\n\n{SURE}", title="Rook")
    article = make.keep(store, f"{LONG} So “sure one” it is.", title="Heads", kind=Kind.ARTICLE)
    assert look(article)[1].named is True
    older = make.keep(store, SAME, title="Older", date="2031-01-01")
    long, brief = look(article)
    assert (long.places[0].document, brief.named, Flag.SHORT in brief.flags) == (older.id, False, True)
    assert {find.cause for find in store.finds.latest(limit=5)} == {Cause.ARRIVAL, Cause.CONTEXT}


def test_batches_make_no_difference(store, room, look, monkeypatch):
    """Quotations that are traced one at a time are seen together like those that are traced at once."""
    make.keep(store, SURE, title="Rook", creator="Anselm Rook")
    text = f"{BRIEF} {LONG} He is “sure of it”, and “does not need faces”."
    at_once = look(make.keep(store, text, title="Heads", kind=Kind.ARTICLE))
    monkeypatch.setattr(ledger_module, "BATCH", 1)
    apart = look(make.keep(store, text, title="Heads anew", kind=Kind.ARTICLE))
    assert [(each.verdict, each.flags, each.named) for each in apart] == [
        (each.verdict, each.flags, each.named) for each in at_once
    ]
    assert store.quotations.waiting() == 0


def test_words_that_the_document_has_twice_are_told(ledger):
    """A quotation is found in the document's own longer one, at its very words; not in itself."""
    text = "Boxes “count heads”, he says: “our boxes count heads, not faces”, and then “count heads” once more."
    short, longer, last = ledger(text)
    assert [place.span.of(text) for place in short.own] == ["count heads", "count heads"]
    assert longer.own == ()
    assert all(place.document == short.own[0].document for place in last.own)
