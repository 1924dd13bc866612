"""Tables as CSV for spreadsheets: a cell that a spreadsheet would take for a formula is neutralised."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"'*[ \n]*[=+\-@\t\r＝＋－＠]")


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> str:
    """Return rows under a heading as CSV (RFC 4180); text that begins like a formula gets an apostrophe before it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(heading)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue()


def restored(cell: str) -> str:
    """Return the text that was written as this cell, without the apostrophe that kept it from being a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(value: str | float) -> str | int | float:
    """Return a cell; text that begins with apostrophes before such a sign gets one more, so that it can be restored."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
