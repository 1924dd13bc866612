"""The seam between search and engines: what an engine is given, what it is asked, what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.query import Node


@dataclass(frozen=True, slots=True)
class Row:
    """One passage as an engine is fed it: folded words of the passage, of its seam, and of its document.

    `kind`, `author` and `date` are exact values; the other properties are folded words.
    """

    id: str
    document: str
    text: Sequence[str]
    seam: Sequence[str]
    title: Sequence[str]
    creator: Sequence[str]
    recipient: Sequence[str]
    kind: str
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage's document must be; empty values ask nothing. Dates are ISO 8601, both ends included."""

    kind: str = ""
    author: str = ""
    date_from: str = ""
    date_to: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an engine proposes; `date` is its document's, for ordering."""

    id: str
    score: float
    date: str


class Engine(Protocol):
    """An index of passages. It may propose too much for phrases, never too little."""

    def candidates(self, node: Node, filters: Filters) -> list[Candidate]:
        """Return all passages that may match, in no particular order."""

    def expand(self, start: str, limit: int) -> list[str]:
        """Return up to `limit` indexed words that begin with `start`, in order."""

    def write(self, rows: Sequence[Row], *, gone: Sequence[str], cursor: int) -> None:
        """Put the rows in place of everything held of the documents `gone`, and note the cursor; durable."""

    def cursor(self) -> int:
        """Return the number of the last outbox entry that is in the index."""

    def close(self) -> None:
        """Let go of files."""
