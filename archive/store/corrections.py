"""The shelf of corrections: what people set in place of what was found."""

from __future__ import annotations

import sqlalchemy as sa

from archive.corrections import Correction
from archive.store.database import Database
from archive.store.schema import CORRECTIONS


class Corrections:
    """Corrections by document and field; the last one stands, the audit log keeps them all."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def of(self, document: str) -> list[Correction]:
        """Return the corrections of a document, by field."""
        query = sa.select(CORRECTIONS).where(CORRECTIONS.c.document == document).order_by(CORRECTIONS.c.field)
        with self._database.reading() as connection:
            return [Correction(*row) for row in connection.execute(query)]

    def replace(self, correction: Correction) -> None:
        """Set a field, in place of an earlier correction of it."""
        with self._database.writing() as connection:
            self.remove(correction.document, correction.field)
            row = {column.name: getattr(correction, column.name) for column in CORRECTIONS.c}
            connection.execute(sa.insert(CORRECTIONS).values(row))

    def remove(self, document: str, field: str) -> None:
        """Take a correction away: what was found stands again."""
        columns = CORRECTIONS.c
        with self._database.writing() as connection:
            connection.execute(sa.delete(CORRECTIONS).where(columns.document == document, columns.field == field))
