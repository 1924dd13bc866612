"""A passage with its neighbours, and where the query's words stand in all three."""

from __future__ import annotations

from dataclasses import dataclass

from archive.documents import Passage
from archive.errors import NotHeld
from archive.spans import Span
from archive.store import Store
from index.confirmation import matches_in
from index.query import Node


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`text` is that of the passage and of those before and after it in its revision, where there are any.

    `core` is the passage and `places` are the query's words, both in code points of the revision; `start` is the
    code point of `text[0]`.
    """

    passage: Passage
    start: int
    text: str
    core: Span
    places: tuple[Span, ...]


def surroundings(store: Store, node: Node | None, identifier: str) -> Surroundings:
    """Return a passage (by its id) with its neighbours; `NotHeld` where there is no such passage."""
    head, _, number = identifier.rpartition("#")
    ids = [f"{head}#{near}" for near in range(max(0, int(number) - 1), int(number) + 2)]
    windows = store.passages.windows(ids, 0, 0)
    if identifier not in windows:
        raise NotHeld("no such passage is held")
    ordered = [windows[near] for near in ids if near in windows]
    text, start = "".join(window.text for window in ordered), ordered[0].start
    places = tuple(place.shift(start) for place in matches_in(text, node))
    passage = windows[identifier].passage
    return Surroundings(passage, start, text, passage.span, places)
