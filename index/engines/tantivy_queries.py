"""A tree as a tantivy query. Built from constructors alone: what people type never reaches tantivy's own parser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from tantivy import FieldType, Occur, Query, Schema

from index.analyzer import SEAM_GAP, SEAM_WORDS, across
from index.days import days_between, leaves_between
from index.engines.protocol import Filters
from index.engines.shared_fields import DESCRIBED, named, named_all
from index.engines.tantivy_schema import OPENS, kept
from index.query import Among, And, AnyOf, Field, Near, Node, Not, Or, Phrase, Range

_PAIR, _FEW = 2, 4
_SET = 100
"""From so many terms on, one look through tantivy's dictionary costs less than a list of each."""


class Emitter:
    """Makes queries on one schema: what certainly matches, or all that possibly does (see `whoosh_sets`)."""

    def __init__(self, schema: Schema) -> None:
        """Stand on a schema."""
        self._schema = schema

    def matching(self, node: Node, filters: Filters, *, certain: bool) -> Query:
        """Return the query for a tree and filters."""
        return self.every([self._emitted(node, certain=certain), *self._filtering(filters)])

    def term(self, field: str, value: str) -> Query:
        """Return the query for one exact term."""
        return Query.term_query(self._schema, field, kept(value))

    def exact(self, name: str, value: str) -> Query:
        """Return the query for one whole value of a property."""
        return self.term("exact", named(name, value))

    def openings(self) -> Query:
        """Return the query for the passages with which documents open."""
        return self.term("exact", OPENS)

    def passages(self, identifiers: Iterable[str]) -> Query:
        """Return the query for the passages with these ids."""
        return self.among("exact", named_all("passage", sorted(identifiers)))

    def among(self, field: str, values: Sequence[str]) -> Query:
        """Return the query for any of several exact terms."""
        if len(values) < _SET:
            return self.either([self.term(field, value) for value in values])
        return Query.term_set_query(self._schema, field, list(map(kept, values)))

    def every(self, queries: Sequence[Query]) -> Query:
        """Return the query for what all find."""
        if not queries:
            return Query.all_query()
        return queries[0] if len(queries) == 1 else _joined(Occur.Must, queries)

    def either(self, queries: Sequence[Query]) -> Query:
        """Return the query for what any finds."""
        if not queries:
            return Query.empty_query()
        return queries[0] if len(queries) == 1 else _joined(Occur.Should, queries)

    def without(self, query: Query, left_out: Query) -> Query:
        """Return the query for what the first finds and the second does not."""
        return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, left_out)])

    def between(self, field: str, first: int, last: int) -> Query:
        """Return the query for whole numbers, both ends included."""
        if first > last:
            return Query.empty_query()
        return Query.range_query(self._schema, field, FieldType.Unsigned, first, last)

    def _emitted(self, node: Node, *, certain: bool) -> Query:
        match node:
            case Phrase(terms, _, verbatim):
                return Query.empty_query() if certain and verbatim else self._phrase(terms, certain=certain)
            case Near(terms, distance):
                return self._near(terms, distance, certain=certain)
            case AnyOf(terms):
                return self.among("text", terms)
            case Not(part):
                return self.without(Query.all_query(), self._emitted(part, certain=not certain))
            case And(parts):
                return self._all_of(parts, certain=certain)
            case Or(parts):
                return self.either([self._emitted(part, certain=certain) for part in parts])
            case _:
                return self._property(node)

    def _all_of(self, parts: Sequence[Node], *, certain: bool) -> Query:
        asked = [self._emitted(part, certain=certain) for part in parts if not isinstance(part, Not)]
        barred = [self._emitted(part.part, certain=not certain) for part in parts if isinstance(part, Not)]
        found = self.every(asked)
        return self.without(found, self.either(barred)) if barred else found

    def _phrase(self, terms: tuple[str, ...], *, certain: bool) -> Query:
        over = (self._over(terms, at, certain=certain) for at in range(1, len(terms)))
        return self.either([self._in_order("text", terms), *(query for query in over if query is not None)])

    def _over(self, terms: tuple[str, ...], at: int, *, certain: bool) -> Query | None:
        """Return the query for a phrase that runs over a joint before its word numbered `at`, None for nothing."""
        placed, whole = across(terms, at)
        return None if certain and not whole else self._placed("seam", placed)

    def _in_order(self, field: str, terms: Sequence[str]) -> Query:
        if len(terms) == 1:
            return self.term(field, terms[0])
        return self._placed(field, list(enumerate(terms)))

    def _placed(self, field: str, placed: Sequence[tuple[int, str]], slop: int = 0) -> Query:
        """Return the query for words at these places, counted from any one, or up to `slop` places off them."""
        asked: list[str | tuple[int, str]] = [(place, kept(word)) for place, word in placed]
        return Query.phrase_query(self._schema, field, asked, slop)

    def _near(self, terms: tuple[str, ...], distance: int, *, certain: bool) -> Query:
        if len(terms) == 1:
            return self.term("text", terms[0])
        if len(terms) == _PAIR and (certain or distance < SEAM_WORDS):
            first, second = terms
            over = self._pair_over(first, second, min(distance, SEAM_WORDS - 1))
            return self.either([self._pair("text", first, second, distance), over])
        if certain:
            return Query.empty_query()
        if len(terms) + distance > SEAM_WORDS + 1:
            return self.either([self.among(field, terms) for field in ("text", "seam")])
        return self.either([self._close(terms, distance), self.every([self.term("seam", term) for term in terms])])

    def _pair_over(self, first: str, second: str, distance: int) -> Query:
        """Return the query for two words, one before and one behind a joint, with at most so many others between."""
        pairs = [[(0, first), (SEAM_GAP + 1, second)]]
        if first != second:
            pairs.append([(0, second), (SEAM_GAP + 1, first)])
        return self.either([self._placed("seam", pair, distance) for pair in pairs])

    def _close(self, terms: tuple[str, ...], distance: int) -> Query:
        """Return the query for what may have all the terms near in one passage: every two of a few are."""
        if len(terms) > _FEW:
            return self.every([self.term("text", term) for term in terms])
        widest = distance + len(terms) - 2
        return self.every([self._pair("text", first, second, widest) for first, second in combinations(terms, 2)])

    def _pair(self, field: str, first: str, second: str, distance: int) -> Query:
        """Return the query for two words with at most so many others between, in any order: exact.

        Tantivy's slop is by how much the second word may stand off its own place, on either side: asked at the very
        place of the first, it is found at every gap up to `distance`, and no wider, as two words never stand at one
        place. The same word twice would: that is asked gap by gap.
        """
        if first != second:
            return self._placed(field, [(0, first), (0, second)], distance + 1)
        gaps = range(1, distance + 2)
        return self.either([self._placed(field, [(0, first), (gap, first)]) for gap in gaps])

    def _property(self, node: Node) -> Query:
        match node:
            case Field(name, terms, in_order) if name in DESCRIBED:
                told = named_all(name, terms)
                return self._in_order("told", told) if in_order else self.every([self.term("told", t) for t in told])
            case Field("document" | "kind" | "page" as name, (value,)):
                return self.exact(name, value)
            case Field("date", (value,)):
                return self.between("day", *days_between(value, value))
            case Range("date", low, high):
                return self.between("day", *days_between(low, high))
            case Range("page", low, high):
                return self.between("leaf", *leaves_between(low, high))
            case Among(passages):
                return self.passages(passages)
            case _:
                raise ValueError(f"an engine cannot answer {node}")

    def _filtering(self, filters: Filters) -> list[Query]:
        exact = {
            "kind": filters.kind,
            "author": filters.author,
            "addressee": filters.recipient,
            "document": filters.document,
        }
        found = [self.exact(name, value) for name, value in exact.items() if value]
        if filters.date_from or filters.date_to:
            found.append(self.between("day", *days_between(filters.date_from, filters.date_to)))
        return found


def _joined(occur: Occur, queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(occur, query) for query in queries])
