"""Evaluates a query on one Whoosh segment as sets of document numbers.

A phrase that runs over the end of a passage, or over a running head in it, and two words near one another there, are
found in the passage's seam (see `index/analyzer.py`); what reaches farther, or is three words near one another, is
not proven by it. So each node has two sets: what is possibly there (never too little) and what certainly is (never
too much); NOT turns one into the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from index.analyzer import SEAM_GAP, SEAM_WORDS, across
from index.days import days_between, leaves_between
from index.engines.protocol import Filters
from index.engines.whoosh_blocks import frequency
from index.engines.whoosh_postings import Postings, before, common, going_on, near, starting
from index.engines.whoosh_shelf import Shelf
from index.query import Among, And, AnyOf, Field, Near, Node, Not, Or, Phrase, Range
from index.ranking import Ranker

_WORDED = {"title": "title", "author": "creator", "recipient": "recipient", "source": "source"}
_PAIR = 2

_MANY = 64
"""Where a word is so many times more frequent than the passages asked for, only their postings are read."""

_HELD = 2_000_000
"""How many postings without positions a segment keeps in memory between queries: eight bytes each."""


class Segment:
    """One segment as it was opened, with what queries have read of it so far."""

    def __init__(self, reader: Any, shelf: Shelf | None = None) -> None:
        """Stand on a Whoosh segment reader; columns never change, so they may come from an earlier opening."""
        self._reader = reader
        self._postings: dict[tuple[str, str], Postings] = {}
        self._held = 0
        self._average = -1.0
        self._dampings: list[float] = []
        self.shelf = shelf or Shelf(reader)
        self.gone: frozenset[int] = frozenset(reader.segment().deleted_docs())

    def reopened(self, reader: Any) -> Segment:
        """Stand on another reader of the same segment with the same deletions; what was read is kept."""
        self._reader = reader
        return self

    @cached_property
    def live(self) -> frozenset[int]:
        """The passages that are not gone."""
        return frozenset(range(len(self.shelf.names))) - self.gone

    @cached_property
    def words(self) -> int:
        """How many words the live passages have."""
        lengths = self.shelf.lengths
        return sum(lengths) - sum(lengths[number] for number in self.gone)

    def dampings(self, by: Ranker) -> Sequence[float]:
        """Return what the length of each passage makes of every frequency in it."""
        if self._average != by.average:
            self._average = by.average
            longest = max(self.shelf.lengths, default=0)
            of_length = [by.damping(length) for length in range(longest + 1)]
            self._dampings = [of_length[length] for length in self.shelf.lengths]
        return self._dampings

    def count(self) -> int:
        """Return how many passages are live."""
        return len(self.shelf.names) - len(self.gone)

    def postings(self, field: str, term: str, *, placed: bool = False) -> Postings:
        """Return the live postings of a term, with positions where `placed`; the latest read stay in memory."""
        key = (field, term)
        known = self._postings.get(key)
        if known is None or placed > known.placed:
            known = Postings(self._reader, field, term, self.gone, placed=placed)
            self._held += known.size
            self._held -= self._postings.pop(key).size if key in self._postings else 0
            self._postings[key] = known
            while self._held > _HELD and len(self._postings) > 1:
                self._held -= self._postings.pop(next(iter(self._postings))).size
        return known

    def frequency(self, term: str) -> int:
        """Return how many live passages have a word."""
        return len(self.postings("text", term).ids) if self.gone else frequency(self._reader, "text", term)

    def of_these(self, field: str, term: str, numbers: Collection[int], *, placed: bool = False) -> Postings:
        """Return the postings of a word that holds at least those of these passages; the rest is read where cheap."""
        known = self._postings.get((field, term))
        if known is not None and known.placed >= placed:
            return known
        if frequency(self._reader, field, term) < _MANY * (len(numbers) + 1):
            return self.postings(field, term, placed=placed)
        return Postings(self._reader, field, term, self.gone, placed=placed, wanted=sorted(numbers))

    def numbers(self, names: Iterable[str]) -> set[int]:
        """Return the live passages of these ids."""
        return self.shelf.numbers(names) - self.gone

    def matching(self, node: Node, filters: Filters, *, certain: bool, besides: Collection[str] = ()) -> set[int]:
        """Return the passages that certainly match, or all that possibly do; and those of the ids `besides`."""
        found = self._evaluate(node, certain=certain)
        allowed = self.shelf.allowed(filters)
        found = found if allowed is None else found & allowed
        return found | self.numbers(besides) if besides else found

    def _evaluate(self, node: Node, *, certain: bool) -> set[int]:
        match node:
            case Phrase(terms, _, verbatim):
                return set() if certain and verbatim else self._phrase(terms, certain=certain)
            case Near(terms, distance):
                return self._near(terms, distance, certain=certain)
            case AnyOf(terms):
                return self._any("text", terms)
            case Not(part):
                return set(self.live - self._evaluate(part, certain=not certain))
            case And(parts):
                sets = [self._evaluate(part, certain=certain) for part in parts]
                return set.intersection(*sorted(sets, key=len)) if sets else set(self.live)
            case Or(parts):
                return set().union(*(self._evaluate(part, certain=certain) for part in parts))
            case _:
                return self._property(node) - self.gone

    def _phrase(self, terms: tuple[str, ...], *, certain: bool) -> set[int]:
        found = self._in_order("text", list(enumerate(terms)))
        return found.union(*(self._over(terms, at, certain=certain) for at in range(1, len(terms))))

    def _over(self, terms: tuple[str, ...], at: int, *, certain: bool) -> set[int]:
        """Return the passages in which a phrase runs over a joint before its word numbered `at`."""
        placed, whole = across(terms, at)
        return set() if certain and not whole else self._in_order("seam", placed)

    def _near(self, terms: tuple[str, ...], distance: int, *, certain: bool) -> set[int]:
        if len(terms) == 1:
            return set(self.postings("text", terms[0]).ids)
        if len(terms) == _PAIR and (certain or distance < SEAM_WORDS):
            over = self._pair_over(terms[0], terms[1], min(distance, SEAM_WORDS - 1))
            return over | self._close(terms, distance)
        if not certain and len(terms) + distance > SEAM_WORDS + 1:
            return self._any("text", terms) | self._any("seam", terms)
        found = self._close(terms, distance)
        return found if certain else found | common([self.postings("seam", term) for term in terms])

    def _pair_over(self, first: str, second: str, distance: int) -> set[int]:
        """Return the passages with two words, one before and one behind a joint, at most so many others between."""
        one, other = (self.postings("seam", term, placed=True) for term in (first, second))
        return before(one, other, SEAM_GAP + 1, distance) | before(other, one, SEAM_GAP + 1, distance)

    def _close(self, terms: tuple[str, ...], distance: int) -> set[int]:
        held = {term: self.postings("text", term, placed=True) for term in terms}
        return near(held, terms, distance) if all(postings.ids for postings in held.values()) else set()

    def _in_order(self, field: str, placed: Sequence[tuple[int, str]]) -> set[int]:
        """Return the passages with these words in these places, counted from the first; rare words lead."""
        if len(placed) == 1:
            return set(self.postings(field, placed[0][1]).ids)
        by_rarity = sorted(placed, key=lambda each: frequency(self._reader, field, each[1]))
        step, rarest = by_rarity[0]
        starts = starting(self.postings(field, rarest, placed=True), step)
        for step, term in by_rarity[1:]:
            if not starts:
                break
            starts = going_on(starts, self.of_these(field, term, starts, placed=True), step)
        return set(starts)

    def _worded(self, field: str, terms: tuple[str, ...], *, in_order: bool) -> set[int]:
        held = [self.postings(field, term, placed=in_order) for term in terms]
        if not in_order:
            return common(held)
        starts = starting(held[0], 0)
        for step, postings in enumerate(held[1:], start=1):
            starts = going_on(starts, postings, step)
        return set(starts)

    def _any(self, field: str, terms: Iterable[str]) -> set[int]:
        return set().union(*(self.postings(field, term).ids for term in terms))

    def _property(self, node: Node) -> set[int]:
        """Return the passages that have a property of themselves or of their document; gone ones may be among them."""
        match node:
            case Field(name, terms, in_order) if name in _WORDED:
                return self._worded(_WORDED[name], terms, in_order=in_order)
            case Field("document", (value,)):
                return self.shelf.of_document(value)
            case Field("kind", (value,)):
                return self.shelf.of_profile(lambda profile: profile.kind == value)
            case Field("page", (value,)):
                return set(self.postings("page", value).ids)
            case Field("date", (value,)):
                return self._property(Range("date", value, value))
            case Range("date", low, high):
                first, last = days_between(low, high)
                return self.shelf.of_profile(lambda profile: first <= profile.day <= last)
            case Range("page", low, high):
                first, last = leaves_between(low, high)
                return {number for number, leaf in enumerate(self.shelf.leaves) if first <= leaf <= last}
            case Among(passages):
                return self.shelf.numbers(passages)
            case _:
                raise ValueError(f"an engine cannot answer {node}")
