"""Passages in which a printed quotation may stand, proposed by the index in three ways.

By its phrases, by rare rows of three words, by its rarest words: each way finds more than the one before it, and more
that is not it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from archive.quoted import Quoted
from index.engines.protocol import Engine, Poll
from index.query import Node, Phrase

_PHRASES, _SHINGLES, _RARE = 12, 10, 8
_PHRASE = 5
"""How many words of a row are asked for as a phrase: enough to tell it from others."""

_MANY = 1_000
"""A row of three words that stands in more passages than these tells nothing."""

_COMMON = 500
"""A word that stands in more passages than these is asked for only while there is none rarer."""

_FEW = 3
"""So many words are asked for while they stand in no more passages than `_MOST`."""

_MOST = 5_000
"""A word that stands in more passages than these is not asked for: to name them all takes long and tells little."""

_ENOUGH = 5
"""With so many votes for one passage no further rows of words are asked for."""

_ROW = 3

Terms = tuple[str, ...]
Votes = Mapping[str, int]
"""The votes for passages, by their ids."""

_WEIGHT = 1_000_000
"""About as many votes has a word that stands in one passage; the rarer of two has more, however near they are."""


class Proposer:
    """Proposes passages for one quotation; `late` tells when no further question may be put to the engine."""

    def __init__(self, engine: Engine, quoted: Quoted, late: Callable[[], bool]) -> None:
        """Stand on an engine.

        `asked` counts the rows of words asked for that do not overlap; `passed_over` the passages that have a word
        which was not asked for, since it is too common.
        """
        self._engine, self._late = engine, late
        self.asked = self.passed_over = 0
        self._runs = list(_runs(quoted))
        self._of = engine.vocabulary.counts({term for run in self._runs for term in run})

    def by_phrases(self) -> Votes:
        """Return the passages in which the longest rows of the quotation's words stand as they are."""
        longest = sorted(self._runs, key=len, reverse=True)[:_PHRASES]
        least = min(3, len(longest[0])) if longest else 0
        votes: Counter[str] = Counter()
        for run in longest:
            if len(run) < least or self._late():
                break
            votes.update(dict.fromkeys(self._having(self._telling(run)), len(run)))
            self.asked += 1
        return votes

    def by_shingles(self) -> Iterator[Votes]:
        """Yield the passages that have the rarest rows of three words, with one row more each time.

        Rows that do not overlap come first: each wrong word spoils one of them at the most.
        """
        apart, others = self._rows()
        votes: Counter[str] = Counter()
        for number, row in enumerate([*apart, *others][:_SHINGLES]):
            if self._late() or (votes and max(votes.values()) >= _ENOUGH):
                return
            votes.update(self._having(Phrase(row), most=_MANY if votes else None))
            self.asked = max(self.asked, min(number + 1, len(apart)))
            yield votes

    def _rows(self) -> tuple[list[Terms], list[Terms]]:
        """Return rows of three words, the rarest first: such as do not overlap one another, and the others."""
        places = [(number, at) for number, run in enumerate(self._runs) for at in range(len(run) - _ROW + 1)]
        rows = {(number, at): tuple(self._runs[number][at : at + _ROW]) for number, at in places}
        rarity = {place: min(self._of[term] for term in row) for place, row in rows.items()}
        apart: dict[Terms, None] = {}
        taken: set[tuple[int, int]] = set()
        for number, at in sorted(places, key=lambda place: (rarity[place], rows[place])):
            if all((number, near) not in taken for near in range(at - _ROW + 1, at + _ROW)):
                taken.add((number, at))
                apart[rows[number, at]] = None
        others = dict.fromkeys(row for _, row in sorted((rarity[place], rows[place]) for place in places))
        return list(apart), [row for row in others if row not in apart]

    def by_words(self, without: Node, size: int) -> Poll:
        """Return the `size` likeliest passages of those that have the rarest words, but for those `without`.

        A rarer word has more votes, as in inverse frequency.
        """
        rarest = sorted((term for term, count in self._of.items() if count), key=lambda term: (self._of[term], term))
        asked: dict[str, int] = {}
        for number, term in enumerate(rarest[:_RARE]):
            if number >= _FEW and self._of[term] > _COMMON:
                break
            if self._of[term] > _MOST:
                self.passed_over = self._of[term]
                break
            asked[term] = int(_WEIGHT / math.log(2 + self._of[term]))
        return Poll((), 0) if not asked or self._late() else self._engine.polled(asked, without, size)

    def _telling(self, run: Sequence[str]) -> Phrase:
        """Return the stretch of a row of words that has the rarest: common words tell little and cost the most."""
        counts = [self._of[term] for term in run]
        starts = range(max(1, len(run) - _PHRASE + 1))
        best = min(starts, key=lambda start: (sum(counts[start : start + _PHRASE]), start))
        return Phrase(tuple(run[best : best + _PHRASE]))

    def _having(self, node: Phrase, most: int | None = None) -> list[str]:
        """Return the passages that have a row of words, none where one of the words stands nowhere, or over `most`."""
        return self._engine.having(node, most=most) if all(self._of[term] for term in node.terms) else []


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
