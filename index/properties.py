"""What people ask of a document: `field:value` and ranges become leaves of the tree, checked where values are known."""

from __future__ import annotations

import datetime
import re

from archive.clock import ALPHABET
from archive.documents import Kind
from archive.folding import terms
from archive.spans import Span
from index.query import FIELDS, MARKS, Field, Marked, Node, Range
from index.wording import Note, phrase

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_DOCUMENT = re.compile(rf"([{ALPHABET}]{{8}})(?:-[a-z0-9-]*)?(?:@[0-9]+)?")
_PAGE = re.compile(r"[0-9]{1,6}")
_PATTERN = re.compile(r"\w\*|\w\?\w|\w~[0-9]*\Z")
_EDGES = ".,;:!?"
_OPEN = "*"


def known(name: str) -> bool:
    """Tell whether there is a field of this name; capitals make no difference."""
    return name.lower() in FIELDS or name.lower() in MARKS


def named(name: str, value: str, at: Span, note: Note) -> Node | None:
    """Read a value of a field; an unknown field, or a value it cannot have, is read as words with a remark."""
    if not known(name):
        note(f"there is no field “{name}”; it was read as a word")
        return phrase(f"{name}:{value}", at, note)
    name = name.lower()
    if name in MARKS:
        return _marked(name, value, at, note)
    match FIELDS[name]:
        case "kind":
            return _kind(value, at, note)
        case "date":
            return _date(value, at, note)
        case "document":
            return _document(name, value, at, note)
        case "page":
            return _page(value, at, note)
        case prop:
            return _worded(prop, name, value, at, note)


def ranged(name: str, low: str, high: str, at: Span, note: Note) -> Node | None:
    """Read `[low TO high]` of a field; without one it is a range of dates."""
    prop = FIELDS.get(name.lower(), "") if name else "date"
    ends = ["" if end == _OPEN else end for end in (low, high)]
    right = {"date": is_date, "page": _is_page}.get(prop)
    if right is None or not all(right(end) for end in ends if end):
        form = "numbers of pages" if prop == "page" else "dates such as 2031, 2031-03 or 2031-03-14, or pages"
        note(f"“{low} TO {high}” was read as words: a range needs {form}, or * for an open end")
        return phrase(f"{name} {low} {high}", at, note)
    if ends == ["", ""]:
        note("a range that is open at both ends asks for nothing and was left out")
        return None
    low, high = ends
    if low and high and _backwards(prop, low, high):
        note(f"the range ran backwards and was read as {high} TO {low}")
        low, high = high, low
    return Range(prop, low, high, at=at)


def is_date(written: str) -> bool:
    """Tell whether this is a year, a month or a day of the calendar, in the form 2031, 2031-03 or 2031-03-14."""
    if _DATE.fullmatch(written) is None:
        return False
    try:
        datetime.date.fromisoformat(f"{written}-01-01"[:10])
    except ValueError:
        return False
    return True


def _is_page(written: str) -> bool:
    return _PAGE.fullmatch(written) is not None


def _backwards(prop: str, low: str, high: str) -> bool:
    if prop == "page":
        return int(low) > int(high)
    return low[: len(high)] > high[: len(low)]


def _worded(prop: str, name: str, value: str, at: Span, note: Note) -> Node | None:
    if _PATTERN.search(value):
        note(f"*, ? and ~ work on the text alone; “{name}:{value[:40]}” was read as whole words")
        value = re.sub(r"~[0-9]*\Z", "", value)
    found = tuple(terms(value))
    if not found:
        note(f"“{name}:{value[:40]}” holds no letters or digits and was left out")
        return None
    return Field(prop, found, phrase=len(found) > 1, at=at)


def _kind(value: str, at: Span, note: Note) -> Node:
    asked = "".join(terms(value))
    for kind in Kind:
        if "".join(terms(kind.value)) == asked:
            return Field("kind", (kind.value,), at=at)
    kinds = ", ".join(kind.value for kind in Kind)
    note(f"there is no kind of document called “{value[:40]}”; there are {kinds}")
    return Field("kind", (value.lower(),), at=at)


def _date(value: str, at: Span, note: Note) -> Node | None:
    written = value.strip().rstrip(_EDGES)
    if is_date(written):
        return Field("date", (written,), at=at)
    note(f"“{value[:40]}” is not a date such as 2031, 2031-03 or 2031-03-14; it was read as words")
    return phrase(value, at, note)


def _document(name: str, value: str, at: Span, note: Note) -> Node | None:
    found = _DOCUMENT.fullmatch(value.strip().lower())
    if found is not None:
        return Field("document", (found[1],), at=at)
    note(f"“{name}:” needs the id of a document, eight signs of its address; “{value[:40]}” was read as words")
    return phrase(f"{name}:{value}", at, note)


def _page(value: str, at: Span, note: Note) -> Node | None:
    written = " ".join(value.lower().split()).strip(_EDGES)
    if not written:
        note("“page:” needs the number or the label of a page; it was left out")
        return None
    return Field("page", (written,), at=at)


def _marked(name: str, value: str, at: Span, note: Note) -> Node | None:
    found = " ".join(terms(value))
    if name == "has" and found not in {"annotation", "annotations"}:
        note(f"only has:annotation can be asked; “has:{value[:40]}” was read as words")
        return phrase(f"has:{value}", at, note)
    if not found and name != "tag":
        note(f"“{name}:{value[:40]}” holds no letters or digits and was left out")
        return None
    if _PATTERN.search(value):
        note(f"*, ? and ~ work on the text alone; “{name}:{value[:40]}” was read as it stands")
    return Marked(name, "annotation" if name == "has" else " ".join(value.split()), at=at)
