"""The one ranker: exact BM25 (Robertson and Zaragoza 2009; k1 1.2, b 0.75), the same whatever engine proposes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from index.query import And, AnyOf, Near, Node, Or, Phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Real = TypeVar("Real", float, "NDArray[np.float64]")

K1, B = 1.2, 0.75
FEW = 16
"""A pattern that stands for at most so many words ranks by each of them; one that stands for more ranks nothing."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """The words a query ranks by, each with its rarity, and the mean length of passages in words."""

    rarities: tuple[tuple[str, float], ...]
    average: float

    def damping(self, length: Real) -> Real:
        """Return what a passage's length (words) makes of every frequency in it; or many passages' lengths."""
        return K1 * (1 - B + B * length / self.average)

    def score(self, frequencies: Iterable[tuple[float, float]], damping: float) -> float:
        """Return BM25 of one passage, given (rarity, frequency) of its words in the order of `rarities`."""
        score = 0.0
        for rarity, frequency in frequencies:
            score += weight(rarity, frequency, damping)
        return score


def weight(rarity: float, frequency: Real, damping: Real) -> Real:
    """Return what one word adds to a passage's score; of many passages, for each the same to the last bit."""
    return rarity * frequency * (K1 + 1) / (frequency + damping)


def ranker(frequencies: Iterable[tuple[str, int]], passages: int, words: int) -> Ranker:
    """Return the ranker, given in how many of all passages each word stands, and how many words they all have."""
    rarities = tuple((word, math.log(1 + (passages - held + 0.5) / (held + 0.5))) for word, held in frequencies if held)
    return Ranker(rarities, max(1.0, words / max(1, passages)))


def ranking_words(node: Node) -> tuple[str, ...]:
    """Return the words by which passages are ranked, each once: those not under a NOT."""
    return tuple(dict.fromkeys(_words(node)))


def _words(node: Node) -> Iterable[str]:
    match node:
        case Phrase(terms) | Near(terms):
            return terms
        case AnyOf(terms):
            return terms if len(terms) <= FEW else ()
        case And(parts) | Or(parts):
            return [word for part in parts for word in _words(part)]
        case _:
            return ()
