"""Running heads, running feet and page numbers: what repeats from page to page is marked, not removed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.documents import Page, Structure, StructureKind
from archive.spans import Span

_REPEATED = 3
_NUMBERED = 2
"""On how many pages a line must recur (a page number: must stand) to be furniture."""

_DEPTH = 2
"""How many lines from the top and from the bottom are looked at."""

_LONGEST = 160
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-\u2013\u2014|\[(. ]*(?:page|p\.|seite)? ?(?:\d{1,4}|[ivxl]{1,7})"
    r"(?: ?(?:of|/|von) ?\d{1,4})?[-\u2013\u2014|\]). ]*",
    re.I,
)


def furniture(text: str, pages: Sequence[Page]) -> list[Structure]:
    """Return the furniture of a text as marks, in code points."""
    edges = [list(_edge_lines(text, page)) for page in pages]
    repeated = Counter(key for lines in edges for key in {_masked(text, where, span) for where, span in lines})
    numbers = Counter(
        where for lines in edges for where in {where for where, span in lines if _is_number(text, where, span)}
    )
    return [
        Structure(StructureKind.FURNITURE, span)
        for lines in edges
        for span in dict.fromkeys(
            span
            for where, span in lines
            if (repeated[_masked(text, where, span)] >= _REPEATED and any(map(str.isalpha, span.of(text))))
            or (_is_number(text, where, span) and numbers[where] >= _NUMBERED)
        )
    ]


def _edge_lines(text: str, page: Page) -> Iterator[tuple[int, Span]]:
    """Yield the first and last lines of a page with their place: 1, 2 from the top, -1, -2 from the end."""
    lines = []
    at = page.span.start
    for line in page.span.of(text).split("\n"):
        if line:
            lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    for number, span in enumerate(lines[:_DEPTH], 1):
        yield number, span
    for number, span in enumerate(reversed(lines[-_DEPTH:]), 1):
        yield -number, span


def _masked(text: str, where: int, span: Span) -> tuple[bool, str]:
    """Return what must recur: top or bottom, and the line with its digits masked."""
    line = span.of(text)
    return where > 0, _DIGITS.sub("#", line) if len(line) <= _LONGEST else f"{span}"


def _is_number(text: str, where: int, span: Span) -> bool:
    """Tell whether the outermost line is nothing but a page number."""
    return abs(where) == 1 and len(span) <= 24 and bool(_NUMBER.fullmatch(span.of(text)))
