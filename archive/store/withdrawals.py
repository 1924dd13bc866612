"""The shelf of withdrawals: which documents are no longer shown, and why. Their record stays whole."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from archive.store.database import Database
from archive.store.schema import WITHDRAWALS
from archive.withdrawals import Withdrawal


class Withdrawals:
    """Withdrawals by document."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, withdrawal: Withdrawal) -> None:
        """Keep that a document is withdrawn; one that is already fails."""
        row = {
            "document": withdrawal.document,
            "reason": withdrawal.reason,
            "person": withdrawal.person,
            "at": withdrawal.at,
        }
        with self._database.writing() as connection:
            connection.execute(sa.insert(WITHDRAWALS).values(**row))

    def remove(self, document: str) -> bool:
        """Forget that a document is withdrawn; return whether it was."""
        with self._database.writing() as connection:
            found = connection.execute(sa.delete(WITHDRAWALS).where(WITHDRAWALS.c.document == document))
            return bool(found.rowcount)

    def of(self, document: str) -> Withdrawal | None:
        """Return that a document is withdrawn, None where it is not."""
        query = sa.select(WITHDRAWALS).where(WITHDRAWALS.c.document == document)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Withdrawal(row.document, row.reason, row.person, row.at)

    def among(self, documents: Collection[str]) -> dict[str, Withdrawal]:
        """Return those of the documents that are withdrawn, by id."""
        if not documents:
            return {}
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(WITHDRAWALS))
            found = (Withdrawal(row.document, row.reason, row.person, row.at) for row in rows)
            return {each.document: each for each in found if each.document in documents}


def shown(document: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the document of this id is not withdrawn."""
    return document.not_in(sa.select(WITHDRAWALS.c.document))
