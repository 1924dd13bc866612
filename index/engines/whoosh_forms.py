"""Numbers and positions as pickles in which each has its place, so that arrays are written and read as a whole.

A list of integers below 256 is pickled as bytes, any other as a tuple of four-byte integers; both give the same
numbers to whoever unpickles them and goes through them, as Whoosh does. Positions are encoded as Whoosh's `Positions`
format reads them: their count (big-endian), and a pickle of the distances from one to the next, narrow or wide.
"""

from __future__ import annotations

import numpy as np

from index.engines.arrays import Flags, Integers, Octets

_MARK, _TUPLE, _LIST, _APPENDS, _STOP, _INTEGER, _BYTES, _SHORT = b"(t]e.JBC"
"""The signs of pickles, as `pickletools` explains them."""

_STRIDE = 5
"""How many octets a wide integer takes: its sign and four, the lowest first."""

_HEAD, _NARROW, _WIDE = 5, 9, 13
"""The octets of a list of narrow integers besides them, of a narrow value and of a wide one besides the distances."""

_MOST = 255
_COUNT = 248
"""The largest distance, and the most positions, of a narrow value."""

_NEAR, _FAR = 8, 11
"""Where in a value the distances begin, narrow and wide."""


def starts_of(sizes: Integers) -> Integers:
    """Return where each of several runs begins that follow one another."""
    return np.cumsum(sizes) - sizes


def runs(sizes: Integers) -> Integers:
    """Return 0, 1, 2 and so on for each of several runs, one behind the other."""
    return np.arange(np.sum(sizes)) - np.repeat(starts_of(sizes), sizes)


def are_wide(values: Integers, firsts: Integers) -> Flags:
    """Tell of each run of values, by where it begins, whether any is too large to be narrow."""
    wide: Flags = np.maximum.reduceat(values, firsts) > _MOST
    return wide


def have_wide(distances: Integers, firsts: Integers, counts: Integers) -> Flags:
    """Tell of each posting whether its positions are wide."""
    return are_wide(distances, firsts) | (counts > _COUNT)


def list_sizes(sizes: Integers, wide: Flags) -> Integers:
    """Return how many octets lists of so many integers take."""
    return np.where(wide, 2 + _STRIDE * sizes, _HEAD + sizes)


def value_sizes(counts: Integers, wide: Flags) -> Integers:
    """Return how many octets the values of postings with so many positions take."""
    return np.where(wide, _WIDE + _STRIDE * counts, _NARROW + counts)


def put_lists(out: Octets, at: Integers, values: Integers, sizes: Integers, wide: Flags) -> None:
    """Write lists of integers, each from its place on."""
    near, far = at[~wide], at[wide]
    out[near] = _BYTES
    _put_numbers(out, near + 1, sizes[~wide])
    out[far] = _MARK
    out[far + 1 + _STRIDE * sizes[wide]] = _TUPLE
    _put_runs(out, np.where(wide, at + 1, at + _HEAD), values, sizes, wide)


def put_values(out: Octets, at: Integers, distances: Integers, counts: Integers, wide: Flags) -> None:
    """Write the encoded positions of postings, each from its place on."""
    near, few = at[~wide], counts[~wide]
    out[near] = out[near + 6] = _SHORT
    out[near + 1] = few + 7
    out[near + 5] = out[near + 7] = few
    out[near + _NEAR + few] = _STOP
    far, many = at[wide], counts[wide]
    out[far] = _BYTES
    _put_numbers(out, far + 1, _STRIDE * many + 8)
    _put_numbers(out, far + 5, many.astype(np.uint32).byteswap())
    out[far + 9], out[far + 10] = _LIST, _MARK
    end = far + _FAR + _STRIDE * many
    out[end], out[end + 1] = _APPENDS, _STOP
    _put_runs(out, np.where(wide, at + _FAR, at + _NEAR), distances, counts, wide)


def _put_runs(out: Octets, at: Integers, values: Integers, sizes: Integers, wide: Flags) -> None:
    """Write the integers of lists, those of each from its place on."""
    places, each = _places(at, sizes, wide), np.repeat(wide, sizes)
    out[places[~each]] = values[~each]
    far = places[each]
    out[far] = _INTEGER
    _put_numbers(out, far + 1, values[each])


def _put_numbers(out: Octets, at: Integers, numbers: Integers) -> None:
    for octet in range(4):
        out[at + octet] = numbers >> 8 * octet & 255


def _places(at: Integers, sizes: Integers, wide: Flags) -> Integers:
    """Return the place of each integer of lists that begin at these."""
    places: Integers = np.repeat(at, sizes) + runs(sizes) * np.repeat(np.where(wide, _STRIDE, 1), sizes)
    return places


def read_list(data: Octets, at: int, size: int) -> tuple[Integers, int]:
    """Return the list of so many integers that stands at a place, and the place behind it."""
    if data[at] == _BYTES:
        end = at + _HEAD + size
        return data[at + _HEAD : end], end
    end = at + 1 + _STRIDE * size
    return data[at + 1 : end].reshape(size, _STRIDE)[:, 1:].copy().view("<u4").ravel(), end + 1


def read_positions(data: Octets, at: int, counts: Integers, wide: Flags | None) -> Integers:
    """Return the positions of postings whose values follow one another from a place on; `wide` where any is."""
    if wide is None:
        distances = data[np.repeat(at + starts_of(counts + _NARROW) + _NEAR, counts) + runs(counts)].astype(np.int64)
    else:
        places = _places(at + starts_of(value_sizes(counts, wide)) + np.where(wide, _FAR, _NEAR), counts, wide)
        distances, far = data[places].astype(np.int64), np.repeat(wide, counts)
        distances[far] = sum(data[places[far] + octet].astype(np.int64) << 8 * (octet - 1) for octet in range(1, 5))
    told, firsts = np.cumsum(distances), starts_of(counts)
    positions: Integers = told - np.repeat(told[firsts] - distances[firsts], counts)
    return positions
