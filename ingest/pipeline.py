"""The order of the stages, and nothing else: accession, reading, storing. A failing stage ends as an event."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from archive.documents import Document, Passage, Revision
from archive.errors import ArchiveError, Unreadable
from archive.provenance import Accession, Event, Outcome
from archive.settings import Settings
from archive.store import Store
from ingest.accession import accede, sidecar_of
from ingest.reading import Reading, read

_MEBIBYTE = 1 << 20


class Status(enum.Enum):
    """What became of a file; the value is the wire word."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. `code` and `reason` say why where it failed."""

    name: str
    status: Status
    document: str = ""
    revision: int = 0
    pages: int = 0
    characters: int = 0
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way in: its name, where it came from and who brings it."""

    name: str
    source: str
    agent: str


def ingest_path(store: Store, path: Path, *, agent: str, settings: Settings) -> Result:
    """Take in one file from disk, with its sidecar where there is one."""
    arrival = Arrival(path.name, path.resolve().as_uri(), agent)
    try:
        with path.open("rb") as stream:
            return ingest_stream(store, stream, arrival=arrival, settings=settings, sidecar=lambda: sidecar_of(path))
    except OSError as error:
        return Result(path.name, Status.FAILED, code="unreachable", reason=f"cannot be opened: {error.strerror}")


def ingest_stream(
    store: Store,
    stream: IO[bytes],
    *,
    arrival: Arrival,
    settings: Settings,
    sidecar: Callable[[], Mapping[str, str]] = dict,
) -> Result:
    """Take in one file; whatever it holds, the result says what became of it and nothing else is disturbed."""
    limit = settings.upload_mb * _MEBIBYTE
    try:
        accession = accede(
            store, stream, file_name=arrival.name, source=arrival.source, agent=arrival.agent, limit=limit
        )
    except ArchiveError as error:
        return Result(arrival.name, Status.FAILED, code="too-large", reason=str(error))
    known = store.revisions.of_original(accession.original_sha256)
    if known is not None:
        return _duplicate(store, accession, *known)
    try:
        original = store.originals.path(accession.original_sha256)
        reading = read(original, file_name=arrival.name, settings=settings, sidecar=sidecar())
    except Unreadable as error:
        return _failed(store, accession, error)
    return _stored(store, accession, reading)


def _duplicate(store: Store, accession: Accession, document: str, number: int) -> Result:
    """Record that these bytes were here already."""
    revision = store.revisions.get(document, number)
    with store.atomic():
        store.accessions.settle(accession, document=document, media_type=revision.media_type)
        detail = f"the same bytes are held as {revision.key}"
        store.accessions.record(Event(accession.id, "duplicate", Outcome.SUCCESS, detail, store.clock.now()))
    return Result(accession.file_name, Status.DUPLICATE, document, number, len(revision.pages), len(revision.text))


def _failed(store: Store, accession: Accession, error: Unreadable) -> Result:
    """Record why no text could be had; the original stays."""
    event = Event(accession.id, "reading", Outcome.FAILURE, str(error), store.clock.now(), error.code)
    store.accessions.record(event)
    return Result(accession.file_name, Status.FAILED, code=error.code, reason=str(error))


def _stored(store: Store, accession: Accession, reading: Reading) -> Result:
    """Store the document whole, or, where somebody was faster with the same bytes, join theirs."""
    at = store.clock.now()
    with store.atomic():
        known = store.revisions.of_original(accession.original_sha256)
        if known is not None:
            return _duplicate(store, accession, *known)
        document = Document(store.clock.new_id(), reading.description, 1, at)
        store.documents.add(document, pages=len(reading.pages))
        revision = _revision(document, reading, accession.file_name, at)
        store.revisions.add(revision, boxes=reading.boxes, offset_runs=reading.offset_runs)
        store.passages.add(
            [
                Passage(document.id, revision.number, number, page, span)
                for number, (page, span) in enumerate(reading.passages)
            ]
        )
        store.accessions.settle(accession, document=document.id, media_type=reading.media_type)
        detail = f"{reading.frozen.engine} {reading.frozen.engine_version}, {reading.frozen.profile}"
        store.accessions.record(Event(accession.id, "reading", Outcome.SUCCESS, detail, at))
        store.outbox.add("document", document.id, at=at)
    return Result(accession.file_name, Status.STORED, document.id, 1, len(reading.pages), len(reading.text))


def _revision(document: Document, reading: Reading, file_name: str, at: str) -> Revision:
    return Revision(
        document=document.id,
        number=document.newest,
        text=reading.text,
        pages=reading.pages,
        structures=reading.structures,
        frozen=reading.frozen,
        created=at,
        media_type=reading.media_type,
        file_name=file_name,
        notes=reading.notes,
    )
