"""Reads the postings of a term whole, as arrays: documents and frequencies, and places only where asked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from pickle import load
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from index.engines.arrays import Flags, Integers
from index.engines.whoosh_blocks import BEGUN, SIZE, TERM, TRAILER
from index.engines.whoosh_forms import read_list, read_positions

Places = NDArray[np.int64]
"""Where a term stands, ascending: for each place the document's number × 2³² and the position in it."""

_PLACE = 32


class Entry(NamedTuple):
    """In how many documents a term stands, those that are gone too, and the stretch of the file with its postings."""

    frequency: int
    offset: int
    length: int


class Postings(NamedTuple):
    """The postings of one term in one segment: `ids` ascending, `counts` the frequencies beside them.

    `places` are none where they were not asked for (`placed`).
    """

    ids: Integers
    counts: Integers
    places: Places
    placed: bool

    @property
    def size(self) -> int:
        """How many octets the postings take in memory."""
        return self.ids.nbytes + self.counts.nbytes + self.places.nbytes

    def of_live(self, live: Flags) -> Postings:
        """Return the postings in documents that are live."""
        kept = live[self.ids]
        if kept.all():
            return self
        return Postings(self.ids[kept], self.counts[kept], self.places[live[documents(self.places)]], self.placed)


_NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0, np.int64), placed=True)


def documents(places: Places) -> Integers:
    """Return the document of each place."""
    return places >> _PLACE


def positions(places: Places) -> Integers:
    """Return the position of each place in its document."""
    return places & (1 << _PLACE) - 1


def entry(reader: Any, field: str, term: str) -> Entry:
    """Look a term up in a Whoosh segment reader's index of terms."""
    held = reader._terms  # noqa: SLF001
    try:
        kept = TERM.unpack(held._tindex[held._keycoder(field, term.encode())])  # noqa: SLF001
    except KeyError:
        return Entry(0, 0, 0)
    return Entry(kept[2], *kept[-2:])


def read_postings(reader: Any, found: Entry, *, placed: bool = False, wanted: Integers | None = None) -> Postings:
    """Return the postings of a term, those in documents that are gone too.

    With `wanted` (ascending) those of these documents are there, and few others.
    """
    if not found.frequency:
        return _NOTHING
    octets = reader._terms._postfile.get(found.offset, found.length)  # noqa: SLF001
    columns = zip(_NOTHING[:-1], *blocks(octets, wanted, placed=placed), strict=True)
    ids, counts, places = map(np.concatenate, columns)
    return Postings(ids, counts, places, placed)


def blocks(octets: bytes, wanted: Integers | None, *, placed: bool) -> Iterator[tuple[Integers, Integers, Places]]:
    """Yield, of postings as they are stored, the blocks that may hold any wanted document.

    Past Whoosh's matchers, which take a step a posting.
    """
    data = BytesIO(octets)
    if data.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
        raise ValueError("no postings begin here")
    size, before = 1, -1
    while size > 0:
        (size,) = SIZE.unpack(data.read(SIZE.size))
        end = data.tell() + abs(size)
        count, last, _, packed, *_ = load(data)  # noqa: S301  the index is our own: one of another archive is never opened
        if wanted is None or np.searchsorted(wanted, before, "right") < np.searchsorted(wanted, last, "right"):
            yield _unpacked(data.read(end - data.tell()), count, packed=packed, placed=placed)
        before = last
        data.seek(end)


def _unpacked(data: bytes, count: int, *, packed: int, placed: bool) -> tuple[Integers, Integers, Places]:
    head, has_wide = TRAILER.unpack(data[-TRAILER.size :])
    raw = zlib.decompressobj().decompress(data, 0 if placed else head) if packed else data
    octets = np.frombuffer(raw, np.uint8)
    gaps, at = read_list(octets, len(BEGUN), count)
    ids = np.cumsum(gaps, dtype=np.int64)
    counts, _ = read_list(octets, at, count)
    if not placed:
        return ids, counts, _NOTHING.places
    wide = None
    if has_wide:
        flags = np.frombuffer(data[-TRAILER.size - (count + 7) // 8 : -TRAILER.size], np.uint8)
        wide = np.unpackbits(flags, count=count).astype(bool)
    several = counts.astype(np.int64)
    return ids, counts, (np.repeat(ids, several) << _PLACE) + read_positions(octets, head + 1, several, wide)
