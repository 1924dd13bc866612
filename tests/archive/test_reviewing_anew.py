"""A review is of what a note said: of other words it begins anew; agreement counts views given unseen."""

import make
import pytest

from archive.access import Role
from archive.annotations import Anchor, Visibility, Work
from archive.marking import Change, Draft, amend, annotate
from archive.reviewing import assess, assign, settle
from archive.reviews import Act, Opinion, agreements, current, settlement, shown_to
from archive.selectors import describe
from archive.spans import Span

TEXT = "The shipment isn’t approved.\n\nYours, Ida Brandt"
AGREE, DISAGREE, UNSURE = Opinion.AGREE, Opinion.DISAGREE, Opinion.UNSURE
YOURS = Span(30, 35)


@pytest.fixture
def people(store):
    return {name: make.person(store, name, Role.REVIEWER) for name in ("Cy", "Dee", "Eve")}


@pytest.fixture
def ada(store):
    return make.person(store, "Ada")


@pytest.fixture
def draft(store):
    return Draft(make.keep(store, TEXT).id, 1, Span(4, 12), describe(TEXT, Span(4, 12)), "Which one?")


@pytest.fixture
def settled(store, people, ada, draft):
    note = annotate(store, ada, draft).id
    for name in ("Cy", "Dee"):
        assess(store, people[name], note, AGREE)
    settle(store, people["Eve"], note, AGREE)
    return note


@pytest.mark.parametrize(
    "change",
    [
        Change("Another."),
        Change("Which one?", ("dates",)),
        Change("Which one?", anchors=(Anchor(YOURS, describe(TEXT, YOURS)),)),
    ],
    ids=["words", "tags", "passage"],
)
def test_a_settled_note_that_says_something_else_is_settled_no_more(store, ada, settled, change):
    """It waits for views of what it says now; the record tells why, and by whom."""
    amend(store, ada, settled, change, expected=1)
    said = store.reviews.on([settled])[settled]
    assert (store.annotations.get(settled).work, store.reviews.waiting(limit=9)) == (Work.IN_REVIEW, [settled])
    assert (settlement(said), current(said)) == (None, {})
    assert (said[-1].act, said[-1].person, said[-1].comment) == (Act.REOPEN, "ada", "the note was changed")
    assert [each.act for each in shown_to("dee", said) if each.person == "cy"] == []


def test_a_note_that_says_the_same_stays_settled(store, ada, settled):
    """Only those who see it are others."""
    amend(store, ada, settled, Change("Which one?", visibility=Visibility.TEAM), expected=1)
    assert store.annotations.get(settled).work is Work.SETTLED


def test_a_request_for_a_view_survives_a_change(store, ada, people, draft):
    """Nobody has said anything yet, so nothing is opened again."""
    note = annotate(store, ada, draft).id
    assign(store, people["Cy"], note, "Dee")
    amend(store, ada, note, Change("Another."), expected=1)
    assert store.reviews.on([note]) == {}
    assert (store.reviews.assigned([note]), store.reviews.waiting(limit=9)) == ({note: [("dee", "Dee")]}, [note])


def test_a_third_view_does_not_count_as_agreement(store, ada, people, draft):
    """Whoever comes third has seen the other two."""
    note = annotate(store, ada, draft).id
    for name, opinion in (("Cy", AGREE), ("Dee", DISAGREE), ("Eve", AGREE)):
        assess(store, people[name], note, opinion)
    (found,) = agreements(store.reviews.all())
    assert (found.one, found.other, found.shared, found.alike) == ("Cy", "Dee", 1, 0)


def test_kappa_of_reviewers_is_that_of_their_table(store, ada, people, draft):
    """Six notes, by hand: 5/6 observed, (4·3 + 1·2 + 1·1) / 36 = 15/36 expected: (30 - 15) / (36 - 15) = 5/7."""
    table = [(AGREE, AGREE)] * 3 + [(UNSURE, UNSURE), (AGREE, DISAGREE), (DISAGREE, DISAGREE)]
    for one, other in table:
        note = annotate(store, ada, draft).id
        assess(store, people["Cy"], note, one)
        assess(store, people["Dee"], note, other)
    (found,) = agreements(store.reviews.all())
    assert (found.shared, found.alike) == (6, 5)
    assert found.kappa == pytest.approx(5 / 7)
