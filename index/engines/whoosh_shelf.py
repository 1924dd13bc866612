"""What is kept of each passage of one Whoosh segment, by its number: read once, held in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from index.days import day_of, days_between
from index.engines.arrays import Flags, Integers
from index.engines.protocol import Filters
from index.engines.tally import Tally, property_of

_APART = "\x1f"


def packed(document: str, kind: str, author: str, addressee: str, date: str) -> bytes:
    """Return what a column keeps of a passage's document."""
    return _APART.join(part.replace(_APART, " ") for part in (document, kind, author, addressee, date)).encode()


class Shelf:
    """The columns of a segment: of each passage its id, its words, its page's number, its document's day."""

    def __init__(self, reader: Any) -> None:
        """Read the columns of a Whoosh segment reader."""
        passages, lengths, leaves, described = (
            reader.column_reader(name, translate=False) for name in ("passage", "length", "leaf", "described")
        )
        self.names: list[str] = [value.decode() for value in passages]
        self.lengths: Integers = np.array(list(lengths), np.int64)
        self.leaves: Integers = np.array(list(leaves), np.int64)
        values, self._described = property_of(described)
        documents, kinds, authors, recipients, dates = zip(
            *(each.decode().split(_APART) for each in values), strict=True
        )
        self._documents, self._kinds, self._authors, self._recipients, self._days = map(
            property_of, (documents, kinds, authors, recipients, map(day_of, dates))
        )
        self._day_of = np.array(self._days.values)[self._days.places]

    @cached_property
    def days(self) -> Integers:
        """The day of each passage's document."""
        return self._day_of[self._described]

    @cached_property
    def ranks(self) -> Integers:
        """The place of each passage in the order of ids."""
        ranks = np.empty(len(self.names), np.int64)
        ranks[sorted(range(len(ranks)), key=self.names.__getitem__)] = np.arange(len(ranks))
        return ranks

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    def flags(self, numbers: Integers | Sequence[int]) -> Flags:
        """Return the passages of these numbers."""
        flags = np.zeros(len(self.names), bool)
        flags[np.asarray(numbers, np.int64)] = True
        return flags

    def named(self, names: Iterable[str]) -> Flags:
        """Return the passages of these ids, those that are here."""
        return self.flags([self._numbers[name] for name in names if name in self._numbers])

    def of_kind(self, value: str) -> Flags:
        """Return the passages whose document is of a kind."""
        return self._kinds.equal(value)[self._described]

    def of_document(self, identifier: str) -> Flags:
        """Return the passages of a document."""
        return self._documents.equal(identifier)[self._described]

    def allowed(self, filters: Filters) -> Flags | None:
        """Return the passages that pass the filters, None where nothing is filtered."""
        asked = (
            (self._documents, filters.document),
            (self._kinds, filters.kind),
            (self._authors, filters.author),
            (self._recipients, filters.recipient),
        )
        fits = [held.equal(value) for held, value in asked if value]
        if filters.date_from or filters.date_to:
            fits.append(between(self._day_of, days_between(filters.date_from, filters.date_to)))
        return np.logical_and.reduce(fits)[self._described] if fits else None

    def tally(self, found: Flags) -> Tally:
        """Count passages."""
        passages = np.bincount(self._described[found], minlength=len(self._day_of))
        properties = (self._kinds, self._authors, self._recipients, self._days)
        documents = np.count_nonzero(np.bincount(self._documents.places, passages))
        return Tally(int(documents), [each.counted(passages) for each in properties])


def between(numbers: Integers, bounds: tuple[int, int]) -> Flags:
    """Tell which numbers are within bounds, these included."""
    first, last = bounds
    return (first <= numbers) & (numbers <= last)
