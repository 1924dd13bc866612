"""Orders the passages of Whoosh segments: scores by the one ranker, and the best of them."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from itertools import compress, repeat
from operator import add

from index.days import date_of
from index.engines.protocol import Candidate, Order
from index.engines.whoosh_postings import Postings
from index.engines.whoosh_sets import Segment
from index.query import Node
from index.ranking import Ranker, ranker, ranking_words, weights

_SPARSE = 8
"""Where postings are so many times longer than the passages asked for, each is looked up by itself."""


def ranker_of(node: Node, segments: Sequence[Segment]) -> Ranker:
    """Return the ranker of a query over all segments."""
    held = [(word, sum(segment.frequency(word) for segment in segments)) for word in ranking_words(node)]
    return ranker(held, sum(segment.count() for segment in segments), sum(segment.words for segment in segments))


def scores(segment: Segment, numbers: set[int], by: Ranker) -> tuple[Sequence[int], Sequence[float]]:
    """Return those of the passages that have any of the ranker's words, and BM25 beside them."""
    held: list[tuple[Sequence[int], list[float]]] = []
    for word, rarity in by.rarities:
        ids, frequencies = _among(segment.of_these("text", word, numbers), numbers)
        held.append((ids, weights(rarity, frequencies, map(segment.dampings(by).__getitem__, ids))))
    if len(held) == 1:
        return held[0]
    found: dict[int, float] = {}
    for ids, more in held:
        if found:
            found.update(zip(ids, map(add, map(found.get, ids, repeat(0.0)), more), strict=True))
        else:
            found = dict(zip(ids, more, strict=True))
    return list(found), list(found.values())


def _among(postings: Postings, numbers: set[int]) -> tuple[Sequence[int], Sequence[float]]:
    """Return those of the passages that are in the postings, and the frequencies beside them."""
    ids, frequencies = postings.ids, postings.weights
    if numbers.issuperset(ids):
        return ids, frequencies
    if len(ids) > _SPARSE * len(numbers):
        places = [(number, bisect_left(ids, number)) for number in numbers]
        places = [(number, place) for number, place in places if place < len(ids) and ids[place] == number]
        return [number for number, _ in places], [frequencies[place] for _, place in places]
    chosen = list(map(numbers.__contains__, ids))
    return list(compress(ids, chosen)), list(compress(frequencies, chosen))


def best(segments: Sequence[tuple[Segment, set[int]]], by: Ranker, order: Order, size: int) -> list[Candidate]:
    """Return the `size` best passages of all, in order; ties in the order of ids."""
    found = [each for segment, numbers in segments for each in _best_of(segment, numbers, by, order, size)]
    dated = order is Order.DATE
    found.sort(key=lambda each: (-each[0] if dated else 0, -each[1], each[2]))
    return [Candidate(name, score, date_of(day)) for day, score, name in found[:size]]


def _best_of(
    segment: Segment, numbers: set[int], by: Ranker, order: Order, size: int
) -> Iterable[tuple[int, float, str]]:
    """Yield day, score and id of the best of one segment."""
    names, days = segment.shelf.names, segment.shelf.days
    chosen: list[int] = []
    level: Collection[int] = ()
    if order is Order.DATE:
        later, level = _cut(list(numbers), list(map(days.__getitem__, numbers)), size)
        chosen, numbers = list(later), {*later, *level}
    held, scored = scores(segment, numbers, by)
    if order is Order.DATE:
        points = dict(zip(held, scored, strict=True))
        better, level = _cut(list(level), [points.get(number, 0.0) for number in level], size - len(chosen))
    elif len(held) < size:
        better = points = dict(zip(held, scored, strict=True))
        level = numbers - points.keys()
    else:
        better, level = _cut(held, scored, size)
        points = {**better, **level}
    chosen += better
    chosen += heapq.nsmallest(size - len(chosen), level, key=names.__getitem__)
    return ((days[number], points.get(number, 0.0), names[number]) for number in chosen)


def _cut(numbers: Sequence[int], keys: Sequence[float], size: int) -> tuple[dict[int, float], dict[int, float]]:
    """Return which are surely among the `size` with the largest keys, and which share the last places, with keys."""
    if len(numbers) <= size:
        return dict(zip(numbers, keys, strict=True)), {}
    least = heapq.nlargest(max(size, 1), keys)[-1]
    kept = [(number, key) for number, key in zip(numbers, keys, strict=True) if key >= least]
    sure = {number: key for number, key in kept if key > least} if size else {}
    return sure, {number: key for number, key in kept if key == least}
