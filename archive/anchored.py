"""What became of an annotation's passages in a later revision, and whether a person must decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.anchoring import Anchored, Outcome, needs_person
from archive.spans import Span


@dataclass(frozen=True, slots=True)
class Carried:
    """Where passage number `part` (from 0) of an annotation stands in a later revision.

    `settled_by` is the id of the person who decided it, empty where the program did.
    """

    annotation: str
    revision: int
    part: int
    anchored: Anchored
    settled_by: str
    at: str

    @property
    def waits(self) -> bool:
        """Whether a person must decide, and nobody has."""
        return not self.settled_by and needs_person(self.anchored)

    @property
    def span(self) -> Span | None:
        """Where the passage stands for certain, in code points of the later revision; None where that is not known."""
        return None if self.waits else self.anchored.span


def tally(carried: Iterable[Carried]) -> dict[Outcome, int]:
    """Return how many passages had each outcome; all outcomes are there, and together they are all passages."""
    counted = Counter(each.anchored.outcome for each in carried)
    return {outcome: counted[outcome] for outcome in Outcome}
