"""How many of an answer's passages carry annotations, and with which tags."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from archive.access import ANONYMOUS, Actor
from archive.store import Store
from archive.tags import fold
from index import doubts
from index.engines.protocol import Engine, Filters
from index.facets import Counted
from index.query import Among, And, Query
from index.search import BUDGET, meant


@dataclass(frozen=True, slots=True)
class Marks:
    """The passages of an answer that carry an annotation, and how many carry each tag: most frequent first."""

    passages: int = 0
    tags: tuple[Counted, ...] = ()


def marks(engine: Engine, store: Store, query: Query, filters: Filters, *, viewer: Actor = ANONYMOUS) -> Marks:
    """Return the marks of an answer that `viewer` sees, over all its pages.

    Where the search stops early, of what it has confirmed.
    """
    annotated = store.passages.annotated(viewer=viewer)
    if query.root is None or not annotated.ids:
        return Marks()
    root = meant(engine, store, query.root)
    doubted = And((root, Among(annotated.ids)))
    confirmed, _ = doubts.settled(engine, store, doubted, filters, time.perf_counter() + BUDGET)
    found = engine.among(annotated.ids, root, filters, confirmed=confirmed)
    return Marks(len(found), _tags((passage, tags) for passage, tags in annotated.tags if passage in found))


def _tags(annotated: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Counted, ...]:
    """Return how many passages carry each tag, those of one folded form together under their first spelling."""
    spelling: dict[str, str] = {}
    passages: Counter[str] = Counter()
    carried = {(passage, fold(tag)): tag for passage, tags in annotated for tag in tags}
    for (_, folded), tag in carried.items():
        spelling.setdefault(folded, tag)
        passages[folded] += 1
    counted = [Counted(spelling[folded], count) for folded, count in passages.items()]
    return tuple(sorted(counted, key=lambda each: (-each.count, each.value)))
