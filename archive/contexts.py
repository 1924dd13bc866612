"""How alike a passage and what surrounds it are to a place in another text; blanks of any kind count as one."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from archive.selectors import CONTEXT
from archive.spans import Span

AGREES = 0.6
"""From which likeness on what stands before, or after, two places is taken for the same text."""

_LONG = 4_000
"""Passages of more code points are not held against each other sign by sign."""


class Fit(NamedTuple):
    """How alike what stands before two places is, and what stands after, from 0 to 1."""

    before: float
    after: float

    @property
    def total(self) -> float:
        """Return both together, from 0 to 2."""
        return self.before + self.after

    @property
    def full(self) -> bool:
        """Whether nothing but blanks differs on either side."""
        return self.before == self.after == 1

    @property
    def agrees(self) -> bool:
        """Whether one side at least is the same text."""
        return max(self) >= AGREES


def fit(old: str, span: Span, new: str, place: Span) -> Fit:
    """Hold the contexts of a span and of a place, `CONTEXT` code points on either side, against each other."""
    return Fit(
        _alike(_before(old, span.start), _before(new, place.start)),
        _alike(old[span.end : span.end + CONTEXT], new[place.end : place.end + CONTEXT]),
    )


def kept(quote: str, found: str) -> float:
    """Return the share of a quote that stands in found words: 1 less the edits (Levenshtein) by the longer one's signs.

    What was put in counts as what was left out does: a “not” more is never a passage kept whole. Of very long
    passages it is only told whether they are equal.
    """
    if max(len(quote), len(found)) > _LONG:
        return float(quote == found)
    one, two = " ".join(quote.split()), " ".join(found.split())
    return Levenshtein.normalized_similarity(one, two) if one and two else 0.0


def _before(text: str, at: int) -> str:
    return text[max(0, at - CONTEXT) : at]


def _alike(one: str, two: str) -> float:
    return 1.0 if one == two else Levenshtein.normalized_similarity(" ".join(one.split()), " ".join(two.split()))
