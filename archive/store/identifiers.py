"""The shelf of identifiers: message ids and web addresses, and which documents bear them."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from archive.identifiers import Identifier, Scheme
from archive.store.database import Database
from archive.store.schema import IDENTIFIERS


class Identifiers:
    """Identifiers by document, and documents by identifier."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def replace(self, document: str, identifiers: Sequence[Identifier]) -> None:
        """Let the document bear these identifiers and no others."""
        rows = [
            {"document": document, "scheme": scheme, "value": value}
            for scheme, value in dict.fromkeys((named.scheme.value, named.value) for named in identifiers)
        ]
        with self._database.writing() as connection:
            connection.execute(sa.delete(IDENTIFIERS).where(IDENTIFIERS.c.document == document))
            if rows:
                connection.execute(sa.insert(IDENTIFIERS), rows)

    def of(self, document: str) -> list[Identifier]:
        """Return the identifiers of a document."""
        query = sa.select(IDENTIFIERS).where(IDENTIFIERS.c.document == document)
        with self._database.reading() as connection:
            ordered = query.order_by(IDENTIFIERS.c.scheme, IDENTIFIERS.c.value)
            return [Identifier(Scheme(row.scheme), row.value) for row in connection.execute(ordered)]

    def of_many(self, documents: Sequence[str]) -> dict[str, list[Identifier]]:
        """Return the identifiers of several documents, by document."""
        query = sa.select(IDENTIFIERS).where(IDENTIFIERS.c.document.in_(list(documents)))
        told: dict[str, list[Identifier]] = {identifier: [] for identifier in documents}
        with self._database.reading() as connection:
            for row in connection.execute(query.order_by(IDENTIFIERS.c.scheme, IDENTIFIERS.c.value)):
                told[row.document].append(Identifier(Scheme(row.scheme), row.value))
        return told

    def bearers(self, schemes: Sequence[Scheme], values: Sequence[str], *, limit: int = -1) -> list[str]:
        """Return the ids of the documents that bear any of these values in any of these schemes.

        `limit` is the most that are returned, -1 for all.
        """
        words = [scheme.value for scheme in schemes]
        query = (
            sa.select(IDENTIFIERS.c.document)
            .where(IDENTIFIERS.c.scheme.in_(words), IDENTIFIERS.c.value.in_(list(values)))
            .distinct()
            .order_by(IDENTIFIERS.c.document)
        )
        with self._database.reading() as connection:
            return list(connection.scalars(query.limit(limit)))
