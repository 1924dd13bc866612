"""Tables as CSV for spreadsheets: a cell that a spreadsheet would take for a formula is neutralised."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> str:
    """Return rows under a heading as CSV (RFC 4180); text that begins like a formula gets an apostrophe before it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(heading)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _cell(value: str | float) -> str | int | float:
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA) else value
