"""Reads Whoosh postings a whole block at a time: numbers, frequencies, and positions only where asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.formats import Positions
from whoosh.reading import TermNotFound

_POSITIONS = Positions()


class Postings:
    """The postings of one term in one segment: `ids` ascending, `weights` the frequencies beside them."""

    def __init__(self, reader: Any, field: str, term: str) -> None:
        """Read all blocks of the term; a term that is not indexed has no postings."""
        self.ids: list[int] = []
        self.weights: list[float] = []
        self._values: list[bytes] = []
        try:
            matcher = reader.postings(field, term)
        except TermNotFound:
            return
        for ids, weights, values in _blocks(getattr(matcher, "child", matcher)):
            self.ids.extend(ids)
            self.weights.extend(weights)
            self._values.extend(values)

    def positions(self, wanted: Iterable[int]) -> dict[int, set[int]]:
        """Return the positions of the term in each of the wanted documents that has it."""
        place = {number: at for at, number in enumerate(self.ids)}
        return {
            number: set(_POSITIONS.decode_positions(self._values[place[number]]))
            for number in wanted
            if number in place
        }


def _blocks(matcher: Any) -> Iterator[tuple[Iterable[int], Iterable[float], Iterable[bytes]]]:
    """Yield each block's numbers, weights and raw values; works below the matcher's step-by-step calls."""
    while matcher.is_active():
        matcher._read_ids()  # noqa: SLF001  whole blocks instead of one call a posting
        matcher._read_weights()  # noqa: SLF001
        matcher._read_values()  # noqa: SLF001
        yield matcher._ids, matcher._weights, matcher._values  # noqa: SLF001
        matcher._next_block()  # noqa: SLF001


def phrase(postings: list[Postings]) -> set[int]:
    """Return the documents in which the terms stand one after another."""
    by_rarity = sorted(postings, key=lambda held: len(held.ids))
    common = set(by_rarity[0].ids)
    for held in by_rarity[1:]:
        common &= set(held.ids)
        if not common:
            return common
    starts = postings[0].positions(common)
    for step, held in enumerate(postings[1:], start=1):
        places = held.positions(starts)
        starts = {
            number: {start for start in found if start + step in places[number]} for number, found in starts.items()
        }
        starts = {number: found for number, found in starts.items() if found}
    return set(starts)
