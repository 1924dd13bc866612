"""Lays postings out in Whoosh's own on-disk format, those of many terms at once.

The format is that of `whoosh.codec.whoosh3` (version 2.7.5): a header, then blocks of a pickled summary and a
pickled, perhaps compressed triple of number differences, frequencies and encoded positions. Blocks are longer than
Whoosh's own, for they are only ever read whole. Behind each stands, where pickle and zlib no longer look, which
postings have wide positions (see `whoosh_forms.py`), where any has, and how long the pickle is without the positions:
most questions need none, and then that much is unpacked.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pickle import dumps
from struct import Struct
from typing import NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from index.engines import whoosh_forms as forms
from index.engines.arrays import Flags, Integers, Octets

SIZE = Struct("!i")
TRAILER = Struct("!i?")
TERM = Struct("!BfIBBfIIqi")
"""What the index of terms keeps of one: `W3TermInfo` with where its postings stand."""

BEGUN, _ENDED, _NONE = b"\x80\x03", b"\x87.", b"N"
_BLOCK = 1024
_LEVEL = 1
_LITTLE = 80
"""Octets below which compressing is not worth its time."""


class Occurrences(NamedTuple):
    """Where terms stand: numbers of term and document, and the position there; in this order, each once."""

    terms: Integers
    documents: Integers
    positions: Integers

    def parts(self, size: int) -> Iterator[Occurrences]:
        """Yield all, so many at a time, but those of one term together."""
        start = 0
        while start < len(self.terms):
            last = self.terms[min(start + size, len(self.terms)) - 1]
            end = int(np.searchsorted(self.terms, last, side="right"))
            yield Occurrences(*(held[start:end].astype(np.int64) for held in self))
            start = end


class _Postings(NamedTuple):
    """Occurrences by posting: its term, document and frequency; `terms` and `blocks` are where each begins."""

    of_term: Integers
    ids: Integers
    counts: Integers
    distances: Integers
    terms: Integers
    blocks: Integers


def laid_out(found: Occurrences, extents: Octets, at: int, *, valued: bool) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the number of each term, what the index of terms keeps of it, and its postings.

    These stand one behind the other from `at` on. `extents` are the encoded lengths of the field in all documents, by
    number; `valued` where it keeps positions.
    """
    held = _postings(found)
    shortest, longest = (how.reduceat(extents[held.ids], held.terms) for how in (np.minimum, np.maximum))
    places = np.searchsorted(held.blocks, held.terms)
    sizes = np.diff(places, append=len(held.blocks))
    written = _blocks(held, np.repeat(shortest, sizes).tolist(), np.repeat(longest, sizes).tolist(), valued=valued)
    columns = (
        held.of_term[held.terms],
        sizes,
        np.add.reduceat(held.counts, held.terms),
        np.diff(held.terms, append=len(held.ids)),
        shortest,
        longest,
        np.maximum.reduceat(held.counts, held.terms),
        held.ids[held.terms],
        held.ids[np.append(held.terms[1:], len(held.ids)) - 1],
    )
    for term, size, *kept in zip(*(column.tolist() for column in columns), strict=True):
        postings = b"".join([WHOOSH3_HEADER_MAGIC, *(next(written) for _ in range(size))])
        yield term, TERM.pack(0, *kept, at, len(postings)), postings
        at += len(postings)


def _postings(found: Occurrences) -> _Postings:
    fresh = (np.diff(found.documents, prepend=-1) != 0) | (np.diff(found.terms, prepend=-1) != 0)
    firsts = np.flatnonzero(fresh)
    of_term, ids = found.terms[firsts], found.documents[firsts]
    distances = np.where(fresh, found.positions, np.diff(found.positions, prepend=0))
    terms = np.flatnonzero(np.diff(of_term, prepend=-1))
    blocks = np.flatnonzero(forms.runs(np.diff(terms, append=len(ids))) % _BLOCK == 0)
    return _Postings(of_term, ids, np.diff(firsts, append=len(fresh)), distances, terms, blocks)


def _blocks(held: _Postings, shortest: list[int], longest: list[int], *, valued: bool) -> Iterator[bytes]:
    """Yield all blocks in order, given the encoded extents that are told of each."""
    data, starts, heads, wide = _pickled(held, valued=valued)
    ends = np.append(held.blocks[1:], len(held.ids))
    columns = (
        held.blocks,
        ends,
        held.ids[ends - 1],
        np.maximum.reduceat(held.counts, held.blocks),
        starts,
        np.append(starts[1:], len(data)),
        heads,
        np.logical_or.reduceat(wide, held.blocks),
        np.diff(held.of_term[held.blocks], append=-1) != 0,
    )
    listed = zip(*(column.tolist() for column in columns), shortest, longest, strict=True)
    for first, end, last_id, most, start, stop, head, has_wide, last, least, greatest in listed:
        raw = data[start:stop].tobytes()
        packed = len(raw) >= _LITTLE
        summary = dumps((end - first, last_id, float(most), int(packed), least, greatest), 2)
        flags = np.packbits(wide[first:end]).tobytes() if has_wide else b""
        body = (zlib.compress(raw, _LEVEL) if packed else raw) + flags + TRAILER.pack(head, has_wide)
        length = len(summary) + len(body)
        yield b"".join((SIZE.pack(-length if last else length), summary, body))


def _pickled(held: _Postings, *, valued: bool) -> tuple[Octets, Integers, Integers, Flags]:
    """Return the pickles of all blocks together, where each begins, how long each is without the positions.

    And of each posting whether it has wide ones.
    """
    blocks = held.blocks
    sizes = np.diff(blocks, append=len(held.ids))
    gaps = np.diff(held.ids, prepend=0)
    gaps[blocks] = held.ids[blocks]
    wide_gaps, wide_counts = forms.are_wide(gaps, blocks), forms.are_wide(held.counts, blocks)
    firsts = forms.starts_of(held.counts)
    wide = forms.have_wide(held.distances, firsts, held.counts) & valued
    values = forms.value_sizes(held.counts, wide)
    at_counts = len(BEGUN) + forms.list_sizes(sizes, wide_gaps)
    heads = at_counts + forms.list_sizes(sizes, wide_counts)
    lengths = heads + (np.add.reduceat(values, blocks) + 2 if valued else len(_NONE)) + len(_ENDED)
    starts = forms.starts_of(lengths)
    out = np.full(int(np.sum(lengths)), ord(_NONE), np.uint8)
    for octet, begun in enumerate(BEGUN):
        out[starts + octet] = begun
    for octet, ended in enumerate(_ENDED):
        out[starts + lengths - len(_ENDED) + octet] = ended
    forms.put_lists(out, starts + len(BEGUN), gaps, sizes, wide_gaps)
    forms.put_lists(out, starts + at_counts, held.counts, sizes, wide_counts)
    if valued:
        before = forms.starts_of(values)
        at = before + np.repeat(starts + heads + 1 - before[blocks], sizes)
        out[starts + heads], out[starts + lengths - len(_ENDED) - 1] = b"(t"
        forms.put_values(out, at, held.distances, held.counts, wide)
    return out, starts, heads, wide
