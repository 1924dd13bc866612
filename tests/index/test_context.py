"""A ledger as a whole: what the article says of its sources, and words that it has twice."""

import make
import pytest

from archive.documents import Kind
from archive.verdicts import Flag, Verdict
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


def test_words_that_the_document_has_twice_are_told(ledger):
    """A quotation is found in the document's own longer one, at its very words; not in itself."""
    text = "Boxes “count heads”, he says: “our boxes count heads, not faces”, and then “count heads” once more."
    short, longer, last = ledger(text)
    assert [place.span.of(text) for place in short.own] == ["count heads", "count heads"]
    assert longer.own == ()
    assert all(place.document == short.own[0].document for place in last.own)
