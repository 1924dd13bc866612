"""A file of quotations, as it was handed over: text or CSV, read into the quotations.

Text: where blank lines part it, every paragraph is a quotation (its lines are one), else every line. CSV (by its name,
or where the first line names the column): the column `quotation`; the separator is a comma, a semicolon or a tab. A
row that does not fit its heading is never cut silently.
"""

from __future__ import annotations

import csv
import io
import re

from archive.errors import Refused

MOST_BYTES = 2 << 20
"""The size of the largest list, in bytes."""

MOST = 1_000
"""How many quotations a list may hold."""

COLUMN = "quotation"
_PARTED = re.compile(r"\n[^\S\n]*\n\s*")


def read_list(content: bytes, name: str = "") -> list[str]:
    """Return the quotations of a file in order, empty ones left out; `Refused` where it cannot be read or is too large.

    A file named `.csv` or `.tsv` must have the column.
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"the list is larger than {MOST_BYTES >> 20} MB")
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    found = _cells(text, required=name.lower().endswith((".csv", ".tsv")))
    if found is None:
        stripped = text.strip()
        found = _PARTED.split(stripped) if _PARTED.search(stripped) else stripped.split("\n")
    quotations = [quotation.strip() for quotation in found if quotation.strip()]
    if not quotations:
        raise Refused("the list holds no quotation")
    if len(quotations) > MOST:
        raise Refused(f"the list holds {len(quotations):,} quotations; {MOST:,} are read at once")
    return quotations


def _decoded(content: bytes) -> str:
    coding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(coding)
    except UnicodeDecodeError as error:
        raise Refused("the list is not UTF-8 text; save it as UTF-8 and try again") from error
    if "\0" in text:
        raise Refused("the list is no text: it has NUL characters; save it as UTF-8 text or CSV")
    return text


def _cells(text: str, *, required: bool) -> list[str] | None:
    """Return what stands in the column, None where the text is no table."""
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    names = [name.strip().lower() for name in next(csv.reader([heading], delimiter=separator), [])]
    if COLUMN not in names:
        if required:
            raise Refused(f"the list has no column named “{COLUMN}”")
        return None
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Refused(f"the list cannot be read as CSV: {error}") from error
    return [_cell(row, names.index(COLUMN), len(names), separator) for row in rows[1:]]


def _cell(row: list[str], at: int, columns: int, separator: str) -> str:
    """Return the quotation of a row, empty where it has none; in the last column it may hold bare separators.

    `Refused` where it cannot be told which cells are the quotation's.
    """
    if any(cell.strip() for cell in row[columns:]):
        if at < columns - 1:
            told = " | ".join(row)[:80]
            raise Refused(f"a row of the list has more cells than its heading, so a quotation may be cut: {told}")
        return separator.join(row[at:])
    return row[at] if at < len(row) else ""
