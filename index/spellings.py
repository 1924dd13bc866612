"""Finds words that may be spelt nearly as another: by their lengths and the signs in them, all words at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_KINDS = 39
"""Signs are told apart by their remainder of this: all letters from a to z, and those from the digits."""


class Spellings:
    """Words in the order in which they came, with the length and the kinds of signs of each."""

    def __init__(self) -> None:
        """Begin without words."""
        self._words: list[str] = []
        self._lengths = np.zeros(0, np.int64)
        self._signs = np.zeros(0, np.uint64)

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._words)

    def add(self, words: Sequence[str]) -> None:
        """Add words that are not there yet; none is empty."""
        if words:
            lengths, signs = _spelt(words)
            self._words += words
            self._lengths = np.concatenate([self._lengths, lengths])
            self._signs = np.concatenate([self._signs, signs])

    def alike(self, term: str, edits: int) -> list[str]:
        """Return all words at most so many edits away (Levenshtein), and others.

        An edit brings at most one kind of sign into a word and takes at most one out of it.
        """
        (length,), (own,) = _spelt([term])
        near = np.flatnonzero(np.abs(self._lengths - length) <= edits)
        signs = self._signs[near]
        fits = (np.bitwise_count(signs & ~own) <= edits) & (np.bitwise_count(own & ~signs) <= edits)
        return [self._words[at] for at in near[fits].tolist()]


def _spelt(words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return of each word the length in code points and which kinds of signs it has, a bit for each."""
    lengths = np.array([len(word) for word in words], np.int64)
    signs = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), "<u4")
    kinds = np.uint64(1) << (signs % _KINDS).astype(np.uint64)
    return lengths, np.bitwise_or.reduceat(kinds, np.cumsum(lengths) - lengths)
