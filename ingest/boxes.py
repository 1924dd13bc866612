"""Boxes packed small: 1/20 point, as steps, zlib. About three bytes a sign."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from itertools import accumulate, chain, compress
from operator import add, sub

from ingest.extract.extraction import BOX_UNITS, NO_BOX

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the visible page."""

_COUNT = struct.Struct("<I")
_LEVEL = 6


def pack(flat: array[int]) -> bytes:
    """Return the packed form of flat boxes, four numbers in 1/20 point a code point.

    Layout: zlib of the number of code points, a byte each (1 = has a box), four columns of 32-bit numbers:
    left from the last right, top from the last top, width, height.
    """
    held = bytes(map(NO_BOX[0].__ne__, flat[0::4]))
    left, top, right, bottom = (array("i", compress(flat[edge::4], held)) for edge in range(4))
    columns = (
        map(sub, left, chain((0,), right)),
        map(sub, top, chain((0,), top)),
        map(sub, right, left),
        map(sub, bottom, top),
    )
    parts = [_COUNT.pack(len(held)), held, *(little(array("i", column)).tobytes() for column in columns)]
    return zlib.compress(b"".join(parts), _LEVEL)


def unpack(packed: bytes) -> list[Box | None]:
    """Return a box, in points, for each code point of the canonical text; empty for a text without boxes."""
    if not packed:
        return []
    data = zlib.decompress(packed)
    count = _COUNT.unpack_from(data)[0]
    held = data[_COUNT.size : _COUNT.size + count]
    numbers: array[int] = array("i")
    numbers.frombytes(data[_COUNT.size + count :])
    present = sum(held)
    steps = little(numbers)
    across, down, wide, high = (steps[present * column : present * (column + 1)] for column in range(4))
    right, top = list(accumulate(map(add, across, wide))), list(accumulate(down))
    edges = (map(sub, right, wide), top, right, map(add, top, high))
    there = zip(*([edge / BOX_UNITS for edge in column] for column in edges), strict=True)
    return [next(there) if has else None for has in held]


def little(numbers: array[int]) -> array[int]:
    """Return the numbers in little-endian order on any machine."""
    if sys.byteorder == "little":
        return numbers
    turned = array("i", numbers)
    turned.byteswap()
    return turned
