"""A reading is stored: as a new document, as a new revision of one that is held, or not at all."""

from __future__ import annotations

from dataclasses import replace

from archive.carrying import carry
from archive.corrections import corrected
from archive.counting import many
from archive.detection import DETECTION
from archive.documents import Cause, Document, Passage, Revision
from archive.findings import Origin
from archive.provenance import Accession, Event, Outcome
from archive.store import Store
from ingest.orders import Order
from ingest.reading import Bundle, Reading
from ingest.results import Result, Status
from ingest.succession import Succession, succession, upheld

_NOTES = 50
"""How many notes an event repeats."""


def duplicate(store: Store, accession: Accession, order: Order, document: str, number: int) -> Result:
    """Record that these bytes were here already, and where their sidecar says something new, that it was not used."""
    revision = store.revisions.get(document, number)
    store.accessions.settle(accession, document=document, media_type=revision.media_type)
    reason = ""
    said = {name: " ".join(value.split()) for name, value in order.sidecar.items() if value.strip()}
    if said and said != told_beside(revision):
        reason = "its sidecar differs from the one on record and was not used: correct the description instead"
    held = f"the same bytes are held as {revision.key}"
    _event(store, accession, "duplicate", f"{held}; {reason}" if reason else held)
    _group(store, accession, order, document)
    return Result(
        accession.file_name,
        Status.DUPLICATE,
        document,
        number,
        len(revision.pages),
        len(revision.text),
        reason=reason,
    )


def told_beside(revision: Revision) -> dict[str, str]:
    """Return what the sidecar said when a revision was read."""
    return {finding.field: finding.value for finding in revision.findings if finding.origin is Origin.SIDECAR}


def stored(store: Store, accession: Accession, order: Order, reading: Reading | Bundle) -> Result:
    """Store a reading, whole; call it inside a transaction."""
    if isinstance(reading, Bundle):
        store.accessions.settle(accession, document="", media_type=reading.media_type)
        left_out = _left_out(reading)
        told = "; ".join([f"{many(len(reading.parts), 'file')} found inside", *left_out])
        _event(store, accession, "unpacking", told)
        return Result(accession.file_name, Status.UNPACKED, parts=len(reading.parts), reason="; ".join(left_out))
    found = succession(store, accession, order, reading)
    if found.document is None:
        result = _document(store, accession, reading, found.remark)
    elif found.cause is Cause.AGAIN and _same(found, reading):
        result = _unchanged(store, accession, found)
    else:
        result = _revision(store, accession, found, reading)
    _group(store, accession, order, result.document)
    return result


def _left_out(bundle: Bundle) -> list[str]:
    """Name what stood in a file and could not be taken in."""
    more = len(bundle.notes) - _NOTES
    return [*bundle.notes[:_NOTES], *([f"and {more:,} more"] if more > 0 else [])]


def _same(found: Succession, reading: Reading) -> bool:
    """Tell whether reading anew gave the same text, from the same bytes, by the same means, page by page."""
    newest = found.newest
    return (newest.frozen, newest.pages, newest.structures) == (reading.frozen, reading.pages, reading.structures)


def _unchanged(store: Store, accession: Accession, found: Succession) -> Result:
    _event(store, accession, "reading again", "nothing differs from the newest revision")
    newest = found.newest
    return Result(
        accession.file_name, Status.UNCHANGED, newest.document, newest.number, len(newest.pages), len(newest.text)
    )


def _document(store: Store, accession: Accession, reading: Reading, remark: str) -> Result:
    """Store a new document with its first revision."""
    document = Document(store.clock.new_id(), reading.description, 1, store.clock.now())
    revision = _made(document, reading, accession, document.added, Cause.FIRST)
    store.documents.add(document, pages=len(reading.pages), needs_review=revision.needs_review)
    return _kept(store, accession, revision, reading, Status.STORED, remark)


def _revision(store: Store, accession: Accession, found: Succession, reading: Reading) -> Result:
    """Store a new revision of a document; the old ones stay. What people corrected stays corrected.

    Other bytes make a new revision even where no word differs: the bytes are the record.
    """
    document = found.known
    reading = upheld(store, found, reading)
    described = corrected(reading.description, store.corrections.of(document.id))
    advanced = replace(document, description=described, newest=document.newest + 1)
    revision = _made(advanced, reading, accession, store.clock.now(), found.cause)
    store.documents.advance(advanced, pages=len(reading.pages), needs_review=revision.needs_review)
    same = revision.frozen.text_sha256 == found.newest.frozen.text_sha256
    remark = f"no word differs from revision {found.newest.number}" if same else ""
    result = _kept(store, accession, revision, reading, Status.REVISION, remark)
    carry(store, document.id, revision.number)
    return result


def _kept(
    store: Store, accession: Accession, revision: Revision, reading: Reading, status: Status, remark: str
) -> Result:
    """Store a revision and everything that hangs on it."""
    document = revision.document
    store.revisions.add(revision, boxes=reading.boxes, offset_runs=reading.offset_runs)
    store.passages.add(
        [Passage(document, revision.number, number, page, span) for number, (page, span) in enumerate(reading.passages)]
    )
    found = reading.detected
    store.quotations.add(document, revision.number, found.quotations, detection=DETECTION, complete=found.complete)
    store.identifiers.replace(document, reading.identifiers)
    store.accessions.settle(accession, document=document, media_type=reading.media_type)
    why = "" if revision.cause is Cause.FIRST else revision.cause.value
    _event(store, accession, "ingestion", "; ".join(filter(None, (why, remark, f"stored as {revision.key}"))))
    store.outbox.add("document", document, at=store.clock.now())
    return Result(
        accession.file_name,
        status,
        document,
        revision.number,
        len(reading.pages),
        len(reading.text),
        len(reading.parts),
        reason=remark,
    )


def _group(store: Store, accession: Accession, order: Order, document: str) -> None:
    """Put a document beside the one whose letter it is said to carry."""
    if order.witness_of and order.witness_of != document and order.witness_of not in store.witnesses.of(document):
        store.witnesses.join(document, order.witness_of)
        _event(store, accession, "grouping", f"said to carry the same text as {order.witness_of}")


def _event(store: Store, accession: Accession, stage: str, detail: str) -> None:
    store.accessions.record(Event(accession.id, stage, Outcome.SUCCESS, detail, store.clock.now()))


def _made(document: Document, reading: Reading, accession: Accession, at: str, cause: Cause) -> Revision:
    return Revision(
        document=document.id,
        number=document.newest,
        text=reading.text,
        pages=reading.pages,
        structures=reading.structures,
        frozen=reading.frozen,
        created=at,
        media_type=reading.media_type,
        file_name=accession.file_name,
        notes=reading.notes,
        findings=reading.findings,
        properties=reading.properties,
        cause=cause,
    )
