"""The shelf of finds: what looking again has changed, newest first; and how far each reader of the outbox has got."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from archive.ledgers import Cause, Find
from archive.spans import Span
from archive.store.database import Database
from archive.store.ledger_schema import CURSORS, FINDS
from archive.verdicts import Verdict


class Finds:
    """Finds in the order in which they were made."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, finds: Sequence[Find]) -> None:
        """Keep finds; their numbers are given here."""
        if finds:
            with self._database.writing() as connection:
                connection.execute(sa.insert(FINDS), [_row(find) for find in finds])

    def latest(self, *, limit: int) -> list[Find]:
        """Return the latest finds, newest first."""
        query = sa.select(FINDS).order_by(FINDS.c.sequence.desc()).limit(limit)
        with self._database.reading() as connection:
            return [_find(row) for row in connection.execute(query)]


class Cursors:
    """How far the readers of the outbox have got, by the reader's name."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def get(self, reader: str) -> int:
        """Return the number of the last entry that was read, 0 before the first."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(CURSORS.c.number).where(CURSORS.c.reader == reader)) or 0

    def replace(self, reader: str, number: int) -> None:
        """Keep the number of the last entry that was read."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(CURSORS).where(CURSORS.c.reader == reader))
            connection.execute(sa.insert(CURSORS).values(reader=reader, number=number))


def _row(find: Find) -> dict[str, object]:
    document, revision, number = find.quotation
    return {
        "at": find.at,
        "document": document,
        "revision": revision,
        "number": number,
        "cause": find.cause.value,
        "was": find.was.value,
        "now": find.now.value,
        "source": find.source,
        "source_revision": find.revision,
        "start": find.span.start,
        "end": find.span.end,
    }


def _find(row: sa.Row[tuple[object, ...]]) -> Find:
    kept = row._mapping
    return Find(
        number=kept["sequence"],
        at=kept["at"],
        quotation=(kept["document"], kept["revision"], kept["number"]),
        cause=Cause(kept["cause"]),
        was=Verdict(kept["was"]),
        now=Verdict(kept["now"]),
        source=kept["source"],
        revision=kept["source_revision"],
        span=Span(kept["start"], kept["end"]),
    )
