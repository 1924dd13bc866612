"""Files without text are set aside, and nothing is lost by it."""

import make
import pytest

from archive.errors import Refused
from archive.history import records
from archive.jobs import Job
from archive.provenance import Event, Outcome
from archive.setting_aside import Aside, aside, set_aside, take_up


@pytest.fixture
def cy(store):
    return make.person(store, "Cy")


@pytest.fixture
def failing(store):
    return make.arrive(store, "a.pdf", failed="crash")


def codes(store, **asked):
    return [(arrived.id, event.code) for arrived, event in store.accessions.failures(**asked)]


def record(store, accession):
    return records(store, [accession])[0]


def test_what_is_set_aside_is_listed_apart_with_who_why_and_when(store, cy, failing):
    """Why it failed is still known; others stay where they are."""
    others = [(make.arrive(store, f"{code}.pdf", failed=code).id, code) for code in ("timeout", "empty")]
    set_aside(store, failing, reason=" It cannot\nbe read. ", actor=cy)
    assert (codes(store), codes(store, aside=True)) == (others[::-1], [(failing.id, "crash")])
    assert aside(store, record(store, failing)) == Aside("It cannot be read.", "Cy", store.clock.now())
    assert record(store, failing).failure.code == "crash"


def test_it_is_made_open_again(store, cy, failing):
    """With every step on record."""
    set_aside(store, failing, reason="Torn.", actor=cy)
    take_up(store, failing, actor=cy)
    assert (codes(store), codes(store, aside=True)) == ([(failing.id, "crash")], [])
    stages = [event.stage for event in store.accessions.events(failing.id)]
    assert stages == ["accession", "extraction", "setting aside", "opening again"]
    assert [act for _, _, act, _ in store.audit.on(failing.id)] == stages[2:]


def test_a_later_reading_makes_it_open_by_itself(store, cy, failing):
    """What fails anew is to be looked at anew."""
    set_aside(store, failing, reason="Torn.", actor=cy)
    store.accessions.record(
        Event(failing.id, "extraction", Outcome.FAILURE, "too slow", store.clock.now(), code="timeout")
    )
    assert codes(store) == [(failing.id, "timeout")]


@pytest.mark.parametrize("reason", ["", " \n", "x" * 501])
def test_a_reason_is_needed(store, cy, failing, reason):
    """One that can be read."""
    with pytest.raises(Refused):
        set_aside(store, failing, reason=reason, actor=cy)


@pytest.mark.parametrize("state", ["aside", "waits", "unread", "document"])
def test_only_an_open_failure_can_be_set_aside(store, cy, failing, state):
    """Not twice, not while it waits, not what never failed or has a document."""
    if state == "aside":
        set_aside(store, failing, reason="Torn.", actor=cy)
    if state == "waits":
        store.jobs.add(Job("deposit1", failing.id, {}, store.clock.now()))
    document = {"document": "x"} if state == "document" else {}
    other = make.arrive(store, "b.pdf", failed="crash" if document else "", **document)
    with pytest.raises(Refused):
        set_aside(store, failing if state in {"aside", "waits"} else other, reason="Torn.", actor=cy)


def test_what_was_not_set_aside_cannot_be_taken_up(store, cy, failing):
    """It is open."""
    with pytest.raises(Refused):
        take_up(store, failing, actor=cy)
