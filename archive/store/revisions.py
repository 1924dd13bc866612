"""The shelf of revisions: frozen texts with their pages and structures. Never changed once added."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields

import sqlalchemy as sa

from archive.documents import (
    Cause,
    Frozen,
    Imprint,
    Page,
    PageState,
    Revision,
    Structure,
    StructureKind,
    digest,
)
from archive.errors import Damaged, NotHeld
from archive.spans import Span
from archive.store import layers
from archive.store.database import Database
from archive.store.keys import keyed, listed
from archive.store.schema import DOCUMENTS, REVISIONS, TEXTS

_FURNITURE = StructureKind.FURNITURE.value
_KEY = [REVISIONS.c.document, REVISIONS.c.number]
_PAGES = keyed(sa.select(*_KEY, REVISIONS.c.pages), _KEY)
_STRUCTURES = keyed(sa.select(*_KEY, REVISIONS.c.structures), _KEY)
_FROZEN = tuple(field.name for field in fields(Frozen))
_LIGHT = "document", "number", "created", "cause", "media_type", "file_name"
_IMPRINTS = sa.select(*(REVISIONS.c[name] for name in (*_FROZEN, *_LIGHT)))


class Revisions:
    """Revisions by document and number."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, revision: Revision, *, boxes: bytes, offset_runs: bytes) -> None:
        """Keep a new revision; `Damaged` where its digest is not that of its text."""
        if digest(revision.text) != revision.frozen.text_sha256:
            raise Damaged("the digest recorded for a text is not the digest of that text")
        with self._database.writing() as connection:
            connection.execute(sa.insert(REVISIONS), _row(revision))
            connection.execute(
                sa.insert(TEXTS).values(
                    document=revision.document,
                    revision=revision.number,
                    text=revision.text,
                    boxes=boxes,
                    offset_runs=offset_runs,
                )
            )

    def get(self, document: str, number: int) -> Revision:
        """Return one revision, whole; `NotHeld` where there is none, `Damaged` where the text was altered."""
        query = (
            sa.select(REVISIONS, TEXTS.c.text)
            .join(TEXTS, (TEXTS.c.document == REVISIONS.c.document) & (TEXTS.c.revision == REVISIONS.c.number))
            .where(REVISIONS.c.document == document, REVISIONS.c.number == number)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotHeld(f"no revision {number} of this document is held")
        revision = _revision(row)
        if digest(revision.text) != revision.frozen.text_sha256:
            raise Damaged(f"the stored text of {revision.key} no longer has the digest it was frozen with")
        return revision

    def text(self, document: str, number: int) -> str:
        """Return the frozen text alone."""
        query = sa.select(TEXTS.c.text).where(TEXTS.c.document == document, TEXTS.c.revision == number)
        with self._database.reading() as connection:
            text = connection.execute(query).scalar_one_or_none()
        if text is None:
            raise NotHeld(f"no revision {number} of this document is held")
        return str(text)

    def outline(self, document: str, number: int) -> tuple[tuple[Page, ...], tuple[Structure, ...]]:
        """Return the pages and the marks of a revision without its text."""
        query = sa.select(REVISIONS.c.pages, REVISIONS.c.structures).where(
            REVISIONS.c.document == document, REVISIONS.c.number == number
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotHeld(f"no revision {number} of this document is held")
        return tuple(layers.page(*page) for page in row.pages), tuple(
            layers.structure(*mark) for mark in row.structures
        )

    def imprints(self, document: str) -> list[Imprint]:
        """Return what is known of each revision of a document without its text, oldest first."""
        return self.imprints_of([document]).get(document, [])

    def imprints_of(self, documents: Collection[str]) -> dict[str, list[Imprint]]:
        """Return the same of several documents, by id."""
        query, found = _IMPRINTS.where(REVISIONS.c.document.in_(documents)), dict[str, list[Imprint]]()
        with self._database.reading() as connection:
            for row in connection.execute(query.order_by(REVISIONS.c.number)):
                found.setdefault(row.document, []).append(_imprint(row))
        return found

    def page_names(self, revisions: Sequence[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, ...]]:
        """Return how the pages of several revisions are called, in order, by document and number."""
        with self._database.reading() as connection:
            return {
                (row.document, row.number): tuple(layers.page(*page).name for page in row.pages)
                for row in connection.execute(_PAGES, listed(set(revisions)))
            }

    def furniture(self, revisions: Sequence[tuple[str, int]]) -> dict[tuple[str, int], tuple[Span, ...]]:
        """Return where running heads, footers and page numbers stand in several revisions, by document and number."""
        with self._database.reading() as connection:
            return {
                (row.document, row.number): tuple(
                    sorted(Span(start, end) for kind, start, end, *_ in row.structures if kind == _FURNITURE)
                )
                for row in connection.execute(_STRUCTURES, listed(set(revisions)))
            }

    def boxes(self, document: str, number: int) -> bytes:
        """Return the packed boxes of a revision, empty where its format has none."""
        query = sa.select(TEXTS.c.boxes).where(TEXTS.c.document == document, TEXTS.c.revision == number)
        with self._database.reading() as connection:
            return bytes(connection.execute(query).scalar_one())

    def of_original(self, sha256: str) -> tuple[str, int] | None:
        """Return document and number of the latest revision made from an original, or None."""
        query = sa.select(REVISIONS.c.document, REVISIONS.c.number).where(REVISIONS.c.original_sha256 == sha256)
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(REVISIONS.c.number.desc()).limit(1)).one_or_none()
        return None if row is None else (row.document, row.number)

    def with_pages(self, state: PageState) -> list[tuple[str, str]]:
        """Return document and original of each newest revision that has a page of this state."""
        query = (
            sa.select(REVISIONS.c.document, REVISIONS.c.original_sha256)
            .join(DOCUMENTS, (DOCUMENTS.c.id == REVISIONS.c.document) & (DOCUMENTS.c.newest == REVISIONS.c.number))
            .where(sa.cast(REVISIONS.c.pages, sa.String).contains(f'"{state.value}"', autoescape=True))
            .order_by(REVISIONS.c.document)
        )
        with self._database.reading() as connection:
            return [(row.document, row.original_sha256) for row in connection.execute(query)]


def _row(revision: Revision) -> dict[str, object]:
    frozen = revision.frozen
    return {
        "document": revision.document,
        "number": revision.number,
        "original_sha256": frozen.original_sha256,
        "raw_sha256": frozen.raw_sha256,
        "text_sha256": frozen.text_sha256,
        "engine": frozen.engine,
        "engine_version": frozen.engine_version,
        "profile": frozen.profile,
        "canon_version": frozen.canon_version,
        "charset": frozen.charset,
        "media_type": revision.media_type,
        "file_name": revision.file_name,
        "notes": list(revision.notes),
        "pages": [layers.page_row(page) for page in revision.pages],
        "structures": [layers.structure_row(mark) for mark in revision.structures],
        "findings": [layers.finding_row(finding) for finding in revision.findings],
        "properties": dict(revision.properties),
        "created": revision.created,
        "cause": revision.cause.value,
    }


def _revision(row: sa.Row[tuple[object, ...]]) -> Revision:
    kept = row._mapping
    return Revision(
        document=kept["document"],
        number=kept["number"],
        text=kept["text"],
        pages=tuple(layers.page(*page) for page in kept["pages"]),
        structures=tuple(layers.structure(*mark) for mark in kept["structures"]),
        frozen=Frozen(**{name: kept[name] for name in _FROZEN}),
        created=kept["created"],
        media_type=kept["media_type"],
        file_name=kept["file_name"],
        notes=tuple(kept["notes"]),
        findings=tuple(layers.finding(*finding) for finding in kept["findings"]),
        properties=kept["properties"],
        cause=Cause(kept["cause"]),
    )


def _imprint(row: sa.Row[tuple[object, ...]]) -> Imprint:
    kept = row._mapping
    return Imprint(
        number=kept["number"],
        created=kept["created"],
        cause=Cause(kept["cause"]),
        frozen=Frozen(**{name: kept[name] for name in _FROZEN}),
        media_type=kept["media_type"],
        file_name=kept["file_name"],
    )
