"""Counts the documents of very many passages from few buckets, exactly.

Asked for the passages of each document, tantivy makes a bucket of each, and that is most of what a search costs. So
documents share bins. In a bin each has a digit wide enough for the number of its passages, and every passage carries
one unit of its document's digit: the sum over those found, exact in 52 bits of a float, tells how many of which
document they are. A bin's number is its serial number among those of its width × 64 + the width of its digits in bits.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from index.engines.protocol import Row

_BITS = 52
_WIDTHS = 64
_UNITS = [0, *(sum(1 << at for at in (0, *range(width, _BITS - width + 1, width))) for width in range(1, _WIDTHS))]
"""Of each width, one unit of every digit that a bin has."""


class Place(NamedTuple):
    """The bin of a document, one unit of its digit there, and a number that is the document's own."""

    bin: int
    unit: int
    part: int


class Packing:
    """Gives documents their places; each is given once, and not again while a document after it is held."""

    def __init__(self, held: Iterable[tuple[int, int]], parts: int) -> None:
        """Go on after what is held: bins, and the largest unit in each; `parts` is the number after the last part."""
        self._parts = parts
        self._last = {number % _WIDTHS: (number, unit) for number, unit in sorted(held)}

    def places(self, rows: Sequence[Row]) -> Mapping[str, Place]:
        """Return the place of each document, all of whose passages are among the rows."""
        return {document: self._placed(count) for document, count in Counter(row.document for row in rows).items()}

    def _placed(self, passages: int) -> Place:
        width = passages.bit_length()
        number, unit = self._last.get(width, (width - _WIDTHS, 1 << _BITS))
        full = unit << 2 * width > 1 << _BITS
        self._last[width] = (number + _WIDTHS, 1) if full else (number, unit << width)
        self._parts += 1
        return Place(*self._last[width], self._parts - 1)


def documents(totals: Iterable[tuple[int, int]]) -> int:
    """Return of how many documents passages are, given each bin's number and the sum of their units there.

    The totals of all bins of one width are looked at as one long number.
    """
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for number, total in totals:
        alike[number % _WIDTHS].append(total)
    return sum(_digits(width, found) for width, found in alike.items())


def _digits(width: int, totals: Sequence[int]) -> int:
    """Return how many digits of this width are not zero."""
    joined = int.from_bytes(array("Q", totals).tobytes(), sys.byteorder)
    folded = joined
    for shift in range(1, width):
        folded |= joined >> shift
    units = array("Q", [_UNITS[width]]) * len(totals)
    return (folded & int.from_bytes(units.tobytes(), sys.byteorder)).bit_count()
