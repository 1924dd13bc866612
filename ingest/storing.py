"""A reading is stored: as a new document, as a new revision of one that is held, or not at all."""

from __future__ import annotations

from dataclasses import replace

from archive.corrections import corrected
from archive.documents import Document, Passage, Revision
from archive.identifiers import Scheme
from archive.provenance import Accession, Event, Outcome
from archive.store import Store
from ingest.orders import Order
from ingest.reading import Bundle, Reading
from ingest.results import Result, Status

_NOTES = 50
"""How many notes an event repeats."""


def duplicate(store: Store, accession: Accession, document: str, number: int) -> Result:
    """Record that these bytes were here already."""
    revision = store.revisions.get(document, number)
    store.accessions.settle(accession, document=document, media_type=revision.media_type)
    _event(store, accession, "duplicate", f"the same bytes are held as {revision.key}")
    return Result(accession.file_name, Status.DUPLICATE, document, number, len(revision.pages), len(revision.text))


def stored(store: Store, accession: Accession, order: Order, reading: Reading | Bundle) -> Result:
    """Store a reading, whole; call it inside a transaction."""
    if isinstance(reading, Bundle):
        store.accessions.settle(accession, document="", media_type=reading.media_type)
        _event(store, accession, "unpacking", _unpacked(reading))
        return Result(accession.file_name, Status.UNPACKED, parts=len(reading.parts))
    known = _known(store, accession, order, reading)
    if known is None:
        result = _document(store, accession, reading)
    elif order.again and _same(store, known, reading):
        return _unchanged(store, accession, known)
    else:
        result = _revision(store, accession, known, reading)
    if order.witness_of:
        store.witnesses.join(result.document, order.witness_of)
    return result


def _unpacked(bundle: Bundle) -> str:
    """Say what was found inside a file, and name what could not be taken in."""
    more = len(bundle.notes) - _NOTES
    said = [
        f"{len(bundle.parts)} files found inside",
        *bundle.notes[:_NOTES],
        *([f"and {more} more"] if more > 0 else []),
    ]
    return "; ".join(said)


def _known(store: Store, accession: Accession, order: Order, reading: Reading) -> Document | None:
    """Return the document that this is a new revision of, None where it is a document of its own.

    That is the one it was said to revise, the one whose bytes are read again, or the one that was published at the
    same address in the same form.
    """
    if order.revision_of:
        return store.documents.get(order.revision_of)
    if order.again:
        return store.documents.get(accession.document) if accession.document else None
    addresses = [named.value for named in reading.identifiers if named.scheme is Scheme.WEB]
    for identifier in store.identifiers.bearers(Scheme.WEB, addresses) if addresses else []:
        document = store.documents.get(identifier)
        if store.revisions.get(identifier, document.newest).media_type == reading.media_type:
            return document
    return None


def _same(store: Store, document: Document, reading: Reading) -> bool:
    """Tell whether reading anew gave the same text, from the same bytes, by the same means, page by page."""
    newest = store.revisions.get(document.id, document.newest)
    return (newest.frozen, newest.pages, newest.structures) == (reading.frozen, reading.pages, reading.structures)


def _unchanged(store: Store, accession: Accession, document: Document) -> Result:
    _event(store, accession, "reading again", "nothing differs from the newest revision")
    newest = store.revisions.get(document.id, document.newest)
    return Result(
        accession.file_name, Status.UNCHANGED, document.id, newest.number, len(newest.pages), len(newest.text)
    )


def _document(store: Store, accession: Accession, reading: Reading) -> Result:
    """Store a new document with its first revision."""
    document = Document(store.clock.new_id(), reading.description, 1, store.clock.now())
    revision = _made(document, reading, accession, document.added)
    store.documents.add(document, pages=len(reading.pages), needs_review=revision.needs_review)
    return _kept(store, accession, revision, reading, Status.STORED)


def _revision(store: Store, accession: Accession, document: Document, reading: Reading) -> Result:
    """Store a new revision of a document; the old ones stay. What people corrected stays corrected."""
    found = corrected(reading.description, store.corrections.of(document.id))
    advanced = replace(document, description=found, newest=document.newest + 1)
    revision = _made(advanced, reading, accession, store.clock.now())
    store.documents.advance(advanced, pages=len(reading.pages), needs_review=revision.needs_review)
    return _kept(store, accession, revision, reading, Status.REVISION)


def _kept(store: Store, accession: Accession, revision: Revision, reading: Reading, status: Status) -> Result:
    """Store a revision and everything that hangs on it."""
    document = revision.document
    store.revisions.add(revision, boxes=reading.boxes, offset_runs=reading.offset_runs)
    store.passages.add(
        [Passage(document, revision.number, number, page, span) for number, (page, span) in enumerate(reading.passages)]
    )
    store.identifiers.replace(document, reading.identifiers)
    store.accessions.settle(accession, document=document, media_type=reading.media_type)
    _event(store, accession, "ingestion", f"stored as {revision.key}")
    store.outbox.add("document", document, at=store.clock.now())
    return Result(
        accession.file_name,
        status,
        document,
        revision.number,
        len(reading.pages),
        len(reading.text),
        len(reading.parts),
    )


def _event(store: Store, accession: Accession, stage: str, detail: str) -> None:
    store.accessions.record(Event(accession.id, stage, Outcome.SUCCESS, detail, store.clock.now()))


def _made(document: Document, reading: Reading, accession: Accession, at: str) -> Revision:
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
    )
