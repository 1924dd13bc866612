"""Counts the documents of very many passages, and their properties, from few buckets, exactly.

Asked for the passages of each document, tantivy makes a bucket of each, and that is most of what a search costs. So
documents share bins. In a bin each has a digit wide enough for the number of its passages, and every passage carries
one unit of its document's digit: the sum over those found, exact in 52 bits of a float, tells how many of which
document they are. All digits of a bin have the same width in bits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from index.engines.arrays import Integers
from index.engines.protocol import Row
from index.engines.tally import Property, Tally
from index.engines.tantivy_schema import CODED

_BITS = 52


class Place(NamedTuple):
    """The bin of a document, a unit of its digit and the digit's width, its own number, and those of its properties."""

    bin: int
    unit: int
    width: int
    part: int
    codes: tuple[int, ...]


class Bin(NamedTuple):
    """A bin: its number, the largest unit in it, and the width of its digits in bits."""

    number: int
    unit: int
    width: int


class Packing:
    """Gives documents their places; each is given once, and not again while a document after it is held."""

    def __init__(self, held: Iterable[Bin], parts: int, codes: Mapping[str, Mapping[str, int]]) -> None:
        """Go on after the bins that are held, the number after the last part, and the codes."""
        self._parts = parts
        self._last = {last.width: last for last in sorted(held)}
        self._bins = max((last.number for last in self._last.values()), default=-1) + 1
        self._codes = {name: _Codes(codes.get(name, {})) for name in CODED}

    def places(self, rows: Sequence[Row]) -> Mapping[str, Place]:
        """Return the place of each document, all of whose passages are among the rows."""
        passages = Counter(row.document for row in rows)
        first = {row.document: row for row in reversed(rows)}
        return {document: self._placed(first[document], count) for document, count in passages.items()}

    def _placed(self, row: Row, passages: int) -> Place:
        width = passages.bit_length()
        last = self._last.get(width)
        if last and last.unit << 2 * width <= 1 << _BITS:
            last = Bin(last.number, last.unit << width, width)
        else:
            last = Bin(self._bins, 1, width)
            self._bins += 1
        self._last[width] = last
        self._parts += 1
        codes = tuple(self._codes[name].of(getattr(row, name)) for name in CODED)
        return Place(*last, self._parts - 1, codes)


class _Codes:
    """Gives values their numbers."""

    def __init__(self, held: Mapping[str, int]) -> None:
        self._held = dict(held)
        self._next = max(self._held.values(), default=0) + 1

    def of(self, value: str) -> int:
        """Return the number of a value; 0 is that of none."""
        if value and value not in self._held:
            self._held[value] = self._next
            self._next += 1
        return self._held[value] if value else 0


class Table:
    """All documents of one commit: where the digit of each stands, and its properties."""

    def __init__(self, bins: Integers, units: Integers, widths: Integers, properties: Sequence[Property]) -> None:
        """Take the columns, one value of each document; properties in the order of a `Tally`."""
        self._bins, self._properties = bins, properties
        self._shifts = np.log2(units).astype(np.int64)  # exact: a unit is a power of two
        self._masks = (1 << widths) - 1
        self._size = int(bins.max(initial=0)) + 1

    def passages(self, totals: Sequence[tuple[int, int]]) -> Integers:
        """Return how many passages of each document there are, given the number of each bin and the sum of units."""
        sums = np.zeros(self._size, np.int64)
        for number, total in totals:
            sums[number] = total
        passages: Integers = sums[self._bins] >> self._shifts & self._masks
        return passages

    def tally(self, passages: Integers) -> Tally:
        """Count what has so many passages of each document."""
        return Tally(int(np.count_nonzero(passages)), [each.counted(passages) for each in self._properties])
