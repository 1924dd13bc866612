"""Reads Whoosh postings a whole block at a time: numbers, frequencies, and positions only where asked."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from index.engines.whoosh_blocks import decode_mask, decode_positions, take_up

_PLACED, _TWO = 6, 2
_SPARSE = 8
"""Where postings are so many times longer than the documents asked for, each is looked up by itself."""


class Postings:
    """The postings of one term in one segment: `ids` ascending, `weights` the frequencies beside them."""

    def __init__(
        self,
        reader: Any,
        field: str,
        term: str,
        gone: AbstractSet[int],
        *,
        placed: bool = False,
        wanted: Sequence[int] | None = None,
    ) -> None:
        """Read all blocks of the term, without the documents that are gone; a term not indexed has no postings.

        Positions are kept where they will be asked for (`placed`). With `wanted` (ascending) those of these documents
        are there, and few others.
        """
        self.ids = array("I")
        self.weights = array("f")
        self.placed = placed
        self._values: list[bytes] = []
        for ids, weights, values in take_up(reader, field, term, wanted, placed=placed):
            self.ids.extend(ids)
            self.weights.extend(weights)
            if placed:
                self._values.extend(values)
        if gone and not gone.isdisjoint(self.ids):
            self._leave_out(gone)

    @property
    def size(self) -> int:
        """How much memory the postings take, in postings without positions."""
        return len(self.ids) * (_PLACED if self.placed else 1) + 1

    def _leave_out(self, gone: AbstractSet[int]) -> None:
        kept = [at for at, number in enumerate(self.ids) if number not in gone]
        self.ids = array("I", [self.ids[at] for at in kept])
        self.weights = array("f", [self.weights[at] for at in kept])
        self._values = [self._values[at] for at in kept] if self._values else []

    def positions(self, wanted: Collection[int]) -> dict[int, Sequence[int]]:
        """Return the positions of the term, ascending, in each of the wanted documents that has it."""
        return {number: decode_positions(value) for number, value in self._encoded(wanted)}

    def masks(self, wanted: Collection[int]) -> dict[int, int]:
        """Return the same, the positions as the bits of a number."""
        return {number: decode_mask(value) for number, value in self._encoded(wanted)}

    def _encoded(self, wanted: Collection[int]) -> Iterable[tuple[int, bytes]]:
        if wanted is self.ids:
            return zip(self.ids, self._values, strict=True)
        if len(self.ids) < _SPARSE * len(wanted):
            return ((number, value) for number, value in zip(self.ids, self._values, strict=True) if number in wanted)
        places = ((number, bisect_left(self.ids, number)) for number in wanted)
        return (
            (number, self._values[place])
            for number, place in places
            if place < len(self.ids) and self.ids[place] == number
        )


def common(postings: Sequence[Postings]) -> set[int]:
    """Return the documents that have all the terms."""
    by_rarity = sorted(postings, key=lambda held: len(held.ids))
    found = set(by_rarity[0].ids)
    for held in by_rarity[1:]:
        if not found:
            break
        found.intersection_update(held.ids)
    return found


def starting(held: Postings, step: int) -> dict[int, int]:
    """Return, as bits, where a phrase may start in each document that has its word numbered `step`."""
    starts = ((number, mask >> step) for number, mask in held.masks(held.ids).items())
    return {number: left for number, left in starts if left}


def going_on(starts: Mapping[int, int], held: Postings, step: int) -> dict[int, int]:
    """Return those of the starts after which the word numbered `step` stands in its place."""
    masks = held.masks(starts)
    return {number: left for number, mask in masks.items() if (left := starts[number] & (mask >> step))}


def near(postings: Mapping[str, Postings], terms: Sequence[str], distance: int) -> set[int]:
    """Return the documents in which the terms stand in any order with at most `distance` other words between.

    A term that is given twice must stand there twice.
    """
    wanted = common(list(postings.values()))
    if len(terms) == len(postings) == _TWO:
        one, other = (held.masks(wanted) for held in postings.values())
        return {number for number in wanted if _are_near(one[number], other[number], distance + 1)}
    places = {term: held.positions(wanted) for term, held in postings.items()}
    return {
        number
        for number in wanted
        if _is_near({term: places[term][number] for term in postings}, terms, len(terms) + distance)
    }


def before(one: Postings, other: Postings, step: int, slack: int) -> set[int]:
    """Return the documents in which the other term stands `step` places behind the one, or at most so many more."""
    wanted = common([one, other])
    firsts, seconds = one.masks(wanted), other.masks(wanted)
    return {number for number in wanted if _spread(firsts[number] << step, slack) & seconds[number]}


def _are_near(one: int, other: int, farthest: int) -> bool:
    """Tell whether a bit of one number is at most so far from a bit of the other; none is in both."""
    return bool(_spread(one, farthest) & other or _spread(other, farthest) & one)


def _spread(mask: int, farthest: int) -> int:
    """Return a number with the bits of another and those up to so far above them."""
    covered = 0
    while covered < farthest:
        step = min(covered + 1, farthest - covered)
        mask |= mask << step
        covered += step
    return mask


def _is_near(places: Mapping[str, Sequence[int]], terms: Sequence[str], longest: int) -> bool:
    """Tell whether some stretch of `longest` words holds every term as often as it is given."""
    needed = {term: terms.count(term) for term in places}
    seen = sorted((position, term) for term, found in places.items() for position in found)
    missing, first = len(terms), 0
    for position, term in seen:
        missing -= needed[term] > 0
        needed[term] -= 1
        while position - seen[first][0] >= longest:
            left = seen[first][1]
            needed[left] += 1
            missing += needed[left] > 0
            first += 1
        if not missing:
            return True
    return False
