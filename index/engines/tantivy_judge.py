"""Gives what tantivy proposes its exact score.

Tantivy rounds the lengths of passages down, so its score is never less than exact BM25 with the same rarities and the
same mean length.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import NamedTuple

from tantivy import DocAddress, Query

from index.engines.tantivy_reading import Reading
from index.ranking import Ranker, weight

_ROUNDING = 1.0001
_IMPRECISION = 1e-4


class Judge:
    """Gives passages their exact score; how often a word stands in one is taken from tantivy's own account.

    Words are asked about from the commonest on, as long as the proposed score leaves room for one more; and passages
    from the likeliest on, as long as one may be among the best.
    """

    def __init__(self, reading: Reading, by: Ranker, size: int) -> None:
        """Judge by a ranker, for the `size` best."""
        self._reading = reading
        self._by = by
        numbered = enumerate(by.rarities)
        self._terms = [
            _Term(number, rarity, rarity / reading.held_rarity(word), reading.emitter.term("text", word))
            for number, (word, rarity) in sorted(numbered, key=lambda each: each[1][1])
        ]
        self._known: dict[tuple[int, int], float] = {}
        self._alike: dict[tuple[float, int], float] = {}
        self._size = size
        self._top: list[float] = []
        self._average = 0.0

    def best(self, hits: Sequence[tuple[float, DocAddress]]) -> list[tuple[float, DocAddress]]:
        """Return those of the proposed passages that may be among the best, with their exact scores.

        They are given with tantivy's scores, the highest first. What comes back is in no order, and more than `size`
        where several are as good as the last.
        """
        lengths = self._reading.numbers("length", [address for _, address in hits])
        self._top = []
        judged = []
        for (proposed, address), length in zip(hits, lengths, strict=True):
            if self.is_settled(proposed):
                break
            score = self._score(address, proposed, length)
            judged.append((score, address))
            (heapq.heappush if len(self._top) < self._size else heapq.heappushpop)(self._top, score)
        return [each for each in judged if each[0] >= self._top[0]]

    def is_settled(self, proposed: float) -> bool:
        """Tell whether nothing that tantivy scores so low can be among the best.

        Passages that are gone still count in its mean length: so an exact score may exceed what is proposed.
        """
        slack = max(1.0, self._by.average / (self._average or self._by.average)) * _ROUNDING
        return len(self._top) == self._size and self._top[0] > proposed * slack

    def _score(self, address: DocAddress, proposed: float, length: int) -> float:
        """Return the exact score of a passage; of one word, passages of one length and one score are alike."""
        place, alike = (address.segment_ord, address.doc), (proposed, length)
        if place not in self._known:
            if len(self._terms) > 1 or alike not in self._alike:
                frequencies = self._frequencies(address, proposed, length)
                self._alike[alike] = self._by.score(frequencies, self._by.damping(length))
            self._known[place] = self._alike[alike]
        return self._known[place]

    def _frequencies(self, address: DocAddress, proposed: float, length: int) -> list[tuple[float, float]]:
        """Return the rarity and frequency of each word that stands in a passage, in the ranker's order."""
        found: list[tuple[int, float, float]] = []
        left, least = proposed, self._least(length)
        for term in self._terms:
            if left < term.rarity * least / 2 and term.rarity * least > proposed * _IMPRECISION:
                break  # what is left is less than this word would add, or a rarer one
            try:
                account = term.query.explain(self._reading.searcher, address).to_json()
            except ValueError:  # the word does not stand there
                continue
            found.append((term.number, term.rarity, _told(account, "freq")))
            left -= term.boost * _value(account)
            self._average = self._average or _told(account, "avgdl")
        return [(rarity, frequency) for _, rarity, frequency in sorted(found)]

    def _least(self, length: int) -> float:
        """Return what a word adds to tantivy's score at the least, as a share of its rarity; 0 while that is not known.

        Tantivy rounds lengths down, so a word adds no less than with the exact one. Sums in single precision may be
        off by a millionth.
        """
        return weight(1.0, 1.0, Ranker((), self._average).damping(length)) if self._average else 0.0


class _Term(NamedTuple):
    """A word of the ranker: its number there, its rarity, by how much tantivy's score is raised, and its query."""

    number: int
    rarity: float
    boost: float
    query: Query


def _told(account: str, name: str) -> float:
    """Return a value from tantivy's account of a score; it stands before its name."""
    before = account[: account.index(f'"description": "{name}, ')]
    return float(before[before.rindex(": ") + 2 : before.rindex(",")])


def _value(account: str) -> float:
    """Return what an account accounts for: its first value."""
    start = account.index(": ") + 2
    return float(account[start : account.index(",", start)])
