"""What was done to a file, by whom and with what, as events and agents of PREMIS 3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.documents import Revision
from archive.history import Record
from archive.premis_units import SELF, Unit, identified
from archive.provenance import Accession, Event

_TYPES = {
    "accession": "accession",
    "identification": "format identification",
    "normalization": "normalization",
    "description": "metadata extraction",
    "ingestion": "ingestion",
    "unpacking": "unpacking",
    "digest": "message digest calculation",
}
"""Our stages in the Library of Congress's words for types of events; the others keep our own word."""

_OURS = {
    "extraction": "text extraction",
    "recognition": "text recognition",
    "segmentation": "text segmentation",
    "quotations": "recognition of quotations",
    "duplicate": "duplicate recognition",
    "reading again": "repeated text extraction",
}
_GIVE_TEXT = frozenset({"extraction", "recognition", "normalization", "ingestion"})
_COMMANDS = "verbatim "


def events_of(record: Record, revision: Revision) -> Iterator[Unit]:
    """Yield the events of one arrival; those of the reading that gave this revision say so."""
    giving: set[int] = set()
    for start, events in record.readings():
        if any(event.stage == "ingestion" and event.detail.endswith(revision.key) for event in events):
            giving |= {number for number, event in enumerate(events, start) if event.stage in _GIVE_TEXT}
    for number, event in enumerate(record.events, 1):
        key = f"{record.accession.id}/{number}"
        yield _event(key, event, record.accession, revision.key if number in giving else "")
        if event.stage == "accession":
            yield _event(f"{key}/digest", _digested(event, record.accession), record.accession, "")


def _digested(arrival: Event, accession: Accession) -> Event:
    """Return the reckoning of the digest, which is part of every arrival."""
    told = f"SHA-256 {accession.original_sha256}"
    return Event(arrival.accession, "digest", arrival.outcome, told, arrival.at, tool=arrival.tool)


def _event(key: str, event: Event, accession: Accession, gave: str) -> Unit:
    """Return one event; `gave` is the revision that it helped to make."""
    note = f"[{event.code}] {event.detail}" if event.code else event.detail
    outcome = Unit("eventOutcome", "fail" if event.failed else "success", authority="eventOutcome")
    detail = Unit("eventOutcomeDetail", units=(Unit("eventOutcomeDetailNote", note),))
    objects = [_linked_object("original", accession.original_sha256, "source")]
    if gave:
        objects.append(_linked_object("text", gave, "outcome"))
    return Unit(
        "event",
        units=(
            identified("eventIdentifier", "event", key),
            _type(event.stage),
            Unit("eventDateTime", event.at),
            Unit(
                "eventDetailInformation",
                units=(Unit("eventDetail", f"stage “{event.stage}” of accession {accession.id}"),),
            ),
            Unit("eventOutcomeInformation", units=(outcome, *([detail] if note else []))),
            *_linked_agents(event, accession),
            *objects,
        ),
    )


def _type(stage: str) -> Unit:
    if stage in _TYPES:
        return Unit("eventType", _TYPES[stage], authority="eventType")
    return Unit("eventType", _OURS.get(stage, stage))


def _linked_agents(event: Event, accession: Accession) -> Iterator[Unit]:
    if event.stage == "accession":
        yield _linked_agent(accession.agent, "implementer")
    yield _linked_agent(event.tool or SELF, "executing program")


def _linked_agent(name: str, role: str) -> Unit:
    named = identified("linkingAgentIdentifier", "agent", name)
    return Unit(named.name, units=(*named.units, Unit("linkingAgentRole", role, authority="eventRelatedAgentRole")))


def _linked_object(kind: str, value: str, role: str) -> Unit:
    named = identified("linkingObjectIdentifier", kind, value)
    return Unit(named.name, units=(*named.units, Unit("linkingObjectRole", role, authority="eventRelatedObjectRole")))


def agents_of(own: Sequence[Record]) -> Iterator[Unit]:
    """Yield everybody and everything that did something, each once."""
    tools = {event.tool for record in own for event in record.events if event.tool}
    brought = {record.accession.agent for record in own}
    for name in sorted(brought - tools - {SELF}):
        yield _agent(name, name, "software" if name.startswith(_COMMANDS) else "person", "")
    for name in sorted(tools | {SELF}):
        program, _, version = name.partition(" ")
        yield _agent(name, program, "software", version)


def _agent(identifier: str, name: str, kind: str, version: str) -> Unit:
    return Unit(
        "agent",
        units=(
            identified("agentIdentifier", "agent", identifier),
            Unit("agentName", name),
            Unit("agentType", kind, authority="agentType"),
            *([Unit("agentVersion", version)] if version else []),
        ),
    )
