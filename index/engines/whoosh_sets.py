"""Evaluates a tree on one Whoosh segment: each node is a flag for every passage, by its number.

A phrase that runs over the end of a passage, or over a running head in it, and two words near one another there, are
found in the passage's seam (see `index/analyzer.py`); what reaches farther, or is three words near one another, is
not proven by it. So each node has two sets: what is possibly there (never too little) and what certainly is (never
too much); NOT turns one into the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analyzer import SEAM_GAP, SEAM_WORDS, across
from index.days import days_between, leaves_between
from index.engines.arrays import Flags, Integers
from index.engines.protocol import Filters
from index.engines.shared_fields import DESCRIBED, named, named_all
from index.engines.whoosh_places import followed, near, starting
from index.engines.whoosh_postings import Postings, documents, entry, read_postings
from index.engines.whoosh_shelf import Shelf, between
from index.query import Among, And, AnyOf, Field, Near, Node, Not, Or, Phrase, Range
from index.ranking import Ranker

_PAIR = 2

_MANY = 64
"""Where a word is so many times more frequent than the passages asked for, only their postings are read."""

_HELD = 32_000_000
"""How many octets of postings a segment keeps in memory between queries."""

_ENTRIES = 4096
"""How many terms a segment knows without looking them up again."""


class Segment:
    """One segment as it was opened, with what queries have read of it so far."""

    def __init__(self, reader: Any, shelf: Shelf | None = None) -> None:
        """Stand on a Whoosh segment reader; of the columns nothing is read yet."""
        self._reader = reader
        self._shelf = shelf
        self._postings: dict[tuple[str, str], Postings] = {}
        self._held = 0
        self._entry = lru_cache(_ENTRIES)(lambda field, term: entry(self._reader, field, term))
        self._average = -1.0
        self._dampings = np.zeros(0)
        self.name = str(reader.segment().segment_id())
        self.live: Flags = np.ones(reader.doc_count_all(), bool)
        self.live[list(reader.segment().deleted_docs())] = False

    @property
    def shelf(self) -> Shelf:
        """The columns, read when they are first asked for."""
        self._shelf = self._shelf or Shelf(self._reader)
        return self._shelf

    def reopened(self, reader: Any) -> Segment:
        """Return the same segment with other deletions, on another reader: columns never change."""
        return Segment(reader, self._shelf)

    def close(self) -> None:
        """Let go of its files."""
        self._reader.close()

    @cached_property
    def words(self) -> int:
        """How many words the live passages have."""
        return int(self.shelf.lengths[self.live].sum())

    @cached_property
    def count(self) -> int:
        """How many passages are live."""
        return int(np.count_nonzero(self.live))

    def dampings(self, by: Ranker) -> NDArray[np.float64]:
        """Return what the length of each passage makes of every frequency in it."""
        if self._average != by.average:
            self._average = by.average
            self._dampings = by.damping(self.shelf.lengths.astype(np.float64))
        return self._dampings

    def postings(self, field: str, term: str, *, placed: bool = False) -> Postings:
        """Return the live postings of a term, with places where `placed`; the latest read stay in memory."""
        key = (field, term)
        known = self._postings.get(key)
        if known is None or placed > known.placed:
            self._held -= self._postings.pop(key).size if key in self._postings else 0
            known = read_postings(self._reader, self._entry(field, term), placed=placed).of_live(self.live)
            self._postings[key] = known
            self._held += known.size
            while self._held > _HELD and len(self._postings) > 1:
                self._held -= self._postings.pop(next(iter(self._postings))).size
        return known

    def frequency(self, term: str) -> int:
        """Return how many live passages have a word."""
        whole = self.count == len(self.live)
        return self._entry("text", term).frequency if whole else len(self.postings("text", term).ids)

    def of_these(self, field: str, term: str, numbers: Integers, *, placed: bool = False) -> Postings:
        """Return postings that hold at least those of these passages (ascending); the rest is read where cheap."""
        known = self._postings.get((field, term))
        if known is not None and known.placed >= placed:
            return known
        found = self._entry(field, term)
        if found.frequency < _MANY * (len(numbers) + 1):
            return self.postings(field, term, placed=placed)
        return read_postings(self._reader, found, placed=placed, wanted=numbers).of_live(self.live)

    def matching(self, node: Node, filters: Filters, *, certain: bool, besides: Collection[str] = ()) -> Flags:
        """Return the passages that certainly match, or all that possibly do; and those of the ids `besides`."""
        found = self._evaluate(node, certain=certain) & self.live
        allowed = self.shelf.allowed(filters)
        found = found if allowed is None else found & allowed
        return found | self.shelf.named(besides) & self.live if besides else found

    def _evaluate(self, node: Node, *, certain: bool) -> Flags:
        match node:
            case Phrase(terms, _, verbatim):
                return self._phrase(() if certain and verbatim else terms, certain=certain)
            case Near(terms, distance):
                return self._near(terms, distance, certain=certain)
            case AnyOf(terms):
                return self._any("text", terms)
            case Not(part):
                return ~self._evaluate(part, certain=not certain)
            case And(parts):
                sets = [self._evaluate(part, certain=certain) for part in parts]
                return _reduced(np.logical_and, [self.live, *sets])
            case Or(parts):
                return self._union(self._evaluate(part, certain=certain) for part in parts)
            case _:
                return self._property(node)

    def _union(self, sets: Iterable[Flags]) -> Flags:
        return _reduced(np.logical_or, [self.shelf.flags(()), *sets])

    def _all(self, field: str, terms: Iterable[str]) -> Flags:
        return _reduced(np.logical_and, [self._any(field, (term,)) for term in terms])

    def _any(self, field: str, terms: Iterable[str]) -> Flags:
        found = self.shelf.flags(())
        for term in terms:
            found[self.postings(field, term).ids] = True
        return found

    def _phrase(self, terms: tuple[str, ...], *, certain: bool) -> Flags:
        found = self._in_order("text", list(enumerate(terms)))
        return self._union([found, *(self._over(terms, at, certain=certain) for at in range(1, len(terms)))])

    def _over(self, terms: tuple[str, ...], at: int, *, certain: bool) -> Flags:
        """Return the passages in which a phrase runs over a joint before its word numbered `at`."""
        placed, whole = across(terms, at)
        return self._in_order("seam", () if certain and not whole else placed)

    def _near(self, terms: tuple[str, ...], distance: int, *, certain: bool) -> Flags:
        if len(terms) == 1:
            return self._any("text", terms)
        if len(terms) == _PAIR and (certain or distance < SEAM_WORDS):
            over = self._pair_over(terms[0], terms[1], min(distance, SEAM_WORDS - 1))
            return over | self._close(terms, distance)
        if not certain and len(terms) + distance > SEAM_WORDS + 1:
            return self._any("text", terms) | self._any("seam", terms)
        found = self._close(terms, distance)
        return found if certain else found | self._all("seam", terms)

    def _pair_over(self, first: str, second: str, distance: int) -> Flags:
        """Return the passages with two words, one before and one behind a joint, at most so many others between."""
        one, other = (self.postings("seam", term, placed=True).places for term in (first, second))
        least, most = SEAM_GAP + 1, SEAM_GAP + 1 + distance
        over = np.concatenate([followed(one, other, least, most), followed(other, one, least, most)])
        return self.shelf.flags(documents(over))

    def _close(self, terms: tuple[str, ...], distance: int) -> Flags:
        held = {term: self.postings("text", term, placed=True).places for term in terms}
        return self.shelf.flags(documents(near(terms, held, distance)))

    def _in_order(self, field: str, placed: Sequence[tuple[int, str]]) -> Flags:
        """Return the passages with these words in these places, counted from the first; rare words lead."""
        if len(placed) <= 1:
            return self._any(field, (term for _, term in placed))
        by_rarity = sorted(placed, key=lambda each: self._entry(field, each[1]).frequency)
        step, rarest = by_rarity[0]
        starts = starting(self.postings(field, rarest, placed=True).places, step)
        for step, term in by_rarity[1:]:
            if not len(starts):
                break
            held = self.of_these(field, term, np.unique(documents(starts)), placed=True)
            starts = followed(starts, held.places, step, step)
        return self.shelf.flags(documents(starts))

    def _property(self, node: Node) -> Flags:
        """Return the passages that have a property of themselves or of their document."""
        match node:
            case Field(name, terms, in_order) if name in DESCRIBED:
                told = named_all(name, terms)
                return self._in_order("told", list(enumerate(told))) if in_order else self._all("told", told)
            case Field("document", (value,)):
                return self.shelf.of_document(value)
            case Field("kind", (value,)):
                return self.shelf.of_kind(value)
            case Field("page", (value,)):
                return self._any("exact", (named("page", value),))
            case Field("date", (value,)):
                return between(self.shelf.days, days_between(value, value))
            case Range("date", low, high):
                return between(self.shelf.days, days_between(low, high))
            case Range("page", low, high):
                return between(self.shelf.leaves, leaves_between(low, high))
            case Among(passages):
                return self.shelf.named(passages)
            case _:
                raise ValueError(f"an engine cannot answer {node}")


def _reduced(how: np.ufunc, sets: Sequence[Flags]) -> Flags:
    """Return what is in all or in any of the sets."""
    found: Flags = how.reduce(sets)
    return found
