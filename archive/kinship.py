"""How much two texts have in common: the share of rows of words of the shorter one that stand in the longer one too."""

from __future__ import annotations

from archive.folding import terms

_ROW = 8
"""Words in a row; fewer stand by chance in two letters of one person."""

_LONGEST = 400_000
"""Code points of each text that are looked at."""


def shared(one: str, other: str) -> float:
    """Return the share, 0 to 1; typography, case and line breaks do not count. No words share nothing."""
    shorter, longer = sorted((terms(one[:_LONGEST]), terms(other[:_LONGEST])), key=len)
    width = min(_ROW, len(shorter))
    if not width:
        return 0.0
    rows = _rows(shorter, width)
    return len(rows & _rows(longer, width)) / len(rows)


def _rows(words: list[str], width: int) -> set[tuple[str, ...]]:
    return set(zip(*(words[step:] for step in range(width)), strict=False))
