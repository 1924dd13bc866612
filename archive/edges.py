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


def inner(one: str, other: str) -> int:
    """Return how many signs two texts begin with in common, but for blanks and quotation marks after the others."""
    count = common(one, other)
    while count and (one[count - 1].isspace() or one[count - 1] in QUOTE_MARKS):
        count -= 1
    return count
