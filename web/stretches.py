"""Very many notes or quotations are shown by stretches: some cards, and beyond a limit only what belongs to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from archive.annotations import Annotation

CARDS = 500
"""How many cards stand on one page."""

MARKS = 5_000
"""How many passages are marked in one text; where there are more, only those of the notes whose cards are shown."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The notes whose cards are shown, of all in the order of their places.

    `first` is the number (from 0) of the first of them; `marked` are the notes whose passages are marked in the text;
    `before` and `after` are the ids at which the stretches beside begin, empty for none.
    """

    cards: tuple[Annotation, ...]
    first: int
    marked: tuple[Annotation, ...]
    before: str
    after: str


def stretch(notes: Sequence[Annotation], *, note: str = "", near: int = -1) -> Stretch:
    """Return the stretch that holds a note (an id), else that about a code point, else the first.

    `notes` are in the order of their places.
    """
    places = {each.id: number for number, each in enumerate(notes)}
    at = places[note] if note in places else bisect_left(notes, near, key=lambda each: each.span.start)
    first = beginning(len(notes), at)
    cards = tuple(notes[first : first + CARDS])
    many = sum(len(each.anchors) for each in notes) > MARKS
    following = notes[first + CARDS].id if first + CARDS < len(notes) else ""
    return Stretch(cards, first, cards if many else tuple(notes), notes[first - CARDS].id if first else "", following)


def beginning(count: int, at: int) -> int:
    """Return the number of the first card of the stretch that holds card number `at` (from 0), of `count` cards."""
    return max(min(at, count - 1), 0) // CARDS * CARDS
