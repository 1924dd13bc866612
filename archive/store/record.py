"""The rows of the record, table by table, as an export tells them and an import puts them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from archive.errors import Refused
from archive.ledgers import Cause
from archive.store import migrate
from archive.store.cells import Cells
from archive.store.database import Database
from archive.store.ledger_schema import CURSORS, QUOTATIONS
from archive.store.schema import ACCESSIONS, OUTBOX, TEXTS
from archive.store.scope import KEPT, within

Row = Mapping[str, object]
"""A row as JSON has it, by column; bytes are written in base64."""

_ROWS_AT_ONCE = 500
_BY_ARRIVAL: sa.ColumnElement[Any] = sa.literal_column("accessions.rowid")
_APART = {TEXTS.name: frozenset({"text"})}
"""What stands in a file of its own."""


class Record:
    """Every table that belongs to the record, in an order in which each refers only to those before it."""

    def __init__(self, database: Database, tables: Sequence[sa.Table] = KEPT) -> None:
        """Stand on the database, with the tables that it has."""
        self._database, self._tables = database, {table.name: table for table in tables}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables."""
        return tuple(self._tables)

    @property
    def schema(self) -> str:
        """The name of the schema that these rows have."""
        return migrate.head()

    def rows(self, table: str, chosen: Sequence[str] | None = None) -> Iterator[Row]:
        """Yield the rows of a table in a fixed order; with `chosen`, what belongs to those documents alone (ids).

        Texts come without their text. What only this archive's own processes need is left blank: who holds a job.
        """
        held, cells = self._tables[table], Cells(self._tables[table], apart=_APART.get(table, frozenset()))
        query = sa.select(*cells.columns)
        if chosen is not None:
            query = query.where(within(held, chosen))
        changed = {} if chosen is None else _in_part(held)
        with self._database.reading() as connection:
            for row in connection.execute(query.order_by(*_order(held))):
                yield cells.told(dict(row._mapping)) | changed

    def holds(self) -> dict[str, int]:
        """Return how many rows each table of the record has, those that have any."""
        with self._database.reading() as connection:
            counts = {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in self._tables.values()
            }
        return {name: count for name, count in counts.items() if count}

    def add(self, table: str, rows: Iterable[Row]) -> int:
        """Put rows into a table and return how many; `Refused`, with the number of the row, where one is not of it."""
        held, cells, count = self._tables[table], Cells(self._tables[table]), 0
        read = (cells.read(row, number) for number, row in enumerate(rows, start=1))
        with self._database.writing() as connection:
            while some := list(islice(read, _ROWS_AT_ONCE)):
                try:
                    connection.execute(sa.insert(held), some)
                except (sa.exc.IntegrityError, sa.exc.DataError, ValueError, OverflowError) as error:
                    told = getattr(error, "orig", None) or error
                    place = f"{table}, rows {count + 1} to {count + len(some)}"
                    raise Refused(f"{place}: they do not go together with the rest ({told})") from error
                count += len(some)
        return count

    def rein_in(self) -> None:
        """Let no reader of the outbox be further than its last entry: what comes next must be read."""
        latest = sa.select(sa.func.coalesce(sa.func.max(OUTBOX.c.number), 0)).scalar_subquery()
        with self._database.writing() as connection:
            connection.execute(sa.update(CURSORS).where(CURSORS.c.number > latest).values(number=latest))


def _in_part(table: sa.Table) -> dict[str, object]:
    """Return what is told otherwise of a part: its quotations are to be traced, since their traces are left out."""
    return {"due": Cause.FIRST.value} if table is QUOTATIONS else {}


def _order(table: sa.Table) -> list[sa.ColumnElement[Any]]:
    """Return what a table is ordered by: its key, or the order of arrival where that is part of what it tells."""
    if table is ACCESSIONS:
        return [_BY_ARRIVAL]
    return list(table.primary_key.columns)
