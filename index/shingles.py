"""Rows of three words as numbers: by them a document that arrives finds the quotations that may be taken from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from archive.quoted import Quoted

_ROW = 3
_KEPT = 6
"""How many rows of a quotation are kept, none overlapping another: one wrong word spoils one of them."""


def digests(terms: Sequence[str]) -> set[int]:
    """Return the digests of all rows of folded words; each is a signed number of 64 bits."""
    return {_digest(terms[at : at + _ROW]) for at in range(len(terms) - _ROW + 1)}


def telling(quoted: Quoted, frequencies: Callable[[Iterable[str]], Mapping[str, int]]) -> set[int]:
    """Return the digests of a quotation's rarest rows, none for one that has no row of three words.

    `frequencies` tells in how many passages each of some folded words stands.
    """
    rows = [(number, at, row) for number, run in enumerate(_runs(quoted)) for at, row in _rows(run)]
    counts = frequencies({term for _, _, row in rows for term in row})
    taken: list[tuple[int, int]] = []
    found: set[int] = set()
    for number, at, row in sorted(rows, key=lambda each: (sum(counts[term] for term in each[2]), each[:2])):
        if len(taken) == _KEPT:
            break
        if all(other != number or abs(at - place) >= _ROW for other, place in taken):
            taken.append((number, at))
            found.add(_digest(row))
    return found


def _runs(quoted: Quoted) -> Iterator[list[str]]:
    """Yield the rows of words that must stand so in the source; words of which letters were changed part them."""
    for piece in quoted.pieces:
        run: list[str] = []
        for word in piece.words:
            if word.altered:
                yield run
                run = []
            else:
                run.append(word.term)
        yield run


def _rows(run: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for at in range(len(run) - _ROW + 1):
        yield at, run[at : at + _ROW]


def _digest(row: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(row).encode(), digest_size=8).digest(), "big", signed=True)
