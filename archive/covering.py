"""What lies under or over a stretch of a text, of many spans, without looking at each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from archive.spans import Span


class Cover:
    """All that lies under some spans of one text, in code points."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Lay the spans over one another; empty ones cover nothing."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(span for span in spans if len(span)):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Tell whether a code point of the span is covered; logarithmic in the number of spans."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and len(span) > 0 and self._ends[before - 1] > span.start


class Layers:
    """Some spans of one text, ready to be asked which of them touch a stretch."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Put the spans into their order; they may overlap."""
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def at(self, stretch: Span) -> list[Span]:
        """Return what of the spans lies in a stretch, in order; none of them is looked at that ends before it."""
        found: list[Span] = []
        number = bisect_left(self._starts, stretch.end) - 1
        while number >= 0 and self._reach[number] > stretch.start:
            part = self._spans[number].intersect(stretch)
            if part:
                found.append(part)
            number -= 1
        return found[::-1]
