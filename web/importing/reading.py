"""A file of annotations is read into rows, whatever wrote it; a row that cannot be read carries the reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from archive.bringing import ROWS_LIMIT
from archive.brought import Row
from archive.errors import Refused
from web import wire
from web.importing.hypothesis import hypothesis_row
from web.importing.naming import Home
from web.importing.table import table_rows
from web.importing.w3c import w3c_row

MOST_BYTES = 5 << 20
"""The size of the largest file."""

_W3C = {"motivation", "body", "bodyValue", "@context"}
_LISTS = ("items", "annotations", "rows")


def read_rows(content: bytes, home: Home) -> list[Row]:
    """Return the annotations of a file as rows numbered from 1; a file that holds none, or too many, is `Refused`.

    It may be a W3C collection, page, list or single annotation, an export of Hypothesis, or this archive's CSV.
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"a file of annotations may have {MOST_BYTES >> 20} MB; nothing was stored")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("the file is not text in UTF-8; nothing was stored") from error
    if not text.strip():
        raise Refused("the file is empty; nothing was stored")
    rows = _json_rows(text, home) if text.lstrip()[0] in "[{" else table_rows(text, home)
    if not rows:
        raise Refused("the file holds no annotations; nothing was stored")
    return rows


def refuse_many(number: int) -> None:
    """Raise `Refused` where a file holds more annotations than can be imported at once."""
    if number > ROWS_LIMIT:
        raise Refused(f"{ROWS_LIMIT:,} annotations can be imported at once, not {number:,}; nothing was stored")


def _json_rows(text: str, home: Home) -> list[Row]:
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused("the file begins like JSON and is none; nothing was stored") from error
    digests = _digests(sent)
    items = _items(sent, 0)
    refuse_many(len(items))
    return [_read(_row, number, item, digests, home) for number, item in enumerate(items, start=1)]


def _items(sent: object, depth: int) -> list[object]:
    """Return what a list, a collection or a page holds; anything else is one annotation."""
    if isinstance(sent, list):
        return sent
    if isinstance(sent, dict) and depth < 2:
        for name in _LISTS:
            if isinstance(sent.get(name), list):
                return _items(sent[name], depth)
        first = sent.get("first")
        if isinstance(first, str):
            raise Refused("the file names only the address of its annotations: save it with all items")
        if isinstance(first, dict):
            if first.get("next"):
                raise Refused("the file holds only the first page of its annotations: save it with all items")
            return _items(first, depth + 1)
    return [sent]


def _row(number: int, item: object, digests: Mapping[str, str], home: Home) -> Row:
    if isinstance(item, str):
        raise Refused("the file has only its address")
    entry = wire.entries(item, "an annotation")
    if entry.get("type") == "Annotation" or _W3C & set(entry):
        return w3c_row(number, entry, digests, home)
    return hypothesis_row(number, entry)


def _read(
    read: Callable[[int, object, Mapping[str, str], Home], Row],
    number: int,
    item: object,
    digests: Mapping[str, str],
    home: Home,
) -> Row:
    try:
        return read(number, item, digests, home)
    except (Refused, RecursionError) as error:
        return Row(number, reason=str(error) if isinstance(error, Refused) else "it is nested too deeply")


def _digests(sent: object) -> dict[str, str]:
    """Return the digests of the texts that a collection of this archive names, by the addresses of its revisions."""
    listed = sent.get("texts") if isinstance(sent, dict) else None
    entries = [each for each in listed if isinstance(each, dict)] if isinstance(listed, Sequence) else []
    pairs = [(each.get("id"), each.get("sha256")) for each in entries]
    return {key: value for key, value in pairs if isinstance(key, str) and isinstance(value, str)}
