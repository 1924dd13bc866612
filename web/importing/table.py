"""Annotations as this archive writes them as CSV, and as a spreadsheet saves that, as rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import TypeVar

from archive.annotations import PASSAGES_LIMIT, Motivation, Visibility
from archive.bringing import ROWS_LIMIT
from archive.brought import Passage, Row
from archive.errors import Refused
from archive.selectors import Quote
from archive.spans import Span
from web.importing.naming import Home, made_up
from web.present.exported_table import COLUMNS
from web.tables import restored

_LONGEST_NUMBER = 10
_Word = TypeVar("_Word", Motivation, Visibility)


def table_rows(text: str, home: Home) -> list[Row]:
    """Read a table with a heading; “exact” alone must be among its columns. What is no such table is `Refused`."""
    heading = text.lstrip().partition("\n")[0]
    separator = ";" if ";" in heading and "," not in heading else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey="")
    if "exact" not in (reader.fieldnames or ()):
        raise Refused("the file is neither JSON nor a table with a column “exact”; nothing was stored")
    rows: list[Row] = []
    try:
        for cells in reader:
            told = {name: restored(cell) for name in COLUMNS if isinstance(cell := cells.get(name), str)}
            if not _is_remark(told):
                rows.append(_read(len(rows) + 1, told, home, whole=not cells.get("")))
            if len(rows) > ROWS_LIMIT:
                raise Refused(f"more than {ROWS_LIMIT:,} annotations cannot be imported at once; nothing was stored")
    except csv.Error as error:
        raise Refused(f"line {reader.line_num} is not CSV ({error}); nothing was stored") from error
    return rows


def _is_remark(told: Mapping[str, str]) -> bool:
    return told.get("id", "").startswith("#") and not any(told[name] for name in told if name != "id")


def _read(number: int, told: Mapping[str, str], home: Home, *, whole: bool) -> Row:
    if not whole:
        return Row(number, reason="it has more cells than the heading names")
    try:
        return _row(number, {name: told.get(name, "") for name in COLUMNS}, home)
    except Refused as error:
        return Row(number, reason=str(error))


def _row(number: int, told: Mapping[str, str], home: Home) -> Row:
    names = tuple(filter(None, (told["id"], told["via"], told["canonical"])))
    names = names or (made_up([told[name] for name in COLUMNS]),)
    first = Passage(Quote(told["exact"], told["prefix"], told["suffix"]), _span(told["start"], told["end"]))
    return Row(
        number,
        about=told["document"],
        digest=told["text_sha256"],
        passages=() if told["answers"] else (first, *_further(told["further"])),
        body=told["comment"],
        tags=tuple(filter(None, (tag.strip() for tag in told["tags"].split(",")))),
        motivation=_word(Motivation, told["motivation"], "motivation"),
        visibility=_word(Visibility, told["visibility"], "visibility"),
        creator=told["creator"],
        created=told["created"],
        names=names,
        via=told["via"] or names[0],
        canonical=told["canonical"],
        own=home.own(names),
        twin=home.twin(told["id"]),
        answers=told["answers"],
        answers_own=home.surely_own(told["answers"]),
    )


def _word(words: type[_Word], written: str, name: str) -> _Word | None:
    if not written:
        return None
    try:
        return words(written)
    except ValueError as error:
        raise Refused(f"“{name}” must be one of {', '.join(word.value for word in words)}") from error


def _span(start: str, end: str) -> Span | None:
    numbers = [int(each) for each in (start, end) if each.isascii() and each.isdigit() and len(each) <= _LONGEST_NUMBER]
    return Span(*numbers) if len(numbers) == 2 and numbers[0] <= numbers[1] else None


def _further(written: str) -> list[Passage]:
    """Read further passages: JSON, each `[start, end, exact, prefix, suffix]`."""
    if not written:
        return []
    try:
        listed = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise Refused("“further” is not JSON") from error
    if not isinstance(listed, list) or not all(isinstance(each, list) and len(each) == 5 for each in listed):
        raise Refused("“further” must be a list of [start, end, exact, prefix, suffix]")
    if len(listed) >= PASSAGES_LIMIT:
        raise Refused(f"an annotation may mark {PASSAGES_LIMIT} passages, this one marks {len(listed) + 1}")
    return [_passage(*each) for each in listed]


def _passage(start: object, end: object, *quoted: object) -> Passage:
    exact, prefix, suffix = (each if isinstance(each, str) else "" for each in quoted)
    return Passage(Quote(exact, prefix, suffix), _span(str(start), str(end)))
