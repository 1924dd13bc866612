"""Passages in which a printed quotation may stand, proposed by the index in three ways.

By its phrases, by rare rows of three words, by its rarest words: each way finds more than the one before it, and more
that is not it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from archive.quoted import Quoted
from index.engines.protocol import Engine, Filters
from index.query import Node, Or, Phrase

_PHRASES, _SHINGLES, _RARE = 12, 10, 8
_PHRASE = 8
"""How many words of a row are asked for as a phrase: enough to tell it from others."""

_MOST = 1_000
"""How many passages are asked for by a row of three words, or by single words."""

_ENOUGH = 5
"""With so many votes for one passage no further rows of words are asked for."""

Proposal = list[str]
"""Ids of passages, the likeliest first."""


class Proposer:
    """Proposes passages for one quotation; `late` tells when no further question may be put to the engine."""

    def __init__(self, engine: Engine, quoted: Quoted, late: Callable[[], bool]) -> None:
        """Stand on an engine."""
        self._engine, self._of, self._late = engine, engine.frequency, late
        self._runs = list(_runs(quoted))

    def by_phrases(self) -> Proposal:
        """Return the passages in which the longest rows of the quotation's words stand as they are."""
        longest = sorted(self._runs, key=len, reverse=True)[:_PHRASES]
        least = min(3, len(longest[0])) if longest else 0
        votes: Counter[str] = Counter()
        for run in longest:
            if len(run) < least or self._late():
                break
            votes.update({candidate: len(run) for candidate in self._asked(Phrase(_telling(run)))})
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
            votes.update(self._asked(Phrase(row), limit=_MOST))
        return _ordered(votes)

    def by_words(self) -> Proposal:
        """Return the passages that have any of the rarest words, the best first as a search has them."""
        known = {term: count for run in self._runs for term in run if (count := self._of(term))}
        rarest = sorted(known, key=lambda term: (known[term], term))[:_RARE]
        if not rarest or self._late():
            return []
        return list(self._asked(Or(tuple(Phrase((term,)) for term in rarest)), limit=_MOST))

    def _asked(self, node: Node, *, limit: int | None = None) -> Iterator[str]:
        return (candidate.id for candidate in self._engine.candidates(node, Filters(), limit=limit))


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


def _telling(run: Sequence[str]) -> tuple[str, ...]:
    """Return the stretch of a row of words that has the most letters: short words are common, and cost the most."""
    starts = range(max(1, len(run) - _PHRASE + 1))
    best = max(starts, key=lambda start: (sum(map(len, run[start : start + _PHRASE])), -start))
    return tuple(run[best : best + _PHRASE])


def _ordered(votes: Counter[str]) -> Proposal:
    return [identifier for identifier, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))]
