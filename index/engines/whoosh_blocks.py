"""Puts the postings of one term down in Whoosh's own on-disk format, a block at a time, and takes them up again.

The format is that of `whoosh.codec.whoosh3` (version 2.7.5): a header, then blocks of a pickled summary and a
pickled, perhaps compressed triple of number differences, frequencies and encoded positions. Blocks are longer than
Whoosh's own, for they are only ever read whole. Behind each stands, where pickle and zlib no longer look, how long
the pickle is without the positions: most questions need none, and then that much is unpacked.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from operator import sub
from pickle import Pickler, dumps, load, loads
from struct import Struct
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3TermInfo
from whoosh.reading import TermNotFound
from whoosh.system import pack_uint
from whoosh.util.numeric import length_to_byte

_SIZE = Struct("!i")
_PICKLED, _PAIR, _TRIPLE = b"\x80\x03", b"\x86.", b"\x87."
"""How a pickle begins, and how it ends that makes one tuple of the last two or three values."""

_BLOCK = 512
_LEVEL = 1
_LITTLE = 80
"""Bytes below which compressing is not worth its time."""

_INTEGERS = [b"K" + bytes([number]) if number < 256 else b"M" + number.to_bytes(2, "little") for number in range(4096)]
_COUNTS: list[bytes] = [pack_uint(number) for number in range(128)]
_HEAD = len(_COUNTS[0])
_ONE = [_COUNTS[1] + b"]" + number + b"a." for number in _INTEGERS]


class Gathered(NamedTuple):
    """Postings as they were gathered: numbers ascending, frequencies and encoded positions beside them."""

    ids: list[int]
    weights: list[int]
    values: list[bytes]


def encode_positions(positions: Sequence[int]) -> bytes:
    """Return ascending positions as Whoosh's `Positions` format reads them: a count and pickled distances."""
    if positions[-1] >= len(_INTEGERS) or len(positions) >= len(_COUNTS):
        distances = [positions[0], *map(sub, positions[1:], positions)]
        encoded: bytes = pack_uint(len(positions)) + dumps(distances, 2)
        return encoded
    if len(positions) == 1:
        return _ONE[positions[0]]
    rest = map(_INTEGERS.__getitem__, map(sub, positions[1:], positions))
    return b"".join((_COUNTS[len(positions)], b"](", _INTEGERS[positions[0]], *rest, b"e."))


def put_down(file: Any, postings: Gathered, lengths: Sequence[int], *, valued: bool) -> W3TermInfo:
    """Write one term's postings to a postings file; return what the index of terms keeps of them.

    `lengths` are those of the field in all documents, by number; `valued` where the field keeps positions.
    """
    start = file.tell()
    file.write(WHOOSH3_HEADER_MAGIC)
    info = W3TermInfo()
    info._weight, info._df = float(sum(postings.weights)), len(postings.ids)  # noqa: SLF001  no other way in
    info._minid, info._maxid = postings.ids[0], postings.ids[-1]  # noqa: SLF001
    info._maxweight = float(max(postings.weights))  # noqa: SLF001
    known = [lengths[number] for number in postings.ids] if lengths else [0]
    info._minlength, info._maxlength = min(known), max(known)  # noqa: SLF001
    extent = length_to_byte(info._minlength), length_to_byte(info._maxlength)  # noqa: SLF001
    for block, last in _blocks(postings):
        _write(file, block, extent, last=last, valued=valued)
    info.set_extent(start, file.tell() - start)
    return info


def _write(file: Any, block: Gathered, extent: tuple[int, int], *, last: bool, valued: bool) -> None:
    ids = block.ids
    differences = (ids[0], *map(sub, ids[1:], ids))
    most = float(max(block.weights))
    weights = None if most == 1.0 else tuple(map(float, block.weights))
    head = _PICKLED + _body(differences) + _body(weights)
    data = head + _body(tuple(block.values) if valued else None) + _TRIPLE
    packed = len(data) >= _LITTLE
    data = (zlib.compress(data, _LEVEL) if packed else data) + _SIZE.pack(len(head))
    summary = dumps((len(ids), ids[-1], most, int(packed), *extent), 2)
    length = len(summary) + len(data)
    file.write_int(-length if last else length)
    file.write(summary)
    file.write(data)


