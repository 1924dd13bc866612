"""Counts of what is found: of how many documents the passages are, and how these spread over their properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from index.engines.arrays import Flags, Integers
from index.engines.protocol import Spread
from index.facets import NOTHING, facets


class Property(NamedTuple):
    """A property of several things: its different values, and of each thing the place of its value among them."""

    values: Sequence[Any]
    places: Integers

    def equal(self, value: object) -> Flags:
        """Tell of each thing whether it has this value."""
        equal: Flags = self.places == (self.values.index(value) if value in self.values else -1)
        return equal

    def counted(self, weights: Integers) -> Mapping[Any, int]:
        """Return the sum of the weights of the things with each value, where it is not 0."""
        sums = np.bincount(self.places, weights)
        return {self.values[place]: int(sums[place]) for place in np.flatnonzero(sums).tolist()}


def property_of(values: Iterable[Any]) -> Property:
    """Return the property that has these values, one of each thing."""
    known: dict[Any, int] = {}
    places = [known.setdefault(value, len(known)) for value in values]
    return Property(list(known), np.array(places, np.int64))


class Tally(NamedTuple):
    """Of how many documents passages are, and how many have each kind, author, recipient and day, in this order."""

    documents: int
    properties: Sequence[Mapping[Any, int]]


def spread_of(tallies: Sequence[Tally]) -> Spread:
    """Return the spread of what is counted in several places that share no document."""
    together = [_summed(counts) for counts in zip(*(tally.properties for tally in tallies), strict=True)]
    found = facets(*(counts.items() for counts in together)) if together else NOTHING
    return Spread(sum(tally.documents for tally in tallies), found)


def _summed(counts: Iterable[Mapping[Any, int]]) -> Mapping[Any, int]:
    total: Counter[Any] = Counter()
    for each in counts:
        total.update(each)
    return total
