"""One commit of a tantivy index, opened for reading: its counts, words and addresses."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from tantivy import DocAddress, Index, Query, SearchResult

from archive.errors import Damaged
from index.engines.arrays import Integers
from index.engines.protocol import Spread
from index.engines.tally import Property, Tally, property_of, spread_of
from index.engines.tantivy_queries import Emitter
from index.engines.tantivy_schema import CODED, code_of, decoded, is_cut, kept
from index.engines.tantivy_tally import Bin, Packing, Table
from index.query import Node
from index.ranking import Ranker, ranker, ranking_words

_BUCKETS = 65_000
_BIN = {"terms": {"field": "bin", "size": _BUCKETS}}
_MOST = 0.7
"""From this share of all passages on it is less work to count those that are not found."""

_REMEMBERED = 8
"""Of so many choices of passages it is remembered where they are."""

_FEW = 3_000
"""Up to so many passages it is less work to make a bucket of each document than to sum."""


class Reading:
    """A searcher with what it needs; it never gives another answer."""

    def __init__(self, folder: Path, written: Index | None = None) -> None:
        """Open what was committed last, in the index with which it was written, where there is one.

        A fresh `Index` each time: one kept open over many commits leaks.
        """
        index = written or Index.open(str(folder))
        if written:
            index.reload()
        self.searcher = index.searcher()
        self.emitter = Emitter(index.schema)
        self._places: dict[frozenset[str], Mapping[tuple[int, int], str]] = {}
        segments = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
        self._ever = sum(segment["max_doc"] for segment in segments)

    @cached_property
    def words(self) -> int:
        """How many words all passages have."""
        total = self.searcher.aggregate(Query.all_query(), {"words": {"sum": {"field": "length"}}})
        return int(total["words"]["value"])

    def count(self, query: Query) -> int:
        """Return how many passages a query finds."""
        return count_of(self.searcher.search(query, 1))

    def frequency(self, term: str) -> int:
        """Return in how many passages a word stands."""
        held = self._held(term)
        gone = self._ever > self.searcher.num_docs
        return self.count(self.emitter.term("text", term)) if held and gone else held

    def frequencies(self) -> dict[str, int]:
        """Return all words, each with in how many passages it stands; passages that are gone may still count.

        None at all where one is too long to be held as it is.
        """
        held = self.searcher.terms_with_prefix("text", "")
        return {} if any(is_cut(word) for word, _ in held) else dict(held)

    def held_rarity(self, term: str) -> float:
        """Return the rarity by which tantivy weighs a word: passages that are gone may still count."""
        held = self._held(term)
        return math.log(1 + (self._ever - held + 0.5) / (held + 0.5))

    def ranker(self, node: Node) -> Ranker:
        """Return the ranker of a query."""
        held = [(word, self.frequency(word)) for word in ranking_words(node)]
        return ranker(held, self.searcher.num_docs, self.words)

    def named(self, found: Iterable[tuple[float, DocAddress]]) -> list[tuple[float, str, DocAddress]]:
        """Return passages with their ids, as they lie: a block of stored values is then read once."""
        laid = sorted((address.segment_ord, address.doc, score, address) for score, address in found)
        return [(score, self.searcher.doc(address)["passage"][0].decode(), address) for _, _, score, address in laid]

    def numbers(self, field: str, addresses: list[DocAddress]) -> list[int]:
        """Return what passages have in a field of whole numbers, 0 for nothing: see `tantivy_schema.py`."""
        return [int(number or 0) for number in self.searcher.fast_field_values(field, addresses)]

    def places(self, passages: frozenset[str]) -> Mapping[tuple[int, int], str]:
        """Return the ids of passages by segment and number there; of what was asked for lately they are remembered."""
        places = self._places.get(passages)
        if places is None:
            query = Query.const_score_query(self.emitter.passages(passages), 0.0)
            hits = self.searcher.search(query, max(1, len(passages)), count=False).hits
            places = {(each.segment_ord, each.doc): name for _, name, each in self.named(hits)}
            if len(self._places) >= _REMEMBERED:
                self._places.clear()
            self._places[passages] = places
        return places

    def values(self, query: Query, fields: Sequence[str]) -> dict[str, Counter[Any]]:
        """Return how many of the passages that a query finds have each value of these fields; exact."""
        return _counted(self._buckets(query, {field: _by(field) for field in fields}))

    def spread(self, query: Query, total: int) -> Spread:
        """Return the spread of the `total` passages that a query finds; `Damaged` where the counts do not add up."""
        if total <= _FEW:
            counts = self.values(query, (*map(code_of, CODED), "year", "part"))
            documents = len(counts.pop("part"))
            for name in CODED:
                by_code = counts[code_of(name)]
                counts[code_of(name)] = Counter({self._spelled[name][code]: by_code[code] for code in by_code})
            return spread_of([Tally(documents, list(counts.values()))])
        nearly_all = total > _MOST * self.searcher.num_docs
        passages = self._all_but(query) if nearly_all else self._passages(query)
        if int(passages.sum()) != total:
            raise Damaged("the index does not know of which documents all passages are")
        return spread_of([self.table.tally(passages)])

    def _all_but(self, query: Query) -> Integers:
        """Return how many passages of each document a query finds: all but those that it does not find."""
        found: Integers = self._all_passages - self._passages(self.emitter.without(Query.all_query(), query))
        return found

    def _passages(self, query: Query) -> Integers:
        """Return how many passages of each document a query finds, in the order of the table."""
        bins = self._buckets(query, {"bin": {**_BIN, "aggs": {"units": {"sum": {"field": "unit"}}}}})["bin"]
        return self.table.passages([(int(each["key"]), int(each["units"]["value"])) for each in bins])

    @cached_property
    def _all_passages(self) -> Integers:
        return self._passages(Query.all_query())

    @cached_property
    def table(self) -> Table:
        """All documents, each read off the passage with which it opens."""
        openings = self.emitter.openings()
        found = self.searcher.search(openings, max(1, self.count(openings)), count=False).hits
        addresses = [address for _, address in found]
        columns = {
            name: np.array(self.searcher.fast_field_values(name, addresses), np.int64)
            for name in ("bin", "unit", "width", "year", *map(code_of, CODED))
        }
        coded = [Property(self._spelled[name], columns[code_of(name)]) for name in CODED]
        years = property_of(columns["year"].tolist())
        return Table(columns["bin"], columns["unit"], columns["width"], [*coded, years])

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        """The values of each coded property in the order of their codes; the first is that of none."""
        return {name: _in_order(codes) for name, codes in self._codes().items()}

    def _codes(self) -> dict[str, dict[str, int]]:
        """Return the code of each value of the coded properties."""
        codes: dict[str, dict[str, int]] = {name: {} for name in CODED}
        for each in self._buckets(self.emitter.openings(), {"coded": _by("coded")})["coded"]:
            name, code, value = decoded(each["key"])
            codes[name][value] = code
        return codes

    def _held(self, term: str) -> int:
        return int(self.searcher.doc_freq("text", kept(term)))

    def packing(self) -> Packing:
        """Return what gives further documents their places."""
        largest = {"aggs": {name: {"max": {"field": name}} for name in ("unit", "width")}}
        bins = self._buckets(self.emitter.openings(), {"bin": {**_BIN, **largest}})["bin"]
        held = [Bin(int(each["key"]), *(int(each[name]["value"]) for name in ("unit", "width"))) for each in bins]
        return Packing(held, self._after("part"), self._codes())

    def _buckets(self, query: Query, asked: dict[str, Any]) -> dict[str, list[Any]]:
        """Return all buckets of each aggregation.

        Tantivy does not make very many at once; they are then made in parts, bin by bin: a value may have several.
        """
        parts = 1
        while True:
            try:
                return self._in_parts(query, asked, parts)
            except ValueError:
                if parts > self._bins:
                    raise
                parts *= 2

    def _in_parts(self, query: Query, asked: dict[str, Any], parts: int) -> dict[str, list[Any]]:
        buckets: dict[str, list[Any]] = {name: [] for name in asked}
        for part in range(parts):
            found = self.searcher.aggregate(self._part(query, part, parts) if parts > 1 else query, asked)
            for name in asked:
                if found[name]["sum_other_doc_count"]:
                    raise ValueError(f"there are more buckets of {name} than were asked for")
                buckets[name] += found[name]["buckets"]
        return buckets

    def _part(self, query: Query, part: int, parts: int) -> Query:
        within = self.emitter.between("bin", self._bins * part // parts, self._bins * (part + 1) // parts - 1)
        return self.emitter.every([query, within])

    @cached_property
    def _bins(self) -> int:
        return self._after("bin")

    def _after(self, field: str) -> int:
        """Return the number after the last one that a passage has in a field."""
        last = self.searcher.aggregate(Query.all_query(), {"last": {"max": {"field": field}}})["last"]["value"]
        return 0 if last is None else int(last) + 1


def count_of(result: SearchResult) -> int:
    """Return how many passages a search found, of which it may show fewer."""
    return int(result.count)  # type: ignore[attr-defined]  # not in tantivy's stub


def _in_order(codes: Mapping[str, int]) -> list[str]:
    values = [""] * (max(codes.values(), default=0) + 1)
    for value, code in codes.items():
        values[code] = value
    return values


def _by(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _BUCKETS}}


def _counted(buckets: dict[str, list[Any]]) -> dict[str, Counter[Any]]:
    counts: dict[str, Counter[Any]] = {field: Counter() for field in buckets}
    for field, found in buckets.items():
        for bucket in found:
            counts[field][bucket["key"]] += bucket["doc_count"]
    return counts
