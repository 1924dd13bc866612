"""The shelf of witnesses: documents that carry the same text, grouped (a scan, a web page, an e-mail)."""

from __future__ import annotations

import sqlalchemy as sa

from archive.store.database import Database
from archive.store.schema import WITNESSES


class Witnesses:
    """Groups of documents; a document is in one group at most."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def of(self, document: str) -> list[str]:
        """Return the ids of the other witnesses of the same text."""
        work = sa.select(WITNESSES.c.work).where(WITNESSES.c.document == document).scalar_subquery()
        query = sa.select(WITNESSES.c.document).where(WITNESSES.c.work == work, WITNESSES.c.document != document)
        with self._database.reading() as connection:
            return list(connection.scalars(query.order_by(WITNESSES.c.document)))

    def join(self, document: str, other: str) -> None:
        """Put two documents, and all that stood with either, into one group."""
        with self._database.writing() as connection:
            together = {document, other, *self.of(document), *self.of(other)}
            connection.execute(sa.delete(WITNESSES).where(WITNESSES.c.document.in_(together)))
            work = min(together)
            connection.execute(sa.insert(WITNESSES), [{"document": one, "work": work} for one in sorted(together)])

    def leave(self, document: str) -> None:
        """Take a document out of its group; a last one left alone is no group."""
        with self._database.writing() as connection:
            others = self.of(document)
            gone = [document, *(others if len(others) == 1 else [])]
            connection.execute(sa.delete(WITNESSES).where(WITNESSES.c.document.in_(gone)))
