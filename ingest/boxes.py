"""Boxes packed small: 1/20 point, as steps, zlib. About three bytes a sign."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array

from ingest.extract.extraction import BOX_UNITS, NO_BOX

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the visible page."""

_COUNT = struct.Struct("<I")


def pack(flat: array[int]) -> bytes:
    """Return the packed form of flat boxes, four numbers in 1/20 point a code point.

    Layout: zlib of the number of code points, a byte each (1 = has a box), four columns of 32-bit numbers:
    left from the last right, top from the last top, width, height.
    """
    held = bytearray()
    columns: tuple[array[int], ...] = tuple(array("i") for _ in range(4))
    right = above = 0
    for at in range(0, len(flat), 4):
        x0, top, x1, bottom = flat[at : at + 4]
        held.append(x0 != NO_BOX[0])
        if x0 != NO_BOX[0]:
            for column, number in zip(columns, (x0 - right, top - above, x1 - x0, bottom - top), strict=True):
                column.append(number)
            right, above = x1, top
    parts = [_COUNT.pack(len(held)), bytes(held), *(_little(column).tobytes() for column in columns)]
    return zlib.compress(b"".join(parts), 9)


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
    steps = _little(numbers)
    columns = iter(zip(*(steps[present * column : present * (column + 1)] for column in range(4)), strict=True))
    found: list[Box | None] = []
    right = above = 0
    for has in held:
        if not has:
            found.append(None)
            continue
        dx, dy, wide, high = next(columns)
        left, above = right + dx, above + dy
        right = left + wide
        edges = (left, above, right, above + high)
        found.append((edges[0] / BOX_UNITS, edges[1] / BOX_UNITS, edges[2] / BOX_UNITS, edges[3] / BOX_UNITS))
    return found


def _little(numbers: array[int]) -> array[int]:
    """Return the numbers in little-endian order on any machine."""
    if sys.byteorder == "little":
        return numbers
    turned = array("i", numbers)
    turned.byteswap()
    return turned
