"""Answers in the order in which documents came into the archive, the last one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.store import Store
from index.engines.protocol import Answer, Candidate, Engine, Filters, Wanted
from index.query import Node


def answered(engine: Engine, store: Store, root: Node, filters: Filters, wanted: Wanted) -> tuple[Answer, int]:
    """Return the wanted page (or the last one) and its number; the passages of a document stay together.

    An engine does not know when a document was added, so it is asked for all passages, and they are ordered here.
    """
    whole = engine.answer(root, filters, replace(wanted, first=0, size=max(1, engine.passages())))
    number = min(wanted.first, max(0, whole.total - 1)) // wanted.size
    ordered = _by_arrival(store, whole.best)
    return replace(whole, best=tuple(ordered[number * wanted.size : (number + 1) * wanted.size])), number + 1


def _by_arrival(store: Store, ranked: Sequence[Candidate]) -> list[Candidate]:
    documents = [candidate.id.partition("@")[0] for candidate in ranked]
    added = store.documents.added(list(dict.fromkeys(documents)))
    keyed = sorted(zip(documents, ranked, strict=True), key=lambda pair: pair[0])
    return [candidate for _, candidate in sorted(keyed, key=lambda pair: added.get(pair[0], ""), reverse=True)]
