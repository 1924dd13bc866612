"""Profile `flow15`: signs in the order of the file become words and lines, as pdfplumber's text flow makes them.

For text that runs to the right it gives what `Page.get_textmap(use_text_flow=True, x_tolerance_ratio=0.15)` gives.
Text that reads upwards, downwards or upside down, which pdfplumber takes apart letter by letter, is read its own way.
"""

from __future__ import annotations

from collections.abc import Sequence

from pdfplumber.utils.text import LIGATURES

from ingest.extract.pdf.signs import Sign

PROFILE = "flow15"

_GAP = 0.15
"""A gap of more than this share of the sign's size parts two words."""

_LEVEL = 3
"""Tops that differ by no more than this, in points, are of one line."""

_Word = tuple[int, float, list[int]]
"""The way a word reads, the edge by which its line is known, its signs by number."""


def flow15(signs: Sequence[Sign]) -> tuple[str, list[int]]:
    """Return the text, and for each code point the number of its sign (from 0), -1 for a blank between words."""
    words = _words(signs)
    lines = _lines(words)
    pieces: list[str] = []
    places: list[int] = []
    last = None
    for (_, _, members), line in zip(words, lines, strict=True):
        if last is not None:
            pieces.append(" " if line == last else "\n")
            places.append(-1)
        last = line
        for at in members:
            letters = signs[at][0]
            letters = LIGATURES.get(letters, letters)
            pieces.append(letters)
            if len(letters) == 1:
                places.append(at)
            else:
                places.extend([at] * len(letters))
    return "".join(pieces), places


def _words(signs: Sequence[Sign]) -> list[_Word]:
    """Part the signs into words: at blanks, gaps, steps back, other heights, another way of reading."""
    words: list[_Word] = []
    members: list[int] = []
    before = end = level = edge = gap = 0.0
    reading = 0
    for at, sign in enumerate(signs):
        text, start, across, stop, under, size, _, way = sign
        if not text:
            continue
        if way:
            start, stop, across = _turned(start, across, stop, under, way)
        if text.isspace():
            starts = True
        else:
            starts = way != reading or start < before or start > end + gap or not -_LEVEL <= across - level <= _LEVEL
        if starts and members:
            words.append((reading, edge, members))
            members = []
        if text.isspace():
            continue
        edge = across if not members or across < edge else edge
        members.append(at)
        before, end, level, gap, reading = start, stop, across, _GAP * size, way
    if members:
        words.append((reading, edge, members))
    return words


def _turned(left: float, top: float, right: float, under: float, way: int) -> tuple[float, float, float]:
    """Return start and end along the way of reading, and the edge across it, growing from line to line."""
    if way == 1:
        return -under, -top, left
    if way == 2:
        return -right, -left, -under
    return top, under, -right


def _lines(words: Sequence[_Word]) -> list[tuple[int, int]]:
    """Return what line each word is of: words of one way whose edges hang together over the page share a line."""
    clusters: dict[tuple[int, float], int] = {}
    number, last = 0, None
    for way, edge in sorted({(way, edge) for way, edge, _ in words}):
        if last is not None and (way != last[0] or edge > last[1] + _LEVEL):
            number += 1
        clusters[way, edge] = number
        last = (way, edge)
    return [(way, clusters[way, edge]) for way, edge, _ in words]
