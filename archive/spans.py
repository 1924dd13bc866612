"""Spans: half-open ranges `[start, end)` of Unicode code points of one frozen text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.errors import Refused

_WRITTEN = re.compile(r"([0-9]{1,10})-([0-9]{1,10})")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`start` inclusive, `end` exclusive, both in code points; never negative, never reversed."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what is not a span."""
        if not 0 <= self.start <= self.end:
            raise Refused(f"{self.start}-{self.end} is not a span: it must run forwards from 0")

    def __str__(self) -> str:
        """Write the span as addresses do: `120-188`."""
        return f"{self.start}-{self.end}"

    def __len__(self) -> int:
        """Return the length in code points."""
        return self.end - self.start

    def __bool__(self) -> bool:
        """Say yes even when empty: a caret is still a place."""
        return True

    @classmethod
    def parse(cls, written: str) -> Span:
        """Read `120-188`; anything else is `Refused`."""
        match = _WRITTEN.fullmatch(written)
        if match is None:
            raise Refused("a span is written as two numbers with a hyphen, for example 120-188")
        return cls(int(match[1]), int(match[2]))

    def of(self, text: str) -> str:
        """Return the words at this span; `Refused` where the span runs past the end of the text."""
        if self.end > len(text):
            raise Refused(f"span {self} runs past the end of the text ({len(text)} code points)")
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the span moved by `by` code points."""
        return Span(self.start + by, self.end + by)

    def intersect(self, other: Span) -> Span | None:
        """Return the common part, or None where the two only touch or stand apart."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
