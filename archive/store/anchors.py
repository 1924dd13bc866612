"""The shelf of anchors: where annotations stand in revisions later than their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from archive.anchored import Carried
from archive.anchoring import Anchored, Outcome
from archive.spans import Span
from archive.store.annotation_schema import ANCHORS
from archive.store.database import Database
from archive.store.schema import ANNOTATIONS, DOCUMENTS


class Anchors:
    """What became of each marked passage in later revisions, by annotation, revision and number of the passage."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, carried: Sequence[Carried]) -> None:
        """Keep what became of passages."""
        if carried:
            with self._database.writing() as connection:
                connection.execute(sa.insert(ANCHORS), [_row(each) for each in carried])

    def settle(self, carried: Carried) -> None:
        """Put what a person decided in place of what was found."""
        columns = ANCHORS.c
        key = (
            (columns.annotation == carried.annotation)
            & (columns.revision == carried.revision)
            & (columns.part == carried.part)
        )
        with self._database.writing() as connection:
            connection.execute(sa.update(ANCHORS).where(key).values(_row(carried)))

    def forget(self, annotation: str) -> None:
        """Let go of the places of an annotation that lies on other words now; they are found anew."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(ANCHORS).where(ANCHORS.c.annotation == annotation))

    def on(self, document: str, revision: int | None = None) -> dict[str, list[Carried]]:
        """Return what became of the annotations on a document, in one revision or in all, by annotation."""
        query = sa.select(ANCHORS).join(ANNOTATIONS, ANNOTATIONS.c.id == ANCHORS.c.annotation)
        query = query.where(ANNOTATIONS.c.document == document, ANNOTATIONS.c.removed == "")
        if revision is not None:
            query = query.where(ANCHORS.c.revision == revision)
        found: dict[str, list[Carried]] = {}
        ordered = query.order_by(ANCHORS.c.annotation, ANCHORS.c.revision, ANCHORS.c.part)
        with self._database.reading() as connection:
            for row in connection.execute(ordered):
                found.setdefault(row.annotation, []).append(_carried(row))
        return found

    def due(self, document: str = "") -> list[str]:
        """Return the documents that have annotations of which it is not known what became in the newest revision."""
        newest = sa.and_(ANCHORS.c.annotation == ANNOTATIONS.c.id, ANCHORS.c.revision == DOCUMENTS.c.newest)
        query = (
            sa.select(ANNOTATIONS.c.document)
            .distinct()
            .join(DOCUMENTS, DOCUMENTS.c.id == ANNOTATIONS.c.document)
            .where(ANNOTATIONS.c.removed == "", ANNOTATIONS.c.revision < DOCUMENTS.c.newest)
            .where(~sa.exists().where(newest))
        )
        if document:
            query = query.where(ANNOTATIONS.c.document == document)
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(ANNOTATIONS.c.document)).scalars())


def _row(carried: Carried) -> dict[str, object]:
    found = carried.anchored
    return {
        "annotation": carried.annotation,
        "revision": carried.revision,
        "part": carried.part,
        "outcome": found.outcome.value,
        "start": found.span.start if found.span else None,
        "end": found.span.end if found.span else None,
        "confidence": found.confidence,
        "candidates": [[span.start, span.end] for span in found.candidates],
        "settled_by": carried.settled_by,
        "at": carried.at,
    }


def _carried(row: sa.Row[Any]) -> Carried:
    kept = row._mapping
    return Carried(
        annotation=kept["annotation"],
        revision=kept["revision"],
        part=kept["part"],
        anchored=Anchored(
            outcome=Outcome(kept["outcome"]),
            span=None if kept["start"] is None else Span(kept["start"], kept["end"]),
            confidence=kept["confidence"],
            candidates=tuple(Span(start, end) for start, end in kept["candidates"]),
        ),
        settled_by=kept["settled_by"],
        at=kept["at"],
    )
