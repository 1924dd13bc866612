"""Orders what tantivy finds: it proposes by its own score, the one ranker decides.

Tantivy rounds the lengths of passages down, so its score is never less than exact BM25 with the same rarities
and the same mean length. What it did not propose cannot come before what was proposed and scores more than its
last proposal; where that is not so, it is asked for more.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence

from tantivy import DocAddress, Occur, Order, Query

from index.engines.tantivy_reading import Reading
from index.ranking import Ranker

_PROPOSED, _MORE = 30, 4
_ROUNDING = 1.0001
_FREQUENCY = re.compile(r'"value": ([0-9.]+),\s+"description": "freq, ')
_AVERAGE = re.compile(r'"value": ([0-9.]+),\s+"description": "avgdl, ')

Scored = tuple[float, str, DocAddress]
"""Score, id and address of a passage."""


def best(reading: Reading, query: Query, by: Ranker, size: int, *, alone: bool = False) -> list[Scored]:
    """Return the `size` best of what a query finds, in order: by BM25, then by id.

    `alone` says that it finds what has any of the ranker's words, no more and no less: each word's list is then gone
    through once and not twice.
    """
    if not size:
        return []
    if alone:
        return _scored(reading, _any(reading, by), by, size)
    words = reading.emitter.either([reading.emitter.term("text", word) for word, _ in by.rarities])
    asked = _weighted(reading, reading.emitter.every([query, words]), by)
    found = _scored(reading, asked, by, size) if by.rarities else []
    if len(found) < size:
        rest = reading.emitter.without(query, words) if by.rarities else query
        ordered = reading.searcher.search(
            rest, size - len(found), count=False, order_by_field="passage", order=Order.Asc
        )
        found += [(0.0, str(name), address) for name, address in ordered.hits]
    return found


def everything(reading: Reading, query: Query, by: Ranker) -> list[Scored]:
    """Return all that a query finds, by tantivy's own score: the likelier first, in no exact order.

    Ids are read from a column, in their order; one by one they would each cost a block of stored values.
    """
    total = reading.count(query)
    if not total:
        return []
    named = reading.searcher.search(query, total, count=False, order_by_field="passage", order=Order.Asc).hits
    scored = reading.searcher.search(_weighted(reading, query, by), total, count=False).hits
    scores = {(address.segment_ord, address.doc): float(score) for score, address in scored}
    found = [(scores[address.segment_ord, address.doc], str(name), address) for name, address in named]
    return sorted(found, key=lambda each: -each[0])


def names(reading: Reading, query: Query) -> list[str]:
    """Return the ids of all that a query finds, in no order: what is stored is read, for a fifth of a sort."""
    total = reading.count(query)
    if not total:
        return []
    return [reading.id(address) for _, address in reading.searcher.search(query, total, count=False).hits]


def _scored(reading: Reading, asked: Query, by: Ranker, size: int) -> list[Scored]:
    """Return the best of the passages that a query finds, which is scored by the ranker's words and needs one."""
    judge = _Judge(reading, by)
    limit = max(_PROPOSED, size + size // 2)
    while True:
        hits = reading.searcher.search(asked, limit, count=False).hits
        lengths = reading.lengths([address for _, address in hits])
        judged = [
            (judge.score(address, score, length), address)
            for (score, address), length in zip(hits, lengths, strict=True)
        ]
        least = heapq.nlargest(size, (score for score, _ in judged))[-1] if judged else 0.0
        if len(hits) < limit or least > hits[-1][0] * judge.slack():
            named = [(score, reading.id(address), address) for score, address in judged if score >= least]
            return sorted(named, key=lambda each: (-each[0], each[1]))[:size]
        limit *= _MORE


def _weighted(reading: Reading, query: Query, by: Ranker) -> Query:
    """Return a query that finds the same, scored by the ranker's words with their true rarities."""
    scoring = [(Occur.Should, each) for each in _scoring(reading, by)]
    return Query.boolean_query([(Occur.Must, Query.const_score_query(query, 0.0)), *scoring])


def _any(reading: Reading, by: Ranker) -> Query:
    """Return the query for any of the ranker's words, scored by them."""
    return reading.emitter.either(_scoring(reading, by))


def _scoring(reading: Reading, by: Ranker) -> list[Query]:
    """Return a query for each of the ranker's words, with a boost only where that changes something: it costs."""
    found = []
    for word, rarity in by.rarities:
        term, boost = reading.emitter.term("text", word), rarity / reading.held_rarity(word)
        found.append(term if boost == 1.0 else Query.boost_query(term, boost))
    return found


class _Judge:
    """Gives passages their exact score; how often a word stands in one is taken from tantivy's own account."""

    def __init__(self, reading: Reading, by: Ranker) -> None:
        self._reading = reading
        self._by = by
        self._terms = [(rarity, reading.emitter.term("text", word)) for word, rarity in by.rarities]
        self._known: dict[tuple[int, int], float] = {}
        self._alike: dict[tuple[float, int], float] = {}
        self._average = by.average

    def score(self, address: DocAddress, proposed: float, length: int) -> float:
        """Return the exact score of a passage; of one word, passages of one length and one score are alike."""
        place, alike = (address.segment_ord, address.doc), (proposed, length)
        if place not in self._known:
            if len(self._terms) > 1 or alike not in self._alike:
                self._alike[alike] = self._by.score(self._frequencies(address), self._by.damping(length))
            self._known[place] = self._alike[alike]
        return self._known[place]

    def slack(self) -> float:
        """Return by how much an exact score may exceed what is proposed: gone passages still count in the mean."""
        return max(1.0, self._by.average / self._average) * _ROUNDING

    def _frequencies(self, address: DocAddress) -> Sequence[tuple[float, float]]:
        found = []
        for rarity, term in self._terms:
            try:
                told = term.explain(self._reading.searcher, address).to_json()
            except ValueError:  # the word does not stand there
                continue
            frequency, average = _FREQUENCY.search(told), _AVERAGE.search(told)
            if frequency and average:
                found.append((rarity, float(frequency[1])))
                self._average = float(average[1])
        return found
