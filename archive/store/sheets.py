"""Sheets: the frozen texts in which passages stand, with what is needed to hold a quotation against them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from archive.documents import Document, Page, Passage, Structure, StructureKind
from archive.spans import Span
from archive.store import layers
from archive.store.documents import document_of
from archive.store.keys import keyed, listed
from archive.store.schema import DOCUMENTS, PASSAGES, REVISIONS, TEXTS
from archive.store.withdrawals import shown

Key = tuple[str, int, int]
"""Document, revision and number of a passage."""

_SPANS = (
    keyed(
        sa.select(
            PASSAGES.c.document,
            PASSAGES.c.revision,
            sa.func.json_group_array(sa.func.json_array(PASSAGES.c.start, PASSAGES.c.end)).label("spans"),
        ).where(shown(PASSAGES.c.document)),
        [PASSAGES.c.document, PASSAGES.c.revision, PASSAGES.c.number],
    )
    .group_by(PASSAGES.c.document, PASSAGES.c.revision)
    .subquery()
)
_SHEETS = sa.select(
    DOCUMENTS,
    REVISIONS.c.number,
    sa.type_coerce(REVISIONS.c.pages, sa.String).label("leaves"),
    sa.type_coerce(REVISIONS.c.structures, sa.String).label("structures"),
    TEXTS.c.text,
    _SPANS.c.spans,
).where(
    DOCUMENTS.c.id == _SPANS.c.document,
    REVISIONS.c.document == _SPANS.c.document,
    REVISIONS.c.number == _SPANS.c.revision,
    TEXTS.c.document == _SPANS.c.document,
    TEXTS.c.revision == _SPANS.c.revision,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The frozen text of a revision with its document and pages, where passages stand in it, and its marks as JSON."""

    document: Document
    revision: int
    text: str
    pages: tuple[Page, ...]
    passages: tuple[Span, ...]
    structures: str

    def marks(self, reach: Span, kinds: Collection[StructureKind]) -> list[Structure]:
        """Return the marks of some kinds that touch a stretch of the text, in code points."""
        wanted, start, end = {kind.value for kind in kinds}, reach.start, reach.end
        rows = json.loads(self.structures)
        return [layers.structure(*row) for row in rows if row[1] < end and start < row[2] and row[0] in wanted]


def sheets_of(connection: sa.Connection, passages: Collection[Key]) -> Iterator[Sheet]:
    """Yield the texts of those of the passages that are held and shown, in no order, each text once."""
    for row in connection.execute(_SHEETS, listed(passages)):
        pages = tuple(layers.page(*page) for page in json.loads(row.leaves))
        spans = tuple(Span(*span) for span in json.loads(row.spans))
        yield Sheet(document_of(row), row.number, row.text, pages, spans, row.structures)


def passage_of(row: sa.Row[Any]) -> Passage:
    """Return the passage that a row of `PASSAGES` keeps."""
    return Passage(row.document, row.revision, row.number, row.page, Span(row.start, row.end))
