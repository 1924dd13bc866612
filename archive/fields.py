"""What a field of a description may hold: checked the same whether a sidecar or a person says it."""

from __future__ import annotations

import datetime
import re

from archive.documents import FIELDS, Kind
from archive.errors import Refused

TITLE_LIMIT = 300
FIELD_LIMIT = 2000
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_UNSHOWN = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_UNSTORED = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> bool:
    """Tell whether a text can be stored: it holds neither NUL nor a lone surrogate."""
    return _UNSTORED.search(text) is None


def checked(field: str, value: str) -> str:
    """Return the value as it is kept, on one line; `Refused` with a sentence where it cannot be right.

    The empty value, for unknown, is right for every field but the title.
    """
    if field not in FIELDS:
        raise Refused(f"there is no field {field!r}: there are {', '.join(FIELDS)}")
    value = " ".join(value.split())
    limit = TITLE_LIMIT if field == "title" else FIELD_LIMIT
    if len(value) > limit or _UNSHOWN.search(value):
        raise Refused(f"the {field} is longer than {limit} characters or has signs that cannot be shown")
    if not value and field == "title":
        raise Refused("the title cannot be empty: a document must be called something")
    if not value and field == "kind":
        return Kind.OTHER.value
    if value:
        _check(field, value)
    return value


def _check(field: str, value: str) -> None:
    """Refuse what no such field can hold."""
    if field == "kind" and value not in {kind.value for kind in Kind}:
        kinds = ", ".join(kind.value for kind in Kind)
        raise Refused(f"the kind is {value[:80]!r}; it must be one of {kinds}")
    if field == "date" and not possible(value):
        raise Refused(f"the date is {value[:80]!r}; write 2031, 2031-03 or 2031-03-14")
    if field == "source_url" and not is_address(value):
        raise Refused("the source_url must begin with http:// or https:// and hold no spaces")
    if field == "language" and not is_language(value):
        raise Refused(f"the language is {value[:80]!r}; write a tag such as en or de-AT")


def shown(words: str) -> str:
    """Return the words on one line, without signs that cannot be shown."""
    return " ".join(_UNSHOWN.sub(" ", words).split())


def possible(date: str) -> bool:
    """Tell whether a date in ISO 8601, as precise as it is written, is in the calendar."""
    if not _ISO.fullmatch(date):
        return False
    try:
        datetime.date.fromisoformat(date + "-01-01"[len(date) - 4 :])
    except ValueError:
        return False
    return True


def is_address(words: str) -> bool:
    """Tell whether the words are an address on the web."""
    return bool(_ADDRESS.fullmatch(words))


def is_language(words: str) -> bool:
    """Tell whether the words are a language tag."""
    return bool(_LANGUAGE.fullmatch(words))
