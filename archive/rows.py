"""The words of a stretch of a source as a row of letters, in which the pieces of a quotation are looked for.

What stands word for word is found as letters; edits are those of letters, found by edlib (Myers' bit vectors; Šošić
and Šikić 2017). Where the words stand in the revision is read only when something was found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, takewhile

import edlib

from archive.folding import Word
from archive.quoted import Piece, PrintedWord
from archive.sources import Source

Run = tuple[int, int]
"""A row of the source's words: the number of the first and the number past the last."""

_EDITS, _FEW_EDITS = 0.45, 0.25
"""Share of a piece's letters that may be edited; the lesser one for a piece of less than `SHORT` words."""

SHORT = 5
_SIGNS = 250


class Row:
    """The words of a stretch of a source, ready to be searched."""

    def __init__(self, source: Source) -> None:
        """Stand on a stretch."""
        self._source = source
        self._terms = source.terms()
        self._letters = f" {' '.join(self._terms)} "

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._terms)

    def __getitem__(self, number: int) -> str:
        """Return a word, folded."""
        return self._terms[number]

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each word begins among the letters, and where one more would."""
        return [at + number for number, at in enumerate(accumulate(map(len, self._terms), initial=1))]

    @cached_property
    def _unparted(self) -> str:
        return "".join(self._terms)

    def between(self, runs: Sequence[Run | None]) -> tuple[Sequence[Word], list[Run | None]]:
        """Return the words from the first of some runs to the last, with their places, and the runs among those."""
        placed = [run for run in runs if run]
        low, high = min((run[0] for run in placed), default=0), max((run[1] for run in placed), default=0)
        return self._source.words(low, high), [run and (run[0] - low, run[1] - low) for run in runs]

    def has(self, term: str) -> bool:
        """Tell whether a folded word stands there."""
        return f" {term} " in self._letters

    def exact(self, piece: Piece, low: int = 0, high: int | None = None) -> Iterator[Run]:
        """Yield where the words of a piece stand one after another between two words; altered words may differ."""
        end = len(self) if high is None else high
        wanted = piece.words
        first = next((at for at, word in enumerate(wanted) if not word.altered), len(wanted))
        sure = [word.term for word in takewhile(lambda word: not word.altered, wanted[first:])]
        letters = f" {' '.join(sure)} "
        at = self._letters.find(letters, self._starts[low] - 1 if low else 0) if sure else -1
        while at >= 0:
            start = self._letters.count(" ", 0, at) - first
            if start + len(wanted) > end:
                return
            if start >= low and all(fits(word, self[start + step]) for step, word in enumerate(wanted)):
                yield start, start + len(wanted)
            at = self._letters.find(letters, at + 1)

    def near(self, piece: Piece, low: int, high: int) -> Run | None:
        """Return where a piece stands with the fewest edits between two words, None with too many."""
        if low >= high:
            return None
        letters = " ".join(piece.terms)
        share = _EDITS if len(piece.words) >= SHORT else _FEW_EDITS
        first = self._starts[low]
        stretch = self._letters[first : self._starts[high] - 1]
        found = edlib.align(*narrowed(letters, stretch), mode="HW", task="locations", k=int(len(letters) * share))
        if found["editDistance"] < 0:
            return None
        spans = [(first + (start or 0), first + end + 1) for start, end in found["locations"][:50]]
        return min((self._snapped(*span) for span in spans), key=lambda run: abs(run[1] - run[0] - len(piece.words)))

    def _snapped(self, start: int, end: int) -> Run:
        """Return the words of which at least half lies between two letters."""
        first = bisect_right(self._starts, start, hi=len(self)) - 1
        last = bisect_left(self._starts, end, hi=len(self)) - 1
        if start - self._starts[first] > len(self[first]) / 2:
            first += 1
        if end - self._starts[last] < len(self[last]) / 2:
            last -= 1
        return max(0, min(first, last)), max(first, last) + 1

    def least_edits(self, piece: Piece, most: int) -> int | None:
        """Return how many letters of a piece must be edited wherever it stands, at the least; None where over `most`.

        Blanks do not count: words that the quotation joins or parts are no other words.
        """
        letters = "".join(piece.terms)
        if letters in self._unparted:
            return 0
        edits = int(edlib.align(*narrowed(letters, self._unparted), mode="HW", k=most)["editDistance"]) if most else -1
        return edits if edits >= 0 else None


def fits(word: PrintedWord, term: str) -> bool:
    """Tell whether a printed word may stand for a word of the source: alike, or alike outside its brackets."""
    if word.term == term:
        return True
    outside = len(word.head) + len(word.tail)
    enough = len(word.head) >= 2 or len(word.tail) >= 4
    return word.altered and enough and outside <= len(term) and term.startswith(word.head) and term.endswith(word.tail)


def narrowed(letters: str, stretch: str) -> tuple[str, str]:
    """Return both with no more kinds of signs than edlib takes; rare signs may become alike."""
    if (letters.isascii() and stretch.isascii()) or len(set(letters) | set(stretch)) <= _SIGNS:
        return letters, stretch
    known = {sign: chr(1 + number % _SIGNS) for number, sign in enumerate(sorted(set(letters)))}
    return "".join(map(known.__getitem__, letters)), "".join(known.get(sign, "\0") for sign in stretch)
