"""What two texts have in common at their beginning, besides letters and digits."""

from __future__ import annotations

from archive.differences import QUOTE_MARKS


def common(one: str, other: str) -> int:
    """Return how many signs that are no letters or digits two texts begin with in common."""
    count = 0
    for sign, like in zip(one, other, strict=False):
        if sign != like or sign.isalnum():
            break
        count += 1
    return count


def inner(one: str, other: str) -> tuple[int, int]:
    """Return how many signs of each are what both begin with: one blank is like another, and like a line end.

    Blanks and quotation marks after the last sign that is neither do not count.
    """
    at = like = 0
    kept = (0, 0)
    while at < len(one) and like < len(other):
        if one[at].isspace() and other[like].isspace():
            at, like = _past_blanks(one, at), _past_blanks(other, like)
        elif one[at] == other[like] and not one[at].isalnum():
            at, like = at + 1, like + 1
            kept = kept if one[at - 1] in QUOTE_MARKS else (at, like)
        else:
            break
    return kept


def _past_blanks(text: str, at: int) -> int:
    return next((place for place in range(at, len(text)) if not text[place].isspace()), len(text))
