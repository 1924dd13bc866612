"""Evaluates a query on one Whoosh segment as sets of document numbers.

A phrase that crosses the end of a passage is found through its seam, and the seam may also hold a phrase
that lies wholly in the next passage. So each node has two sets: what is possibly there (never too little)
and what certainly is (never too much); NOT turns one into the other.
"""

from __future__ import annotations

from typing import Any

from index.analyzer import SEAM_WORDS
from index.engines.protocol import Filters
from index.engines.whoosh_postings import Postings, phrase
from index.query import And, Field, Node, Not, Or, Pattern, Phrase, Prefix

EXPANSIONS = 1024
_WORDED = {"title": "title", "author": "creator", "recipient": "recipient"}


class Segment:
    """One segment with the postings that a query has needed so far."""

    def __init__(self, reader: Any) -> None:
        """Stand on a Whoosh segment reader."""
        self._reader = reader
        self._held: dict[tuple[str, str], Postings] = {}
        self.live = set(range(reader.doc_count_all()))
        if reader.has_deletions():
            self.live = {number for number in self.live if not reader.is_deleted(number)}

    def postings(self, field: str, term: str) -> Postings:
        """Return the postings of a term, read once."""
        key = (field, term)
        if key not in self._held:
            self._held[key] = Postings(self._reader, field, term)
        return self._held[key]

    def expand(self, field: str, start: str, limit: int = EXPANSIONS) -> list[str]:
        """Return up to `limit` terms of a field that begin with `start`."""
        found: list[str] = []
        for term in self._reader.expand_prefix(field, start):
            found.append(term.decode() if isinstance(term, bytes) else term)
            if len(found) >= limit:
                break
        return found

    def possible(self, node: Node) -> set[int]:
        """Return a set that holds every matching document."""
        return self._evaluate(node, certain=False)

    def allowed(self, filters: Filters) -> set[int] | None:
        """Return the documents that pass the filters, None where nothing is filtered."""
        sets = [
            set(self.postings(field, value).ids)
            for field, value in (("kind", filters.kind), ("author", filters.author), ("document", filters.document))
            if value
        ]
        if filters.date_from or filters.date_to:
            sets.append(self._dated(filters.date_from, filters.date_to))
        return set.intersection(*sets) if sets else None

    def _evaluate(self, node: Node, *, certain: bool) -> set[int]:
        match node:
            case Phrase(verbatim=True) | Field(phrase=True) if certain:
                return set()
            case Phrase(terms):
                return self._phrase(terms, certain=certain)
            case Prefix(start):
                return self._union("text", self.expand("text", start))
            case Pattern(pattern) if pattern.find("*") == len(pattern) - 1:
                return self._union("text", self.expand("text", pattern[:-1]))
            case Field(name, terms):
                return self._field(name, terms, certain=certain) & self.live
            case Not(part):
                return self.live - self._evaluate(part, certain=not certain)
            case And(parts):
                return set.intersection(*(self._evaluate(part, certain=certain) for part in parts))
            case Or(parts):
                return set.union(*(self._evaluate(part, certain=certain) for part in parts))
            case _:
                return set() if certain else set(self.live)

    def _phrase(self, terms: tuple[str, ...], *, certain: bool) -> set[int]:
        asked = terms[:SEAM_WORDS]
        found = self._in_order("text", asked)
        if len(asked) > 1 and not certain:
            found |= self._in_order("seam", asked)
        if certain and len(terms) > SEAM_WORDS:
            return set()
        return found & self.live

    def _in_order(self, field: str, terms: tuple[str, ...]) -> set[int]:
        held = [self.postings(field, term) for term in terms]
        if not all(postings.ids for postings in held):
            return set()
        return set(held[0].ids) if len(held) == 1 else phrase(held)

    def _union(self, field: str, terms: list[str]) -> set[int]:
        return {number for term in terms for number in self.postings(field, term).ids} & self.live

    def _field(self, name: str, terms: tuple[str, ...], *, certain: bool) -> set[int]:
        if name in {"page", "source"}:
            return set() if certain else self.live
        if name in _WORDED:
            return set.intersection(*(set(self.postings(_WORDED[name], term).ids) for term in terms))
        if name == "date":
            return self._union("date", self.expand("date", terms[0]))
        return set(self.postings(name, terms[0]).ids)

    def _dated(self, first: str, last: str) -> set[int]:
        """Return documents dated from `first` to the end of `last`; one without a date is not among them."""
        dates = [term for term in self.expand("date", "", limit=1 << 30) if term[: len(first)] >= first]
        return self._union("date", [date for date in dates if not last or date[: len(last)] <= last])
