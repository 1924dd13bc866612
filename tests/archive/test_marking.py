"""Putting marks on words."""

from dataclasses import replace

import make
import pytest

from archive.access import ANONYMOUS, Role
from archive.annotations import BODY_LIMIT, Motivation
from archive.errors import Conflict, Denied, NotHeld, Refused
from archive.marking import Change, Draft, amend, annotate, withdraw
from archive.selectors import Quote, describe
from archive.spans import Span

TEXT = "😀 We note that the shipment isn’t approved.\n\nYours, Ida Brandt"
SPAN = Span(19, 42)


@pytest.fixture
def ada(store):
    person = make.actor()
    store.people.add(person, at=store.clock.now())
    return person


@pytest.fixture
def draft(store):
    document = make.keep(store, TEXT)
    return Draft(document.id, 1, SPAN, describe(TEXT, SPAN), "Is that so?")


def test_a_mark_stands_on_its_words(store, ada, draft):
    """What is kept is what stands in the text, after an emoji too."""
    kept = store.annotations.get(annotate(store, ada, draft).id)
    assert kept.span.of(TEXT) == kept.quote.exact == "shipment isn’t approved"


@pytest.mark.parametrize(
    "quote",
    [
        Quote("shipment is approved.", "", ""),
        Quote("shipment isn't approved", "", ""),
        Quote("shipment isn’t approved", "we know that the ", ""),
        Quote("shipment isn’t approved", "", "!"),
        Quote("", "", ""),
    ],
)
def test_words_that_do_not_stand_there_are_refused(store, ada, draft, quote):
    """Nothing is shifted, nothing is guessed, nothing is stored."""
    with pytest.raises(Refused):
        annotate(store, ada, replace(draft, quote=quote))
    assert store.annotations.on(draft.document) == []


@pytest.mark.parametrize("span", [Span(0, 10_000), Span(21, 44), Span(5, 5)])
def test_a_span_elsewhere_is_refused(store, ada, draft, span):
    """Past the end, one off, or empty."""
    with pytest.raises(Refused):
        annotate(store, ada, replace(draft, span=span))


@pytest.mark.parametrize("body", ["x" * (BODY_LIMIT + 1), "\ud800", "nul\0"])
def test_a_body_that_cannot_be_kept_is_refused(store, ada, draft, body):
    """Too long, or not text."""
    with pytest.raises(Refused):
        annotate(store, ada, replace(draft, body=body))


def test_the_anonymous_may_not_mark(store, draft):
    """Reading is free, marking needs a name."""
    with pytest.raises(Denied):
        annotate(store, ANONYMOUS, draft)


def test_a_stale_change_is_refused_and_the_newer_one_stands(store, ada, draft):
    """The first of two editors wins, the second is told."""
    made = annotate(store, ada, draft)
    amend(store, ada, made.id, Change("First."), expected=1)
    with pytest.raises(Conflict):
        amend(store, ada, made.id, Change("Second."), expected=1)
    assert store.annotations.get(made.id).body == "First."


def test_only_the_author_or_an_administrator_changes_a_mark(store, ada, draft):
    """Somebody else's note is not mine to edit."""
    made = annotate(store, ada, draft)
    with pytest.raises(Denied):
        amend(store, make.actor("Bo"), made.id, Change("Mine."), expected=1)
    assert amend(store, make.actor("Root", Role.ADMIN), made.id, Change("Kept."), expected=1).version == 2


def test_a_withdrawn_mark_leaves_a_gravestone_without_its_words(store, ada, draft):
    """Gone is gone, but its address can say so."""
    made = annotate(store, ada, draft)
    withdraw(store, ada, made.id, expected=1)
    assert store.annotations.was_removed(made.id)
    with pytest.raises(NotHeld):
        store.annotations.get(made.id)


def test_every_write_is_in_the_audit_log(store, ada, draft):
    """Who did what, in order."""
    made = annotate(store, ada, draft)
    amend(store, ada, made.id, Change(""), expected=1)
    withdraw(store, ada, made.id, expected=2)
    assert [act for _, _, act, _ in store.audit.on(made.id)] == ["annotate", "amend", "withdraw"]


@pytest.mark.parametrize(
    ("body", "tags", "why"),
    [("Hm.", ("x",), "commenting"), ("", ("x",), "tagging"), ("", (), "highlighting")],
)
def test_why_a_mark_was_made_follows_from_what_it_holds(store, ada, draft, body, tags, why):
    """A comment weighs more than its tags."""
    made = annotate(store, ada, replace(draft, body=body, tags=tags))
    assert store.annotations.get(made.id).motivation is Motivation(why)


def test_an_amended_mark_has_the_new_tags(store, ada, draft):
    """In place of the old ones."""
    made = annotate(store, ada, replace(draft, tags=("old", "kept")))
    amend(store, ada, made.id, Change("", ("kept", "new")), expected=1)
    assert store.annotations.get(made.id).tags == ("kept", "new")
