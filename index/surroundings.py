"""A passage with its neighbours, and where the query's words stand in all three."""

from __future__ import annotations

from dataclasses import dataclass

from archive.documents import Passage
from archive.errors import NotHeld
from archive.spans import Span
from archive.store import Store
from index.confirmation import spans, stretches
from index.query import And, Node


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
    held = dict(stretches(store, node or And(()), ids))
    shown = [(held[near], passage) for near in ids if near in held and (passage := held[near].passage)]
    passage = next((passage for _, passage in shown if passage.id == identifier), None)
    if passage is None:
        raise NotHeld("no such passage is held")
    text = "".join(own.span.shift(-stretch.start).of(stretch.text) for stretch, own in shown)
    places = tuple(place for stretch, _ in shown for place in spans(node, stretch))
    return Surroundings(passage, shown[0][1].span.start, text, passage.span, places)
