"""What every peer can do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from bench.questions import Question
from index.engines.protocol import Row


class Unanswered(Exception):
    """A peer has nothing that answers this kind of query."""


class Peer(Protocol):
    """An index of the passages' own words, without seams: a phrase over the end of a passage is not found."""

    def __init__(self, folder: Path) -> None:
        """Stand on a folder; one that is not there yet becomes an empty index."""

    def build(self, rows: Iterable[Row]) -> None:
        """Index all rows in one go."""

    def ask(self, question: Question) -> tuple[int, list[str]]:
        """Return how many passages match and the ids of the best twenty; `Unanswered` where that cannot be asked.

        Asked for facets it counts these, and need not tell the best.
        """

    def close(self) -> None:
        """Let go of files."""
