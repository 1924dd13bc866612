"""Orders the passages of Whoosh segments: scores by the one ranker, and the best of them."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from index.days import date_of
from index.engines.protocol import Candidate, Order
from index.engines.whoosh_postings import Postings
from index.engines.whoosh_sets import Segment
from index.query import Node
from index.ranking import Ranker, ranker, ranking_words, weight

_SPARSE = 8
"""Where postings are so many times longer than the passages asked for, each is looked up by itself."""


def ranker_of(node: Node, segments: Sequence[Segment]) -> Ranker:
    """Return the ranker of a query over all segments."""
    held = [(word, sum(segment.frequency(word) for segment in segments)) for word in ranking_words(node)]
    return ranker(held, sum(segment.count() for segment in segments), sum(segment.words for segment in segments))


def scores(segment: Segment, numbers: AbstractSet[int], by: Ranker) -> Mapping[int, float]:
    """Return BM25 of those of the passages that have any of the ranker's words."""
    found: dict[int, float] = {}
    for word, rarity in by.rarities:
        weights = _weights(segment, numbers, by, segment.of_these(word, numbers), rarity)
        if found:
            for number, added in weights.items():
                found[number] = found.get(number, 0.0) + added
        else:
            found = weights
    return found


def _weights(
    segment: Segment, numbers: AbstractSet[int], by: Ranker, postings: Postings, rarity: float
) -> dict[int, float]:
    damping = segment.dampings(by)
    ids, frequencies = postings.ids, postings.weights
    if len(ids) > _SPARSE * len(numbers):
        places = [(number, bisect_left(ids, number)) for number in numbers]
        return {
            number: weight(rarity, frequencies[place], damping[number])
            for number, place in places
            if place < len(ids) and ids[place] == number
        }
    return {
        number: weight(rarity, frequency, damping[number])
        for number, frequency in zip(ids, frequencies, strict=True)
        if number in numbers
    }


def best(segments: Sequence[tuple[Segment, AbstractSet[int]]], by: Ranker, order: Order, size: int) -> list[Candidate]:
    """Return the `size` best passages of all, in order; ties in the order of ids."""
    found = [each for segment, numbers in segments for each in _best_of(segment, numbers, by, order, size)]
    dated = order is Order.DATE
    found.sort(key=lambda each: (-each[0] if dated else 0, -each[1], each[2]))
    return [Candidate(name, score, date_of(day)) for day, score, name in found[:size]]


def _best_of(
    segment: Segment, numbers: AbstractSet[int], by: Ranker, order: Order, size: int
) -> Iterable[tuple[int, float, str]]:
    """Yield day, score and id of the best of one segment."""
    shelf = segment.shelf
    sure, level = _cut(numbers, shelf.day, size) if order is Order.DATE else ([], numbers)
    points = scores(segment, numbers if order is Order.RELEVANCE else {*sure, *level}, by)
    if len(points) >= size and order is Order.RELEVANCE:
        better, level = _cut(points, points.__getitem__, size)
    else:
        better, level = _cut(level, lambda number: points.get(number, 0.0), size - len(sure))
    chosen = [*sure, *better]
    chosen += heapq.nsmallest(size - len(chosen), level, key=shelf.names.__getitem__)
    return ((shelf.day(number), points.get(number, 0.0), shelf.names[number]) for number in chosen)


def _cut(numbers: Collection[int], key: Callable[[int], float], size: int) -> tuple[list[int], Collection[int]]:
    """Return which are surely among the `size` with the largest keys, and which share the last places."""
    if len(numbers) <= size:
        return list(numbers), []
    keys = list(map(key, numbers))
    least = heapq.nlargest(max(size, 1), keys)[-1]
    sure = [number for number, held in zip(numbers, keys, strict=True) if held > least] if size else []
    return sure, [number for number, held in zip(numbers, keys, strict=True) if held == least]
