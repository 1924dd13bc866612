"""Facets: how the hits of an answer spread over kinds, authors, recipients and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a property and how many hits (passages) are of documents that have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts over all hits; most frequent first, ties by value. What is not known is not counted.

    `years` are in the order of time, and hits of undated documents are counted apart.
    """

    kinds: tuple[Counted, ...] = ()
    authors: tuple[Counted, ...] = ()
    recipients: tuple[Counted, ...] = ()
    years: tuple[Counted, ...] = ()
    undated: int = 0


NOTHING = Facets()


def facets(
    kinds: Iterable[tuple[str, int]],
    authors: Iterable[tuple[str, int]],
    recipients: Iterable[tuple[str, int]],
    days: Iterable[tuple[int, int]],
) -> Facets:
    """Return the facets, given the hits of each value; days are gathered into years."""
    years: Counter[int] = Counter()
    for day, count in days:
        years[day // 10_000] += count
    undated = years.pop(0, 0)
    dated = tuple(Counted(f"{year:04}", count) for year, count in sorted(years.items()))
    return Facets(_ranked(kinds), _ranked(authors), _ranked(recipients), dated, undated)


def _ranked(counts: Iterable[tuple[str, int]]) -> tuple[Counted, ...]:
    found = [Counted(value, count) for value, count in counts if value]
    return tuple(sorted(found, key=lambda each: (-each.count, each.value)))
