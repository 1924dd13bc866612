"""Paragraphs by screenfuls: of a long text a browser lays out only those that come into view.

How high the others are it must know before: about as high as their rows on a page of the usual width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from web.layout import Paragraph

STEP, SIZES = 16, 4
"""How many rows a step of size stands for, and the size from which on a screenful is full."""

_ROW, _GAP = 76, 0.6
"""How many code points stand in a row, and how much of a row the gap between two paragraphs takes."""


def screenfuls(page: Sequence[Paragraph]) -> Iterator[tuple[int, list[Paragraph]]]:
    """Yield the paragraphs of a page by screenfuls, each with its size, from 1 to `SIZES`."""
    held: list[Paragraph] = []
    rows = 0.0
    for number, paragraph in enumerate(page, start=1):
        held.append(paragraph)
        rows += -(-len(paragraph.span) // _ROW) + len(paragraph.hard) / 2 + _GAP
        if rows > STEP * (SIZES - 0.5) or number == len(page):
            yield min(max(round(rows / STEP), 1), SIZES), held
            held, rows = [], 0.0
