"""One commit of a tantivy index, opened for reading: its counts, words and addresses."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from tantivy import DocAddress, Index, Query

from index.engines.tantivy_queries import Emitter
from index.query import Node
from index.ranking import Ranker, ranker, ranking_words

_BUCKETS = 65_000
PARTS = 1 << 60
"""Documents are spread over so many parts by their digest: no two of a million documents will share one."""


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
        held = self.searcher.doc_freq("text", term)
        gone = self._ever > self.searcher.num_docs
        return self.count(self.emitter.term("text", term)) if held and gone else int(held)

    def held_rarity(self, term: str) -> float:
        """Return the rarity by which tantivy weighs a word: passages that are gone may still count."""
        held = self.searcher.doc_freq("text", term)
        return math.log(1 + (self._ever - held + 0.5) / (held + 0.5))

    def ranker(self, node: Node) -> Ranker:
        """Return the ranker of a query."""
        held = [(word, self.frequency(word)) for word in ranking_words(node)]
        return ranker(held, self.searcher.num_docs, self.words)

    def id(self, address: DocAddress) -> str:
        """Return the id of a passage."""
        return str(self.searcher.doc(address)["passage"][0])

    def lengths(self, addresses: list[DocAddress]) -> list[int]:
        """Return how many words passages have."""
        return [int(length or 0) for length in self.searcher.fast_field_values("length", addresses)]

    def days(self, addresses: list[DocAddress]) -> list[int]:
        """Return the days of passages' documents, as in `index/days.py`."""
        return [int(day or 0) for day in self.searcher.fast_field_values("day", addresses)]

    def values(self, query: Query, fields: Sequence[str]) -> dict[str, Counter[Any]]:
        """Return how many of the passages that a query finds have each value of these fields; exact.

        Tantivy refuses to count very many values at once; they are then counted in parts, document by document.
        """
        parts = 1
        while True:
            try:
                return self._values(query, fields, parts)
            except ValueError:
                if parts > self.searcher.num_docs:
                    raise
                parts *= 2

    def _values(self, query: Query, fields: Sequence[str], parts: int) -> dict[str, Counter[Any]]:
        asked = {field: {"terms": {"field": field, "size": _BUCKETS}} for field in fields}
        counts: dict[str, Counter[Any]] = {field: Counter() for field in fields}
        for part in range(parts):
            within = self.emitter.between("part", PARTS // parts * part, PARTS // parts * (part + 1) - 1)
            found = self.searcher.aggregate(self.emitter.every([query, within]) if parts > 1 else query, asked)
            for field in fields:
                counts[field].update({bucket["key"]: bucket["doc_count"] for bucket in found[field]["buckets"]})
        return counts
