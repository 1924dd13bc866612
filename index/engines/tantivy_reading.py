"""One commit of a tantivy index, opened for reading: its counts, words and addresses."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from tantivy import DocAddress, Index, Query

from index.engines.protocol import Filters
from index.engines.tantivy_queries import Emitter
from index.engines.tantivy_tally import Packing, documents
from index.query import And, AnyOf, Near, Node, Phrase
from index.ranking import FEW, Ranker, ranker, ranking_words

_BUCKETS = 65_000
_BIN = {"terms": {"field": "bin", "size": _BUCKETS}}
_BESIDE = 8
"""Of how many passages that have the rarest of some words it is guessed that one has them beside each other."""

_FEW, _FEW_FILTERED = 4_000, 16_000
"""Up to so many passages it is less work to make a bucket of each document than to sum; as many before a filter."""


class Reading:
    """A searcher with what it needs; never changes."""

    def __init__(self, folder: Path) -> None:
        """Open what was committed last. A fresh `Index` each time: one kept open over many commits leaks."""
        index = Index.open(str(folder))
        self.searcher = index.searcher()
        self.emitter = Emitter(index.schema)
        segments = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
        self._ever = sum(segment["max_doc"] for segment in segments)

    @cached_property
    def words(self) -> int:
        """How many words all passages have."""
        total = self.searcher.aggregate(Query.all_query(), {"words": {"sum": {"field": "length"}}})
        return int(total["words"]["value"])

    def count(self, query: Query) -> int:
        """Return how many passages a query finds."""
        return int(self.searcher.search(query, 1).count)  # type: ignore[attr-defined]  # not in tantivy's stub

    def frequency(self, term: str) -> int:
        """Return in how many passages a word stands."""
        held = self._held(term)
        gone = self._ever > self.searcher.num_docs
        return self.count(self.emitter.term("text", term)) if held and gone else held

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
        return [(score, str(self.searcher.doc(address)["passage"][0]), address) for _, _, score, address in laid]

    def lengths(self, addresses: list[DocAddress]) -> list[int]:
        """Return how many words passages have."""
        return [int(length or 0) for length in self.searcher.fast_field_values("length", addresses)]

    def days(self, addresses: list[DocAddress]) -> list[int]:
        """Return the days of passages' documents, as in `index/days.py`."""
        return [int(day or 0) for day in self.searcher.fast_field_values("day", addresses)]

    def values(self, query: Query, fields: Sequence[str]) -> dict[str, Counter[Any]]:
        """Return how many of the passages that a query finds have each value of these fields; exact."""
        return _counted(self._buckets(query, {field: _by(field) for field in fields}))

    def spread(self, query: Query, fields: Sequence[str], *, few: bool) -> tuple[dict[str, Counter[Any]], int]:
        """Return the same, and of how many documents the passages are: exact too, and sooner where `few` is right."""
        if few:
            counts = self.values(query, (*fields, "part"))
            return counts, len(counts.pop("part"))
        asked = {field: _by(field) for field in fields}
        found = self._buckets(query, {**asked, "bin": {**_BIN, "aggs": {"units": {"sum": {"field": "unit"}}}}})
        bins = found.pop("bin")
        return _counted(found), documents([(each["key"], int(each["units"]["value"])) for each in bins])

    def few(self, node: Node, filters: Filters) -> bool:
        """Tell whether few passages are likely found: a guess from the words; a filter leaves a part of them."""
        return self._likely(node) <= (_FEW if filters == Filters() else _FEW_FILTERED)

    def _likely(self, node: Node) -> int:
        everything = int(self.searcher.num_docs)
        match node:
            case Phrase(terms) | Near(terms):
                held = min(map(self._held, terms), default=everything)
                return held // _BESIDE if len(terms) > 1 else held
            case AnyOf(terms) if len(terms) <= FEW:
                return sum(self._held(term) for term in terms)
            case And(parts):
                return min((self._likely(part) for part in parts), default=everything)
            case _:
                return everything

    def _held(self, term: str) -> int:
        return int(self.searcher.doc_freq("text", term))

    def packing(self) -> Packing:
        """Return what gives further documents their places."""
        bins = self._buckets(Query.all_query(), {"bin": {**_BIN, "aggs": {"last": {"max": {"field": "unit"}}}}})["bin"]
        return Packing(((each["key"], int(each["last"]["value"])) for each in bins), self._after("part"))

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
            within = self.emitter.between("bin", self._bins * part // parts, self._bins * (part + 1) // parts - 1)
            found = self.searcher.aggregate(self.emitter.every([query, within]) if parts > 1 else query, asked)
            for name in asked:
                if found[name]["sum_other_doc_count"]:
                    raise ValueError(f"there are more buckets of {name} than were asked for")
                buckets[name] += found[name]["buckets"]
        return buckets

    @cached_property
    def _bins(self) -> int:
        return self._after("bin")

    def _after(self, field: str) -> int:
        """Return the number after the last one that a passage has in a field."""
        last = self.searcher.aggregate(Query.all_query(), {"last": {"max": {"field": field}}})["last"]["value"]
        return 0 if last is None else int(last) + 1


def _by(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": _BUCKETS}}


def _counted(buckets: dict[str, list[Any]]) -> dict[str, Counter[Any]]:
    counts: dict[str, Counter[Any]] = {field: Counter() for field in buckets}
    for field, found in buckets.items():
        for bucket in found:
            counts[field][bucket["key"]] += bucket["doc_count"]
    return counts
