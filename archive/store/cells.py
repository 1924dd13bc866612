"""Cells of a table as JSON: told without loss, and read back only where each is of its column's kind."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from archive.errors import Refused
from archive.jobs import JobState
from archive.store.schema import JOBS

_KINDS: tuple[tuple[type[sa.types.TypeEngine[Any]], tuple[type, ...]], ...] = (
    (sa.Boolean, (bool,)),
    (sa.Integer, (int,)),
    (sa.Float, (int, float)),
    (sa.LargeBinary, (str,)),
    (sa.JSON, (dict, list)),
    (sa.String, (str,)),
)


class Cells:
    """The columns of one table; `apart` are those that stand elsewhere when they are told."""

    def __init__(self, table: sa.Table, *, apart: frozenset[str] = frozenset()) -> None:
        """Look at the table's columns."""
        self._table = table
        self.columns = [column for column in table.c if column.name not in apart]

    def told(self, kept: Mapping[str, Any]) -> dict[str, object]:
        """Return a row as JSON has it, its columns in the table's order."""
        row = {column.name: _told(kept[column.name]) for column in self.columns}
        return _unheld(row) if self._table is JOBS else row

    def read(self, row: Mapping[str, object], number: int) -> dict[str, object]:
        """Return a row of JSON as the database takes it; `Refused` where it is not one of this table."""
        place = f"{self._table.name}, row {number}"
        if set(row) != {column.name for column in self.columns}:
            raise Refused(f"{place}: it has other columns than this table")
        return {column.name: _read(column, row[column.name], place) for column in self.columns}


def _told(value: Any) -> object:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _unheld(job: dict[str, Any]) -> dict[str, Any]:
    """Return a job as nobody holds it: one that is being read is given back, as when its process ends in order."""
    running = job["state"] == JobState.RUNNING.value
    given_back = {"state": JobState.QUEUED.value, "attempts": max(0, job["attempts"] - 1)} if running else {}
    return job | given_back | {"token": "", "lease": ""}


def _read(column: sa.Column[Any], value: object, place: str) -> object:
    if value is None and column.nullable:
        return None
    allowed = next(kinds for kind, kinds in _KINDS if isinstance(column.type, kind))
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise Refused(f"{place}: {column.name} is not of its kind")
    if not isinstance(column.type, sa.LargeBinary):
        return value
    try:
        return base64.b64decode(str(value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(f"{place}: {column.name} is not base64") from error
