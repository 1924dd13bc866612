"""Two fields that properties share: each word, or each whole value, stands there behind the name of its property.

Every field of an index costs each write a dictionary of its own, however little is written: so there are few.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.analyzer import EMPTY
from index.engines.protocol import Row

DESCRIBED = {"title": "title", "author": "creator", "recipient": "recipient", "source": "source"}
"""Fields of the language that ask for words said of a document, and what a row calls them."""


def named(name: str, value: str) -> str:
    """Return a word or a value as it stands in a field that properties share."""
    return f"{name}:{value}"


def named_all(name: str, values: Iterable[str]) -> list[str]:
    """Return several, in order."""
    return [named(name, value) for value in values]


def told(row: Row) -> list[str]:
    """Return the words of what is said of a passage's document, one property after another; empty places stay so."""
    return [
        word if word == EMPTY else named(name, word) for name, held in DESCRIBED.items() for word in getattr(row, held)
    ]
