"""Rows by many keys of several columns, so that the index of those columns is used."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa


def among(columns: Collection[sa.ColumnElement[Any]], keys: Collection[tuple[Any, ...]]) -> sa.ColumnElement[bool]:
    """Return the condition that a row has one of these keys, a value for each of the columns.

    SQLite reads a whole table for rows of values; told the values of each column besides, it uses their index.
    """
    each = [column.in_(sorted({key[place] for key in keys})) for place, column in enumerate(columns)]
    return sa.and_(*each, sa.tuple_(*columns).in_(list(keys)))
