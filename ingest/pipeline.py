"""The order of the stages, and nothing else: prepared outside any transaction, then settled inside one.

`prepare` is slow and keeps nothing but bytes; `settle` is quick and writes all or nothing. A failing stage ends as an
event; the original stays.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from archive.errors import NotHeld, Refused, Unreadable
from archive.jobs import Job
from archive.provenance import Accession, Event, Outcome
from archive.settings import Settings
from archive.store import Store
from ingest import storing
from ingest.accession import Arrival, keep, record
from ingest.orders import DEEPEST, INSIDE, INSIDE_EACH, Order
from ingest.reading import Bundle, Reading, read
from ingest.results import Result, Status
from ingest.stages import Stages


@dataclass(frozen=True, slots=True)
class Prepared:
    """An accession that has been looked at: held already, read, or impossible to read (`fault`).

    `parts` are the files found inside it, kept but not yet recorded.
    """

    accession: Accession
    order: Order
    stages: Stages
    held: tuple[str, int] | None = None
    reading: Reading | Bundle | None = None
    fault: Unreadable | None = None
    parts: tuple[tuple[Accession, Order], ...] = ()


def prepare(store: Store, accession: Accession, order: Order, settings: Settings) -> Prepared:
    """Find out whether the bytes of an accession have been read before, and if not, what they say."""
    stages = Stages()
    held = _held(store, accession, order)
    if held:
        return Prepared(accession, order, stages, held=held)
    fault = _impossible(store, accession, order)
    if fault:
        return refused(accession, order, "order", fault)
    try:
        reading = read(
            store.originals.path(accession.original_sha256),
            file_name=accession.file_name,
            settings=replace(settings, pdf_engine=order.engine or settings.pdf_engine),
            sidecar=order.sidecar,
            stages=stages,
        )
        if isinstance(reading, Bundle) and (order.revision_of or order.witness_of):
            raise stages.refuse("order", Unreadable("not-one-document", "it holds many files and is no one document"))
        if fault := _overflowing(store, accession, len(reading.parts)):
            raise stages.refuse("unpacking", fault)
        parts = tuple(_parts(store, accession, order, reading, settings))
    except Unreadable as error:
        return Prepared(accession, order, stages, fault=error)
    return Prepared(accession, order, stages, reading=reading, parts=parts)


def refused(accession: Accession, order: Order, stage: str, fault: Unreadable) -> Prepared:
    """Return an accession that is not read, because of what `stage` met."""
    stages = Stages()
    stages.refuse(stage, fault)
    return Prepared(accession, order, stages, fault=fault)


def _held(store: Store, accession: Accession, order: Order) -> tuple[str, int] | None:
    """Return the revision that was made from these bytes, None where there is none or it is to be made again.

    A file that gave no text is not read again once the same bytes, come another way, have given a document. A file
    that is said to be a new revision is held where the newest one has its bytes; an older text may come back. An
    order that cannot be followed is never answered so: its fault is said.
    """
    if order.fault or (order.again and accession.document):
        return None
    if order.revision_of:
        newest = store.revisions.imprints(order.revision_of)[-1:]
        alike = [imprint for imprint in newest if imprint.frozen.original_sha256 == accession.original_sha256]
        return (order.revision_of, alike[0].number) if alike else None
    return store.revisions.of_original(accession.original_sha256)


def _impossible(store: Store, accession: Accession, order: Order) -> Unreadable | None:
    """Return why an order cannot be followed, before anything is read."""
    if order.fault:
        return Unreadable("bad-metadata", order.fault)
    if order.depth > DEEPEST:
        return Unreadable("too-deep", f"more than {DEEPEST} files stand one inside the other")
    try:
        store.documents.must_hold(*filter(None, (order.revision_of, order.witness_of)))
    except NotHeld as error:
        return Unreadable("no-such-document", str(error))
    if order.again and accession.document:
        newest = store.revisions.imprints(accession.document)[-1]
        if newest.frozen.original_sha256 != accession.original_sha256:
            return Unreadable("superseded", f"revision {newest.number} was made from newer bytes; read those again")
    elsewhere = store.revisions.of_original(accession.original_sha256) if order.revision_of else None
    if elsewhere and elsewhere[0] != order.revision_of:
        told = f"these bytes are held as document {elsewhere[0]}; they cannot be a revision of {order.revision_of} too"
        return Unreadable("held-elsewhere", told)
    return None


def _overflowing(store: Store, accession: Accession, parts: int) -> Unreadable | None:
    """Return why the files inside a file are too many, with those found before: ZIP files in ZIP files multiply."""
    if not parts or not accession.deposit:
        return None
    alone, inside = store.accessions.counted(accession.deposit)
    most = INSIDE + INSIDE_EACH * alone
    if inside + parts <= most:
        return None
    return Unreadable("too-large", f"with the {parts} files inside it more than {most} would come out of this deposit")


def _parts(
    store: Store, accession: Accession, order: Order, reading: Reading | Bundle, settings: Settings
) -> Iterator[tuple[Accession, Order]]:
    """Keep every file found inside a file, to arrive on its own."""
    for part in reading.parts:
        source = f"{accession.source}#{part.name}"
        arrival = Arrival(part.name, source, accession.agent, accession.deposit, accession.id)
        kept = keep(store, io.BytesIO(part.data), arrival, limit=settings.upload_bytes)
        yield kept, Order(sidecar=part.sidecar, fault=part.fault, engine=order.engine, depth=order.depth + 1)


def settle(store: Store, prepared: Prepared, *, deposit: str = "") -> Result:
    """Write everything that `prepare` found, with an event for each stage; call it inside a transaction.

    The files inside are asked for in `deposit`, where that is another one than they came with.
    """
    accession, order = prepared.accession, prepared.order
    at = store.clock.now()
    store.accessions.record(
        *(
            Event(accession.id, stage.name, stage.outcome, stage.detail, at, stage.code, stage.tool)
            for stage in prepared.stages.done
        )
    )
    held = prepared.held or _held(store, accession, order)
    if held:
        return storing.duplicate(store, accession, order, *held)
    fault = prepared.fault
    if fault is None and (fault := _impossible(store, accession, order)):  # meanwhile, since it was prepared
        store.accessions.record(Event(accession.id, "order", Outcome.FAILURE, str(fault), at, fault.code))
    if fault or prepared.reading is None:
        fault = fault or Unreadable("fault", "the file was not read")
        return Result(accession.file_name, Status.FAILED, accession.document, code=fault.code, reason=str(fault))
    result = storing.stored(store, accession, order, prepared.reading)
    if prepared.parts and result.status is not Status.UNCHANGED:
        _arrive(store, prepared, deposit)
    return result


def _arrive(store: Store, prepared: Prepared, deposit: str) -> None:
    """Record the files inside a file and ask for them to be read; when it is read again they arrived already."""
    came = {(part.source, part.original_sha256) for part in store.accessions.within([prepared.accession.id])}
    for part, inside in prepared.parts:
        if (part.source, part.original_sha256) not in came:
            record(store, part)
            ask(store, part, inside, deposit=deposit)


def hand_over(
    store: Store, accession: Accession, order: Order, *, broken_off: Callable[[str], bool] = lambda _deposit: False
) -> None:
    """Record the arrival of a file that is kept, and ask for it to be read.

    Where the same bytes from the same source wait already, to be read in the same way, in a deposit that was
    `broken_off`, it is the same arrival.
    """
    with store.atomic():
        for job in store.jobs.awaited(accession.source, accession.original_sha256):
            if job.order == order.wire() and broken_off(job.deposit):
                store.jobs.move(job, deposit=accession.deposit)
                return
        record(store, accession)
        ask(store, accession, order)


def ask(store: Store, accession: Accession, order: Order, *, deposit: str = "") -> bool:
    """Ask for an accession to be read; one that waits already is not asked for twice (False)."""
    with store.atomic():
        if store.jobs.pending(accession.id):
            return False
        job = Job(deposit or accession.deposit, accession.id, order.wire(), store.clock.now())
        store.jobs.add(job)
        return True


def too_large(name: str, error: Refused) -> Result:
    """Return the result of a file that was refused before it was kept."""
    return Result(name, Status.FAILED, code="too-large", reason=str(error))
