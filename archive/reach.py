"""What a stretch of a source can give at the most: a quotation is not held against one that cannot come up to a bar."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from math import ceil

from archive.quoted import Quoted
from archive.rows import Row

_STANDING = 4
"""A piece of so many words that stands whole is worth knowing whatever becomes of the others."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What a place must have to be of use: this score, or this share of the quotation's words, both 0 to 1."""

    score: float
    share: float


def within_reach(quoted: Quoted, row: Row, bar: Bar) -> bool:
    """Tell whether a quotation may come up to a bar in a row of words; False only where it certainly does not.

    Differences cost at least as many letters as the fewest edits with which the pieces stand anywhere, each by itself;
    the whole quotation counts as letters, since marks that the source has too are read as words.
    """
    words = [word for piece in quoted.pieces for word in piece.words]
    if any(word.altered for word in words) or _has_part(quoted, row):
        return True
    spare = len(words) - ceil(bar.share * len(words))
    lacking = (word for word in words if not row.has(word.term))
    if spare >= 0 and next(islice(lacking, spare, None), None) is None:
        return True
    letters = sum(len(" ".join(piece.terms)) for piece in quoted.pieces)
    left = int((1 - bar.score) * max(letters, len(quoted.text)) + 1e-6)
    for piece in quoted.pieces:
        edits = row.least_edits(piece, left)
        if edits is None:
            return False
        left -= edits
    return True


def _has_part(quoted: Quoted, row: Row) -> bool:
    """Tell whether a whole piece of a quotation of several stands there."""
    several = len(quoted.pieces) > 1
    return several and any(len(piece.words) >= _STANDING and any(row.exact(piece)) for piece in quoted.pieces)
