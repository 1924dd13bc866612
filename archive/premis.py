"""A revision in the terms of PREMIS 3: objects, events, agents; a tree of semantic units in the schema’s order."""

from __future__ import annotations

from collections.abc import Sequence

from archive.documents import Document, Page, PageState, Revision
from archive.history import Record
from archive.premis_events import agents_of, events_of
from archive.premis_units import SELF, Unit, identified


def premis(document: Document, revision: Revision, arrivals: Sequence[Record]) -> Unit:
    """Return everything that is known of how a revision came to be.

    Of the document's arrivals those are told that brought the bytes from which this revision was made.
    """
    own = [record for record in arrivals if record.accession.original_sha256 == revision.frozen.original_sha256]
    events = [event for record in own for event in events_of(record, revision)]
    objects = [
        _entity(document),
        _representation(document, revision),
        _text(revision),
        _original(revision, own),
    ]
    return Unit("premis", units=(*objects, *events, *agents_of(own)))


def _entity(document: Document) -> Unit:
    described = document.description
    told = (
        ("title", described.title),
        ("kind", described.kind.value),
        ("creator", described.creator),
        ("recipient", described.recipient),
        ("date", described.date),
        ("source", described.source_url),
    )
    properties = tuple(_property(name, value) for name, value in told if value)
    return Unit(
        "object",
        category="intellectualEntity",
        units=(identified("objectIdentifier", "document", document.id), *properties),
    )


def _property(name: str, value: str) -> Unit:
    return Unit(
        "significantProperties",
        units=(Unit("significantPropertiesType", name), Unit("significantPropertiesValue", value)),
    )


def _representation(document: Document, revision: Revision) -> Unit:
    """Return the frozen text as a representation of the document, with how it was read."""
    frozen = revision.frozen
    told = (
        ("reader", frozen.engine),
        ("reader version", frozen.engine_version),
        ("reader profile", frozen.profile),
        ("character set of the original", frozen.charset),
        ("SHA-256 of the text as read", frozen.raw_sha256),
        ("canonical form", frozen.canon_version),
        ("SHA-256 of the text", frozen.text_sha256),
        ("pages", str(len(revision.pages))),
        ("code points", str(len(revision.text))),
        *((f"page {page.number}", doubtful) for page in revision.pages if (doubtful := _reading_of(page))),
        *(("note", note) for note in revision.notes),
    )
    return Unit(
        "object",
        category="representation",
        units=(
            identified("objectIdentifier", "revision", revision.key),
            *(_property(name, value) for name, value in told if value),
            _related("structural", "represents", "document", document.id),
            _related("structural", "includes", "text", revision.key),
        ),
    )


def _reading_of(page: Page) -> str:
    """Return what is to be said of how a page was read, empty where it was read as usual."""
    told = [page.state.value] if page.state is not PageState.TEXT else []
    if page.why:
        told.append(f"read by {page.reader or 'another reader'}: {page.why}")
    if page.confidence >= 0:
        told.append(f"certainty {page.confidence} %")
    return "; ".join([*told, *page.doubts])


def _related(kind: str, how: str, noun: str, value: str) -> Unit:
    return Unit(
        "relationship",
        units=(
            Unit("relationshipType", kind, authority="relationshipType"),
            Unit("relationshipSubType", how, authority="relationshipSubType"),
            identified("relatedObjectIdentifier", noun, value),
        ),
    )


def _text(revision: Revision) -> Unit:
    """Return the canonical text as a file: UTF-8, with its digest and the reader that made it."""
    frozen = revision.frozen
    made = Unit(
        "creatingApplication",
        units=(
            Unit("creatingApplicationName", frozen.engine),
            Unit("creatingApplicationVersion", frozen.engine_version),
            Unit("dateCreatedByApplication", revision.created),
        ),
    )
    characteristics = _characteristics(
        frozen.text_sha256, len(revision.text.encode()), "text/plain; charset=utf-8", frozen.canon_version, made
    )
    return Unit(
        "object",
        category="file",
        units=(
            identified("objectIdentifier", "text", revision.key),
            characteristics,
            _stored("address", f"/documents/{revision.key}.txt"),
            _related("structural", "is included in", "revision", revision.key),
            _related("derivation", "has source", "original", frozen.original_sha256),
        ),
    )


def _characteristics(sha256: str, size: int, media_type: str, note: str, *made: Unit) -> Unit:
    """Return digest, size in bytes (-1 where it is not known) and format of a file."""
    designation = Unit("formatDesignation", units=(Unit("formatName", media_type),))
    digest = (
        Unit("messageDigestAlgorithm", "SHA-256", authority="cryptographicHashFunctions"),
        Unit("messageDigest", sha256),
        Unit("messageDigestOriginator", SELF),
    )
    return Unit(
        "objectCharacteristics",
        units=(
            Unit("compositionLevel", "0"),
            Unit("fixity", units=digest),
            *([Unit("size", str(size))] if size >= 0 else []),
            Unit("format", units=(designation, *([Unit("formatNote", note)] if note else []))),
            *made,
        ),
    )


def _stored(kind: str, place: str) -> Unit:
    location = (Unit("contentLocationType", kind), Unit("contentLocationValue", place))
    return Unit("storage", units=(Unit("contentLocation", units=location),))


def _original(revision: Revision, own: Sequence[Record]) -> Unit:
    """Return the file as it came."""
    sha256 = revision.frozen.original_sha256
    first = own[0].accession if own else None
    carriers = dict.fromkeys(record.parent.original_sha256 for record in own if record.parent)
    return Unit(
        "object",
        category="file",
        units=(
            identified("objectIdentifier", "original", sha256),
            _characteristics(sha256, first.size if first else -1, revision.media_type, ""),
            Unit("originalName", first.file_name if first else revision.file_name),
            _stored("path in the archive", f"originals/{sha256[:2]}/{sha256}"),
            *(_related("structural", "is included in", "original", carrier) for carrier in carriers),
        ),
    )
