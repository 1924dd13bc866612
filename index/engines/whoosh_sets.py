"""Evaluates a query on one Whoosh segment as sets of document numbers.

A phrase that crosses the end of a passage is found through its seam, and the seam may also hold a phrase
that lies wholly in the next passage. So each node has two sets: what is possibly there (never too little)
and what certainly is (never too much); NOT turns one into the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from index.analyzer import SEAM_WORDS
from index.days import days_between, leaves_between
from index.engines.protocol import Filters
from index.engines.whoosh_postings import Postings, common, near, phrase
from index.engines.whoosh_shelf import Shelf
from index.query import Among, And, AnyOf, Field, Near, Node, Not, Or, Phrase, Range
from index.ranking import Ranker

_WORDED = {"title": "title", "author": "creator", "recipient": "recipient", "source": "source"}
_HELD = 300_000
"""How many postings a segment keeps in memory between queries."""


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

    def postings(self, field: str, term: str) -> Postings:
        """Return the live postings of a term; the latest read stay in memory."""
        key = (field, term)
        if key not in self._postings:
            read = Postings(self._reader, field, term, self.gone)
            self._held += len(read.ids)
            if self._held > _HELD:
                self._postings.clear()
                self._held = len(read.ids)
            self._postings[key] = read
        return self._postings[key]

    def numbers(self, names: Iterable[str]) -> set[int]:
        """Return the live passages of these ids."""
        return self.shelf.numbers(names) - self.gone

    def matching(self, node: Node, filters: Filters, *, certain: bool) -> set[int]:
        """Return the passages that certainly match, or all that possibly do."""
        found = self._evaluate(node, certain=certain)
        allowed = self.shelf.allowed(filters)
        return found if allowed is None else found & allowed

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
        if certain or len(terms) == 1:
            return self._in_order("text", terms)
        asked = terms[:SEAM_WORDS]
        return self._in_order("text", asked) | self._in_order("seam", asked)

    def _near(self, terms: tuple[str, ...], distance: int, *, certain: bool) -> set[int]:
        if not certain and len(terms) + distance > SEAM_WORDS:
            return self._any("text", terms)
        found = self._close("text", terms, distance)
        return found if certain else found | self._close("seam", terms, distance)

    def _close(self, field: str, terms: tuple[str, ...], distance: int) -> set[int]:
        held = {term: self.postings(field, term) for term in terms}
        return near(held, terms, distance) if all(postings.ids for postings in held.values()) else set()

    def _in_order(self, field: str, terms: tuple[str, ...]) -> set[int]:
        held = [self.postings(field, term) for term in terms]
        if not all(postings.ids for postings in held):
            return set()
        return set(held[0].ids) if len(held) == 1 else phrase(held)

    def _any(self, field: str, terms: Iterable[str]) -> set[int]:
        return set().union(*(self.postings(field, term).ids for term in terms))

    def _property(self, node: Node) -> set[int]:
        """Return the passages that have a property of themselves or of their document; gone ones may be among them."""
        match node:
            case Field(name, terms, in_order) if name in _WORDED:
                held = [self.postings(_WORDED[name], term) for term in terms]
                return phrase(held) if in_order and len(held) > 1 else common(held)
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
