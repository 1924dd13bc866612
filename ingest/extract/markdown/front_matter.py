"""Front matter: the lines of YAML between two rules at the head of a note, as facts about it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

LONGEST = 1 << 16
"""The longest front matter that is read as YAML, in code points; a longer one is read line by line."""

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_PAIR = re.compile(r"([A-Za-z_][\w -]{0,60}?)[ \t]*:(?:[ \t]+(.*))?")
_NAMES = {
    "title": "title",
    "author": "creator",
    "authors": "creator",
    "creator": "creator",
    "from": "creator",
    "recipient": "recipient",
    "to": "recipient",
    "date": "date",
    "kind": "kind",
    "type": "kind",
    "source": "source_url",
    "url": "source_url",
    "source_url": "source_url",
    "lang": "language",
    "language": "language",
    "publisher": "publisher",
}
_FACTS = 50
_FACT = 500
_LIST = 20


@dataclass(frozen=True, slots=True)
class Front:
    """What a note says of itself, on what each hint rests, what else it says, and the note without all that."""

    body: str
    hints: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)


def parted(source: str) -> Front:
    """Part a note from its front matter; lines between two rules that say nothing of the kind stay in the text."""
    found = _FRONT.match(source)
    pairs = _pairs(found[1]) if found else None
    if found is None or pairs is None:
        return Front(source)
    hints: dict[str, str] = {}
    bases: dict[str, str] = {}
    rest: dict[str, str] = {}
    for key, value in pairs.items():
        name = _NAMES.get(key.lower(), "")
        if name and name not in hints:
            hints[name], bases[name] = value, f"front matter {key}"
        elif len(rest) < _FACTS:
            rest[key[:_FACT]] = value[:_FACT]
    return Front(source[found.end() :], hints, bases, rest)


def _pairs(front: str) -> dict[str, str] | None:
    """Return the filled keys and their values as words, None where this is no front matter."""
    try:
        told = yaml.safe_load(front) if len(front) <= LONGEST else None
    except (yaml.YAMLError, ValueError, RecursionError):
        told = None
    if told is None:
        return _lines(front)
    if not isinstance(told, dict):
        return None
    words = {str(key).strip(): ", ".join(_words(value)) for key, value in told.items()}
    return {key: value for key, value in words.items() if key and value}


def _words(value: object) -> Iterator[str]:
    """Yield a value as words; of a list its members, of a mapping its name."""
    if isinstance(value, dict):
        value = value.get("name")
    for one in value[:_LIST] if isinstance(value, list) else [value]:
        if isinstance(one, datetime.date):
            yield one.isoformat()
        elif isinstance(one, str | int | float) and str(one).strip():
            yield " ".join(str(one).split())


def _lines(front: str) -> dict[str, str] | None:
    """Return `key: value` lines of what is no YAML, None where other lines stand between them."""
    found: dict[str, str] = {}
    for line in front.splitlines():
        pair = _PAIR.fullmatch(line.rstrip())
        if pair:
            found[pair[1].strip()] = (pair[2] or "").strip().strip("\"'")
        elif line.strip() and not line.startswith(("#", " ", "\t", "-")):
            return None
    return {key: value for key, value in found.items() if value} if found else None
