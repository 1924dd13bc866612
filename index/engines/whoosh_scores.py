"""Orders the passages of Whoosh segments: scores by the one ranker, and the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from index.days import date_of
from index.engines.arrays import Flags, Integers
from index.engines.protocol import Candidate, Filters, Order, Poll
from index.engines.whoosh_sets import Segment
from index.query import Node
from index.ranking import Ranker, ranker, ranking_words, weight


def ranker_of(node: Node, segments: Sequence[Segment]) -> Ranker:
    """Return the ranker of a query over all segments."""
    held = [(word, sum(segment.frequency(word) for segment in segments)) for word in ranking_words(node)]
    return ranker(held, sum(segment.count for segment in segments), sum(segment.words for segment in segments))


def _scores(segment: Segment, numbers: Integers, by: Ranker) -> NDArray[np.float64]:
    """Return the BM25 of each passage of these numbers in a place of that number; in others stands anything."""
    dampings = segment.dampings(by)
    scores = np.zeros(len(dampings))
    for word, rarity in by.rarities:
        held = segment.of_these("text", word, numbers)
        scores[held.ids] += weight(rarity, held.counts.astype(np.float64), dampings[held.ids])
    return scores


def best(segments: Sequence[tuple[Segment, Flags]], by: Ranker, order: Order, size: int) -> list[Candidate]:
    """Return the `size` best passages of all, in order; ties in the order of ids."""
    found = [each for segment, flags in segments for each in _best_of(segment, flags, by, order, size)]
    dated = order is Order.DATE
    found.sort(key=lambda each: (-each[0] if dated else 0, -each[1], each[2]))
    return [Candidate(name, score, date_of(day)) for day, score, name in found[:size]]


def polled(segments: Sequence[Segment], votes: Mapping[str, int], without: Node, size: int) -> Poll:
    """Return the `size` passages with the most votes that do not match `without`; ties in the order of ids."""
    found: list[tuple[str, int]] = []
    total = 0
    for segment in segments:
        counts = np.zeros(len(segment.live), np.int64)
        for word, count in votes.items():
            counts[segment.postings("text", word).ids] += count
        counts[segment.matching(without, Filters(), certain=False)] = 0
        numbers = np.flatnonzero(counts)
        total += len(numbers)
        chosen = _least(numbers, [partial(np.negative, counts), partial(getattr, segment.shelf, "ranks")], size)
        found += [(segment.shelf.names[number], int(counts[number])) for number in chosen.tolist()]
    return Poll(sorted(found, key=lambda each: (-each[1], each[0]))[:size], total)


def _best_of(segment: Segment, found: Flags, by: Ranker, order: Order, size: int) -> Iterable[tuple[int, float, str]]:
    """Return day, score and id of the best of one segment."""
    shelf, numbers = segment.shelf, np.flatnonzero(found)
    scores = _scores(segment, numbers, by)
    keys: list[Callable[[], NDArray[np.generic]]] = [lambda: -scores, lambda: shelf.ranks]
    if order is Order.DATE:
        keys.insert(0, lambda: -shelf.days)
    chosen = _least(numbers, keys, size)
    names = map(shelf.names.__getitem__, chosen.tolist())
    return zip(shelf.days[chosen].tolist(), scores[chosen].tolist(), names, strict=True)


def _least(numbers: Integers, keys: Sequence[Callable[[], NDArray[np.generic]]], size: int) -> Integers:
    """Return the `size` numbers with the least keys, in no order; where a key is alike the next one decides."""
    if len(numbers) <= size or not size:
        return numbers[:size]
    values = keys[0]()[numbers]
    last = np.partition(values, size - 1)[size - 1]
    surely = numbers[values < last]
    return np.concatenate([surely, _least(numbers[values == last], keys[1:], size - len(surely))])
