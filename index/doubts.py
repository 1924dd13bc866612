"""The store decides on what an engine is not certain of: phrases as written, and what reaches farther than a seam."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from archive.store import Store
from index import confirmation
from index.engines.protocol import Engine, Filters
from index.query import Node
from index.stretches import Stretch

_BATCH = 500
"""How many passages are read together: many of them are of the same texts, which are then read once."""


def settled(engine: Engine, store: Store, root: Node, filters: Filters, deadline: float) -> tuple[frozenset[str], bool]:
    """Return which uncertain passages the stored text confirms, and whether all could be looked at in time.

    `deadline` is a moment of `time.perf_counter`; one passage is always looked at.
    """
    if not confirmation.needs_confirmation(root):
        return frozenset(), True
    kept: set[str] = set()
    for number, (identifier, stretch) in enumerate(_read(store, root, engine.uncertain(root, filters))):
        if number and time.perf_counter() > deadline:
            return frozenset(kept), False
        if confirmation.holds(root, stretch):
            kept.add(identifier)
    return frozenset(kept), True


def _read(store: Store, root: Node, ids: Sequence[str]) -> Iterator[tuple[str, Stretch]]:
    """Yield the stored text of passages, in their order; one no longer in the store is left out."""
    for start in range(0, len(ids), _BATCH):
        yield from confirmation.stretches(store, root, ids[start : start + _BATCH])
