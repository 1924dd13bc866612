"""Rows by many keys of several columns, so that the index of those columns is used."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa


def among(columns: Collection[sa.ColumnElement[Any]], keys: Collection[tuple[Any, ...]]) -> sa.ColumnElement[bool]:
    """Return the condition that a row has one of these keys, a value for each of the columns.

    SQLite reads a whole table for rows of values; told the values of each column besides, it uses their index.
    """
    each = [column.in_(sorted({key[place] for key in keys})) for place, column in enumerate(columns)]
    return sa.and_(*each, sa.tuple_(*columns).in_(list(keys)))


def keyed(query: sa.Select[Any], columns: Sequence[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    """Return a query for the rows that have one of the keys it is given (`listed`), a value for each of the columns.

    Made once, it is prepared once, whatever is asked: with a condition of its own for every key to ask costs more than
    to answer.
    """
    rows = sa.func.json_each(sa.bindparam("keys")).table_valued("value", joins_implicitly=True)
    each = [column == sa.func.json_extract(rows.c.value, f"$[{place}]") for place, column in enumerate(columns)]
    return query.select_from(rows).where(*each)


def listed(keys: Collection[tuple[Any, ...]]) -> dict[str, str]:
    """Return keys as the parameter of a query that is `keyed`."""
    return {"keys": json.dumps(sorted(keys))}
