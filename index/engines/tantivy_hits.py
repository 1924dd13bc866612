"""Orders what tantivy finds: it proposes by its own score, the one ranker decides.

Tantivy rounds the lengths of passages down, so its score is never less than exact BM25 with the same rarities
and the same mean length. What it did not propose cannot come before what was proposed and scores more than its
last proposal; where that is not so, it is asked for more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tantivy import DocAddress, Occur, Order, Query

from index.engines.protocol import Poll
from index.engines.tantivy_judge import Judge
from index.engines.tantivy_reading import Reading, count_of
from index.ranking import Ranker

_PROPOSED, _FIRST, _MORE = 30, 120, 4
_GONE_THROUGH = 4
_AT_ONCE = 5_000
"""How many passages are asked for before it is known how many there are: most questions of tracing find fewer."""

Scored = tuple[float, str, DocAddress]
"""Score, id and address of a passage."""


class Found(NamedTuple):
    """The best of what a query finds, in order: by BM25, then by id; and how many passages it finds."""

    best: list[Scored]
    total: int

    def beyond(self, first: int) -> Found:
        """Return the best from the one with this number on."""
        return Found(self.best[first:], self.total)


def best(reading: Reading, query: Query, by: Ranker, size: int) -> Found:
    """Return the `size` best of what a query finds."""
    if not size:
        return Found([], reading.count(query))
    if not by.rarities:
        return _first(reading, query, size)
    found = _scored(reading, _weighted(reading, query, by), by, size, counting=True)
    if len(found.best) < min(size, found.total):
        words = [reading.emitter.term("text", word) for word, _ in by.rarities]
        rest = reading.emitter.without(query, reading.emitter.either(words))
        found.best.extend(_first(reading, rest, size - len(found.best)).best)
    return found


def best_of_words(reading: Reading, query: Query, by: Ranker, size: int) -> Found:
    """Return the same of a query for all passages that have any of the ranker's words.

    Each word's list is gone through once, and what cannot be among the best is left out unread.
    """
    total = reading.count(query)
    if not size or not by.rarities:
        return Found([], total)
    asked = reading.emitter.either(_scoring(reading, by))
    return Found(_scored(reading, asked, by, size, counting=False).best, total)


def everything(reading: Reading, query: Query, by: Ranker) -> list[Scored]:
    """Return all that a query finds, by tantivy's own score: the likelier first, in no exact order."""
    return sorted(reading.named(_all(reading, _weighted(reading, query, by))), key=lambda each: -each[0])


def names(reading: Reading, query: Query, most: int | None) -> list[str]:
    """Return the ids of all that a query finds, in no order; with `most` none where they are more."""
    unscored = Query.const_score_query(query, 0.0)
    return [name for _, name, _ in reading.named(_all(reading, unscored, most))]


def among(reading: Reading, query: Query, passages: frozenset[str]) -> set[str]:
    """Return those of the passages (ids) that a query finds.

    Looking a thousand ids up costs as much as going through some thousand finds, so often that is done.
    """
    total = reading.count(query)
    if total > _GONE_THROUGH * len(passages):
        query, total = reading.emitter.every([query, reading.emitter.passages(passages)]), len(passages)
    if not total:
        return set()
    hits = reading.searcher.search(Query.const_score_query(query, 0.0), total, count=False).hits
    names = reading.places(passages)
    found = (names.get((address.segment_ord, address.doc)) for _, address in hits)
    return {name for name in found if name}


def polled(reading: Reading, votes: Mapping[str, int], without: Query, size: int) -> Poll:
    """Return the `size` passages with the most votes, and how many have any; only those are named that may be shown.

    Votes are added up as tantivy's scores, in single precision: exact for whole numbers of up to 16 million.
    """
    words = [Query.const_score_query(reading.emitter.term("text", word), count) for word, count in votes.items()]
    hits = _all(reading, reading.emitter.without(reading.emitter.either(words), without))
    last = hits[:size][-1][0] if hits else 0.0
    alike = [address for score, address in hits if score == last]
    leads = reading.numbers("lead", alike)
    wanted = size - sum(score > last for score, _ in hits)
    farthest = sorted(leads)[:wanted][-1] if leads else 0
    first = [(last, address) for lead, address in zip(leads, alike, strict=True) if lead <= farthest]
    named = reading.named([*(hit for hit in hits if hit[0] > last), *first])
    best = sorted(((name, int(score)) for score, name, _ in named), key=lambda each: (-each[1], each[0]))
    return Poll(best[:size], len(hits))


def _all(reading: Reading, query: Query, most: int | None = None) -> list[tuple[float, DocAddress]]:
    """Return all that a query finds, the highest scores first; with `most` nothing where that is more."""
    result = reading.searcher.search(query, _AT_ONCE)
    total = count_of(result)
    if most is not None and total > most:
        return []
    return result.hits if total <= _AT_ONCE else reading.searcher.search(query, total, count=False).hits


def _first(reading: Reading, query: Query, size: int) -> Found:
    """Return the first of the passages that a query finds, in the order of ids: some more are put in order here."""
    limit = max(_FIRST, size + size // 2)
    while True:
        result = reading.searcher.search(query, limit, order_by_field="lead", order=Order.Asc)
        hits = result.hits
        last = hits[:size][-1][0] if hits else 0
        if len(hits) < limit or last < hits[-1][0]:
            named = reading.named((0.0, address) for lead, address in hits if lead <= last)
            return Found(sorted(named, key=lambda each: each[1])[:size], count_of(result))
        limit *= _MORE


def _scored(reading: Reading, asked: Query, by: Ranker, size: int, *, counting: bool) -> Found:
    """Return the best of the passages that a query finds, scored by the ranker's words: those that have one.

    Without `counting` tantivy may leave unread what is not among the best, and the total is not known.
    """
    judge = Judge(reading, by, size)
    limit = max(_PROPOSED, size + size // 2)
    while True:
        result = reading.searcher.search(asked, limit, count=counting)
        hits = [hit for hit in result.hits if hit[0]]
        judged = judge.best(hits)
        if len(hits) < limit or judge.is_settled(hits[-1][0]):
            named = reading.named(judged)
            ordered = sorted(named, key=lambda each: (-each[0], each[1]))[:size]
            return Found(ordered, count_of(result) if counting else len(ordered))
        limit *= _MORE


def _weighted(reading: Reading, query: Query, by: Ranker) -> Query:
    """Return a query that finds the same, scored by the ranker's words with their true rarities."""
    scoring = [(Occur.Should, each) for each in _scoring(reading, by)]
    return Query.boolean_query([(Occur.Must, Query.const_score_query(query, 0.0)), *scoring])


def _scoring(reading: Reading, by: Ranker) -> list[Query]:
    """Return a query for each of the ranker's words, with a boost only where that changes something: it costs."""
    found = []
    for word, rarity in by.rarities:
        term, boost = reading.emitter.term("text", word), rarity / reading.held_rarity(word)
        found.append(term if boost == 1.0 else Query.boost_query(term, boost))
    return found