def _body(value: object) -> bytes:
    """Return a value pickled without references to others, so that it may stand inside another pickle."""
    file = BytesIO()
    pickler = Pickler(file, 3)
    pickler.fast = True
    pickler.dump(value)
    return file.getvalue()[len(_PICKLED) : -1]


def _blocks(postings: Gathered) -> Iterator[tuple[Gathered, bool]]:
    for start in range(0, len(postings.ids), _BLOCK):
        end = start + _BLOCK
        part = Gathered(postings.ids[start:end], postings.weights[start:end], postings.values[start:end])
        yield part, end >= len(postings.ids)


def frequency(reader: Any, field: str, term: str) -> int:
    """Return how many documents of a segment have a term, those that are gone too."""
    try:
        return int(reader._terms.term_info(field, term.encode()).doc_frequency())  # noqa: SLF001
    except TermNotFound:
        return 0


def take_up(
    reader: Any, field: str, term: str, wanted: Sequence[int] | None = None, *, placed: bool = True
) -> Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]]:
    """Yield each block's numbers, frequencies and encoded positions of a term; none where it is not in the segment.

    With `wanted` (ascending) only blocks that may hold any of these documents; without `placed` no positions. Past
    Whoosh's matchers, which take a step a posting.
    """
    held = reader._terms  # noqa: SLF001
    try:
        offset, length = held.term_info(field, term.encode()).extent()
    except TermNotFound:
        return
    data = BytesIO(held._postfile.get(offset, length[0]))  # noqa: SLF001  Whoosh leaves the length in its tuple
    if data.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
        raise ValueError("no postings begin here")
    size, last = 1, -1
    while size > 0:
        (size,) = _SIZE.unpack(data.read(_SIZE.size))
        end = data.tell() + abs(size)
        summary = load(data)  # noqa: S301  the index is our own: one of another archive is never opened
        before, last = last, summary[1]
        if wanted is None or bisect_right(wanted, before) < bisect_right(wanted, last):
            yield _unpacked(data.read(end - data.tell()), packed=summary[3], placed=placed)
        data.seek(end)


def _unpacked(data: bytes, *, packed: int, placed: bool) -> tuple[Sequence[int], Sequence[float], Sequence[bytes]]:
    values = None
    if placed:
        differences, weights, values = loads(zlib.decompress(data) if packed else data)  # noqa: S301
    else:
        (size,) = _SIZE.unpack(data[-_SIZE.size :])
        head = zlib.decompressobj().decompress(data, size) if packed else data[:size]
        differences, weights = loads(head + _PAIR)  # noqa: S301
    ids = list(accumulate(differences))
    return ids, weights if isinstance(weights, tuple | list) else [weights or 1.0] * len(ids), values or ()


def decode_positions(value: bytes) -> Sequence[int]:
    """Return encoded positions, ascending; what `encode_positions` made of small numbers needs no unpickling."""
    count = int.from_bytes(value[:_HEAD], "big")
    if count == 1 and len(value) == len(_ONE[0]):
        return (value[-3],)
    if count > 1 and len(value) == _HEAD + 2 * count + 4:
        return tuple(accumulate(value[_HEAD + 3 : -2 : 2]))
    return tuple(accumulate(loads(value[_HEAD:])))  # noqa: S301


def decode_mask(value: bytes) -> int:
    """Return encoded positions as a number that has these bits: small ones from the last distance to the first."""
    count = int.from_bytes(value[:_HEAD], "big")
    if count == 1 and len(value) == len(_ONE[0]):
        return 1 << value[-3]
    mask = 0
    if count > 1 and len(value) == _HEAD + 2 * count + 4:
        for distance in value[-3 : _HEAD + 2 : -2]:
            mask = (mask | 1) << distance
    else:
        for position in decode_positions(value):
            mask |= 1 << position
    return mask
