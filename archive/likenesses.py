"""Which of many texts stands in the place of another: the likeliest few are looked up, and only those compared.

A text is found by its rarest keys: its words and, of a short one, its rows of three letters. What shares none of these
with another is not like it. So the work grows with the number of texts, and not with its square.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import islice

from rapidfuzz.fuzz import ratio

_SHORT, _ROW = 60, 3
"""Letters up to which a text is found by rows of letters too, and the length of a row."""

_KEYS = 12
"""By how many of its keys, the rarest, a text is looked up."""

_LOOKED_AT, _COMPARED = 16, 8
"""How many texts that share a key, the first in their order, are looked at, and how many of all these are compared."""


class Likenesses:
    """Some texts in their order, each of which may be taken once."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Stand on texts of folded words."""
        self._texts = texts
        self._left = [True] * len(texts)
        self._having: dict[str, deque[int]] = {}
        for number, text in enumerate(texts):
            for key in _keys(text):
                self._having.setdefault(key, deque()).append(number)

    def take(self, text: str, *, least: float) -> int | None:
        """Take the text that is most like this one, of equals the first; None where none is `least` percent like it."""
        best, found = least, None
        for number in sorted(self._proposed(text)):
            likeness = ratio(self._texts[number], text, score_cutoff=best)
            if likeness > best or (likeness == best and found is None):
                best, found = likeness, number
        if found is not None:
            self._left[found] = False
        return found

    def left(self) -> Iterator[int]:
        """Yield the numbers of the texts that nobody took, in order."""
        return (number for number, left in enumerate(self._left) if left)

    def _proposed(self, text: str) -> list[int]:
        """Return the numbers of those texts that share most of this one's rarest keys, in their order."""
        lists = [self._having[key] for key in sorted(_keys(text)) if key in self._having]
        votes = Counter[int]()
        for having in sorted(lists, key=len)[:_KEYS]:
            while having and not self._left[having[0]]:
                having.popleft()
            votes.update(number for number in islice(having, _LOOKED_AT) if self._left[number])
        return sorted(nsmallest(_COMPARED, votes, key=lambda number: (-votes[number], number)))


def _keys(text: str) -> set[str]:
    """Return what a text is found by; rows of letters are marked, so that none is taken for a word."""
    found = set(text.split())
    if len(text) <= _SHORT:
        edged = f" {text} "
        found.update(f"/{edged[at : at + _ROW]}" for at in range(len(edged) - _ROW + 1))
    return found
