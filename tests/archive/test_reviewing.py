"""The review of annotations: two independent views, a third settles."""

import make
import pytest

from archive.access import Role
from archive.annotations import Visibility, Work
from archive.errors import Conflict, Denied, NotHeld, Refused
from archive.marking import Draft, annotate, reply
from archive.reviewing import assess, assign, reopen, settle
from archive.reviews import Opinion, agreements, current, kappa, settlement, shown_to
from archive.selectors import describe
from archive.spans import Span

TEXT = "The shipment isn’t approved.\n\nYours, Ida Brandt"
AGREE, DISAGREE, UNSURE = Opinion.AGREE, Opinion.DISAGREE, Opinion.UNSURE


@pytest.fixture
def people(store):
    """Ada annotates; Cy, Dee and Eve review."""
    named = {"Ada": Role.ANNOTATOR, "Cy": Role.REVIEWER, "Dee": Role.REVIEWER, "Eve": Role.REVIEWER}
    return {name: make.person(store, name, role) for name, role in named.items()}


@pytest.fixture
def draft(store):
    document = make.keep(store, TEXT)
    return Draft(document.id, 1, Span(4, 12), describe(TEXT, Span(4, 12)), "Which one?")


@pytest.fixture
def note(store, people, draft):
    return annotate(store, people["Ada"], draft).id


def said(store, note):
    return store.reviews.on([note]).get(note, [])


def test_views_lead_from_open_to_settled(store, people, note):
    """Open, in review after the first view, settled by the third reviewer, each state in the record."""
    states = [store.annotations.get(note).work]
    assess(store, people["Cy"], note, AGREE, "Page 2.")
    states.append(store.annotations.get(note).work)
    assess(store, people["Dee"], note, DISAGREE)
    settle(store, people["Eve"], note, AGREE, "Cy is right.")
    states.append(store.annotations.get(note).work)
    assert states == [Work.OPEN, Work.IN_REVIEW, Work.SETTLED]
    assert (settlement(said(store, note)).person_name, settlement(said(store, note)).comment) == ("Eve", "Cy is right.")


def test_nobody_sees_another_view_before_giving_their_own(store, people, note):
    """So that two judge independently; with two views there, all are shown."""
    assess(store, people["Cy"], note, AGREE)
    assert shown_to("dee", said(store, note)) == []
    assert len(shown_to("cy", said(store, note))) == 1
    assess(store, people["Dee"], note, AGREE)
    assert len(shown_to("dee", said(store, note))) == len(shown_to("eve", said(store, note))) == 2


def test_one_view_does_not_settle(store, people, note):
    """Two reviewers must have looked."""
    assess(store, people["Cy"], note, AGREE)
    with pytest.raises(Conflict):
        settle(store, people["Dee"], note, AGREE)
    assert store.annotations.get(note).work is Work.IN_REVIEW


def test_who_differs_does_not_settle(store, people, note):
    """Where two differ, neither of them decides; where they agree, either may."""
    assess(store, people["Cy"], note, AGREE)
    assess(store, people["Dee"], note, UNSURE)
    with pytest.raises(Denied):
        settle(store, people["Cy"], note, AGREE)
    assess(store, people["Dee"], note, AGREE)
    settle(store, people["Cy"], note, AGREE)
    assert current(said(store, note))["dee"].opinion is AGREE


def test_nobody_judges_their_own(store, people, draft):
    """Neither by a view, nor by settling, nor by being asked."""
    note = annotate(store, people["Cy"], draft).id
    with pytest.raises(Denied):
        assess(store, people["Cy"], note, AGREE)
    with pytest.raises(Refused):
        assign(store, people["Dee"], note, "Cy")
    for name in ("Dee", "Eve"):
        assess(store, people[name], note, AGREE)
    with pytest.raises(Denied):
        settle(store, people["Cy"], note, AGREE)


def test_what_is_settled_stays_until_it_is_opened_again(store, people, note):
    """Then it is viewed anew, and what was said stays readable."""
    for name in ("Cy", "Dee"):
        assess(store, people[name], note, AGREE)
    settle(store, people["Eve"], note, AGREE)
    for act in (lambda: assess(store, people["Cy"], note, UNSURE), lambda: settle(store, people["Eve"], note, AGREE)):
        with pytest.raises(Conflict):
            act()
    reopen(store, people["Dee"], note, "New letter.")
    assert (current(said(store, note)), len(said(store, note))) == ({}, 4)
    assert settlement(said(store, note)) is None
    with pytest.raises(Conflict):
        reopen(store, people["Dee"], note)


def test_only_reviewers_are_asked_and_once(store, people, note):
    """An annotator cannot be asked, nobody unknown can; asking twice is asking once."""
    for name, error in (("Ada", Refused), ("Nobody", NotHeld)):
        with pytest.raises(error):
            assign(store, people["Cy"], note, name)
    for _ in range(2):
        assign(store, people["Cy"], note, "Dee")
    assert store.reviews.assigned([note]) == {note: [("dee", "Dee")]}
    assert store.reviews.waiting(limit=9) == [note]


def test_private_notes_and_replies_are_not_reviewed(store, people, draft, note):
    """A private note is nobody's business, a reply goes with its note."""
    private = annotate(store, people["Ada"], make.again(draft, visibility=Visibility.PRIVATE)).id
    with pytest.raises(Denied):
        assess(store, people["Cy"], private, AGREE)
    with pytest.raises(Refused):
        assess(store, people["Cy"], reply(store, people["Ada"], note, "Both.").id, AGREE)
    assert store.reviews.all() == []


def test_annotators_do_not_review(store, people, note):
    """Whatever the act."""
    for act in (assess, settle):
        with pytest.raises(Denied):
            act(store, people["Ada"], note, AGREE)
    with pytest.raises(Denied):
        assign(store, people["Ada"], note, "Cy")


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([(AGREE, AGREE)] * 5, None),
        ([(AGREE, AGREE), (DISAGREE, DISAGREE)], 1.0),
        ([(AGREE, DISAGREE), (DISAGREE, AGREE)], -1.0),
        ([(AGREE, AGREE)] * 20 + [(AGREE, DISAGREE)] * 5 + [(DISAGREE, AGREE)] * 10 + [(DISAGREE, DISAGREE)] * 15, 0.4),
    ],
)
def test_kappa_is_cohens(pairs, expected):
    """The last is the textbook example of 50 proposals: observed 0.7, expected 0.5."""
    assert kappa(pairs) == (expected if expected is None else pytest.approx(expected))


def test_agreement_counts_first_views_of_shared_notes(store, people, draft):
    """A view that was changed after seeing the other's does not make two people agree."""
    first, second = (annotate(store, people["Ada"], draft).id for _ in range(2))
    assess(store, people["Cy"], first, AGREE)
    assess(store, people["Dee"], first, DISAGREE)
    assess(store, people["Dee"], first, AGREE)
    assess(store, people["Cy"], second, AGREE)
    (found,) = agreements(store.reviews.all())
    assert (found.one, found.other, found.shared, found.alike, found.kappa) == ("Cy", "Dee", 1, 0, pytest.approx(0))
