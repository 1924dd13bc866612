"""A record of an older schema: filled with the rows that were told of it, then brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from archive.errors import Refused
from archive.store import migrate
from archive.store.database import Database
from archive.store.record import Record
from archive.store.scope import WITHHELD

_APART = {"alembic_version", *(table.name for table in WITHHELD)}


@contextmanager
def brought_up(path: Path, schema: str, fill: Callable[[Record], None]) -> Iterator[Record]:
    """Make a database at `path`, let `fill` put rows into it as the older schema has them, and yield today's record.

    Rows with which a migration can do nothing: `Refused`.
    """
    database = Database(path)
    try:
        migrate.to(database, schema)
        known = sa.MetaData()
        with database.reading() as connection:
            known.reflect(connection)
        fill(Record(database, [table for table in known.sorted_tables if table.name not in _APART]))
        try:
            migrate.to(database)
        except (sa.exc.SQLAlchemyError, ValueError, TypeError, LookupError) as error:
            raise Refused(f"rows of the schema {schema} cannot be brought up to date: {error}") from error
        yield Record(database)
    finally:
        database.close()
