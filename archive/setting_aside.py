"""Files without text are set aside by a person, with a reason, and taken up again: nothing is lost by it.

An event of the accession says what was done, why and when; the audit log says who.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.access import Actor
from archive.errors import Refused
from archive.fields import shown
from archive.history import Record, records
from archive.provenance import ASIDE, OPEN_AGAIN, Accession, Event, Outcome
from archive.store import Store

REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Aside:
    """That a file was set aside: why, by whom (the name, empty where nobody knows) and when."""

    reason: str
    person: str
    at: str


def set_aside(store: Store, accession: Accession, *, reason: str, actor: Actor) -> None:
    """Set aside a file from which no text could be had; one that is read, waits or is aside already is `Refused`."""
    words = shown(reason)
    if not words or len(words) > REASON_LIMIT:
        raise Refused(f"say in up to {REASON_LIMIT} characters why it is set aside")
    with store.atomic():
        record = _record(store, accession)
        if not record.failure or accession.document or record.aside or store.jobs.pending(accession.id):
            raise Refused("only a file without text that is open can be set aside")
        _note(store, accession, ASIDE, words, actor)


def take_up(store: Store, accession: Accession, *, actor: Actor) -> None:
    """Let a file that was set aside be open again; one that was not is `Refused`."""
    with store.atomic():
        if not _record(store, accession).aside:
            raise Refused("this file is not set aside")
        _note(store, accession, OPEN_AGAIN, "", actor)


def aside(store: Store, record: Record) -> Aside | None:
    """Return that a file is set aside, None where it is not."""
    return asides(store, [record]).get(record.accession.id)


def asides(store: Store, found: Sequence[Record]) -> dict[str, Aside]:
    """Return which files of these records are set aside, by the ids of their accessions."""
    events = {record.accession.id: record.aside for record in found if record.aside}
    if not events:
        return {}
    who, names = store.audit.who(ASIDE, events), store.people.names()
    return {key: Aside(event.detail, names.get(who.get(key, ""), ""), event.at) for key, event in events.items()}


def _record(store: Store, accession: Accession) -> Record:
    (record,) = records(store, [accession])
    return record


def _note(store: Store, accession: Accession, stage: str, why: str, actor: Actor) -> None:
    at = store.clock.now()
    store.accessions.record(Event(accession.id, stage, Outcome.SUCCESS, why, at))
    store.audit.add(at=at, actor=actor.id, act=stage, key=accession.id, outcome="done")
