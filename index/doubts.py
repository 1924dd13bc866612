"""The store decides on what an engine is not certain of: phrases as written, and what reaches farther than a seam."""

from __future__ import annotations

import time
from collections.abc import Sequence

from archive.store import Store
from index import confirmation
from index.engines.protocol import Engine, Filters
from index.query import Node

_BATCH = 500
"""How many passages are looked at together: many of them are of the same texts, which are then read once."""


def settled(engine: Engine, store: Store, root: Node, filters: Filters, deadline: float) -> tuple[frozenset[str], bool]:
    """Return which uncertain passages the stored text confirms, and whether all could be looked at in time.

    `deadline` is a moment of `time.perf_counter`; a first batch is always looked at.
    """
    if not confirmation.needs_confirmation(root):
        return frozenset(), True
    doubted = engine.uncertain(root, filters)
    kept: set[str] = set()
    for start in range(0, len(doubted), _BATCH):
        if start and time.perf_counter() > deadline:
            return frozenset(kept), False
        kept |= confirmed(store, root, doubted[start : start + _BATCH])
    return frozenset(kept), True


def confirmed(store: Store, root: Node, ids: Sequence[str]) -> set[str]:
    """Return those of the passages in which the query holds; one no longer in the store never is."""
    read = confirmation.stretches(store, root, ids)
    return {identifier for identifier, stretch in read if confirmation.holds(root, stretch)}
