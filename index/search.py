"""Search: the engine proposes passages, stored text confirms them, the best come first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from archive.documents import Document, Passage
from archive.spans import Span
from archive.store import Store
from index import confirmation
from index.engines.protocol import Candidate, Engine, Filters
from index.query import Node, Query
from index.resolving import resolved
from index.snippets import Snippet, snippet
from index.stretches import Stretch

BUDGET = 1.0
"""Seconds that confirming may take; then the answer says that it stopped early."""

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the exact places of what was searched (code points of its revision)."""

    passage: Passage
    spans: tuple[Span, ...]
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Group:
    """A document with its hits on this page of the answer."""

    document: Document
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of an answer. `total` counts passages; it is a lower bound where `exact_total` is false."""

    query: Query
    total: int
    documents: int
    exact_total: bool
    groups: tuple[Group, ...]
    page: int
    pages: int
    seconds: float


def search(
    engine: Engine,
    store: Store,
    query: Query,
    *,
    filters: Filters | None = None,
    order: str = "relevance",
    page: int = 1,
    page_size: int = 20,
) -> Results:
    """Return one page of the passages that answer the query; `order` is `relevance` or `date` (newest first)."""
    begun = time.perf_counter()
    root = resolved(store, query.root) if query.root is not None else None
    found = _ranked(engine.candidates(root, filters or Filters()), query.order or order) if root is not None else []
    exact = True
    if root is not None and confirmation.needs_confirmation(root):
        found, exact = _confirmed(store, root, found, begun + BUDGET)
    pages = max(1, -(-len(found) // page_size))
    page = min(page, pages)
    shown = found[(page - 1) * page_size : page * page_size]
    return Results(
        query=query,
        total=len(found),
        documents=len({candidate.id.partition("@")[0] for candidate in found}),
        exact_total=exact,
        groups=_groups(store, root, shown) if root is not None else (),
        page=page,
        pages=pages,
        seconds=time.perf_counter() - begun,
    )


def _ranked(found: Sequence[Candidate], order: str) -> list[Candidate]:
    """Return the candidates best first; ties in the order of passage ids, so that every run agrees."""
    ranked = sorted(found, key=lambda candidate: (-round(candidate.score, 6), candidate.id))
    return sorted(ranked, key=lambda candidate: candidate.date, reverse=True) if order == "date" else ranked


def _confirmed(store: Store, root: Node, found: Sequence[Candidate], deadline: float) -> tuple[list[Candidate], bool]:
    """Return those candidates in whose stored text the query holds, and whether all could be looked at."""
    kept: list[Candidate] = []
    for start in range(0, len(found), _BATCH):
        if start and time.perf_counter() > deadline:
            return kept, False
        batch = found[start : start + _BATCH]
        held = confirmation.stretches(store, root, [candidate.id for candidate in batch])
        kept.extend(
            candidate for candidate in batch if candidate.id in held and confirmation.holds(root, held[candidate.id])
        )
    return kept, True


def _groups(store: Store, root: Node, shown: Sequence[Candidate]) -> tuple[Group, ...]:
    """Return the shown passages with their places, by document, in the order of each document's best."""
    held = confirmation.stretches(store, root, [candidate.id for candidate in shown])
    hits: dict[str, list[Hit]] = {}
    for candidate in shown:
        stretch = held.get(candidate.id)
        if stretch is not None and stretch.passage is not None:
            hits.setdefault(stretch.passage.document, []).append(_hit(root, stretch, stretch.passage))
    documents = store.documents.get_many(list(hits))
    return tuple(Group(documents[identifier], tuple(found)) for identifier, found in hits.items())


def _hit(root: Node, stretch: Stretch, passage: Passage) -> Hit:
    found = tuple(span.shift(stretch.start) for span in confirmation.spans(root, stretch))
    return Hit(passage, found, snippet(stretch.text, stretch.start, found, passage.span))
