"""Passages in which a printed quotation may stand, proposed by the index in three ways.

By its phrases, by rare rows of three words, by its rarest words: each way finds more than the one before it, and more
that is not it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from archive.quoted import Quoted
from index.analyzer import SEAM_WORDS
from index.engines.protocol import Engine, Filters
from index.query import Node, Or, Phrase

_PHRASES, _SHINGLES, _RARE = 12, 10, 8
_ENOUGH = 5
"""With so many votes for one passage no further rows of words are asked for."""

Frequency = Callable[[str], int]
"""In how many passages a folded word stands."""

Proposal = list[str]
"""Ids of passages, the likeliest first."""


def frequency(engine: Engine) -> Frequency:
    """Return the frequencies of an engine's words, each asked for once."""
    known: dict[str, int] = {}

    def of(term: str) -> int:
        if term not in known:
            known[term] = engine.frequency(term)
        return known[term]

    return of


class Proposer:
    """Proposes passages for one quotation; `late` tells when no further question may be put to the engine."""

    def __init__(self, engine: Engine, quoted: Quoted, of: Frequency, late: Callable[[], bool]) -> None:
        """Stand on an engine."""
        self._engine, self._of, self._late = engine, of, late
        self._runs = list(_runs(quoted))

    def by_phrases(self) -> Proposal:
        """Return the passages in which the longest rows of the quotation's words stand as they are."""
        longest = sorted(self._runs, key=len, reverse=True)[:_PHRASES]
        least = min(3, len(longest[0])) if longest else 0
        votes: Counter[str] = Counter()
        for run in longest:
            if len(run) < least or self._late():
                break
            phrase = Phrase(tuple(run[:SEAM_WORDS]))
            votes.update({candidate: len(phrase.terms) for candidate in self._asked(phrase)})
        return _ordered(votes)

    def by_shingles(self) -> Proposal:
        """Return the passages that have the rarest rows of three words, those that have most of them first."""
        rows = {tuple(run[at : at + 3]) for run in self._runs for at in range(len(run) - 2)}
        rarity = {row: sorted(map(self._of, row)) for row in rows}
        known = sorted((row for row in rows if rarity[row][0]), key=lambda row: (rarity[row], row))
        votes: Counter[str] = Counter()
        for row in known[:_SHINGLES]:
            if self._late() or (votes and max(votes.values()) >= _ENOUGH):
                break
            votes.update(self._asked(Phrase(row)))
        return _ordered(votes)

    def by_words(self) -> Proposal:
        """Return the passages that have any of the rarest words, the best first as a search has them."""
        known = {term: count for run in self._runs for term in run if (count := self._of(term))}
        rarest = sorted(known, key=lambda term: (known[term], term))[:_RARE]
        if not rarest or self._late():
            return []
        found = self._engine.candidates(Or(tuple(Phrase((term,)) for term in rarest)), Filters())
        return [candidate.id for candidate in sorted(found, key=lambda one: (-round(one.score, 6), one.id))]

    def _asked(self, node: Node) -> Iterator[str]:
        return (candidate.id for candidate in self._engine.candidates(node, Filters()))


def _runs(quoted: Quoted) -> Iterator[Sequence[str]]:
    """Yield the rows of words that must stand so in the source: words with brackets in them part the rows."""
    for piece in quoted.pieces:
        run: list[str] = []
        for word in piece.words:
            if word.altered and word.head:
                if run:
                    yield run
                run = []
            else:
                run.append(word.term)
        if run:
            yield run


def _ordered(votes: Counter[str]) -> Proposal:
    return [identifier for identifier, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))]
