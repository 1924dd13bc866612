"""Search: the engine proposes passages, stored text confirms them, the best come first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from archive.documents import Document, Passage
from archive.folding import words
from archive.spans import Span
from archive.store import Store
from archive.store.passages import Window
from index import confirmation
from index.engines.protocol import Candidate, Engine, Filters
from index.query import Node, Query
from index.snippets import Snippet, snippet

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
    """Return one page of the passages that answer the query.

    `order` is `relevance`, `date` (latest first) or `added` (what came into the archive last comes first).
    """
    begun = time.perf_counter()
    root = query.root
    found = _ranked(store, engine.candidates(root, filters or Filters()), order) if root is not None else []
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


def _ranked(store: Store, found: Sequence[Candidate], order: str) -> list[Candidate]:
    """Return the candidates best first; ties in the order of passage ids, so that every run agrees."""
    ranked = sorted(found, key=lambda candidate: (-round(candidate.score, 6), candidate.id))
    if order == "date":
        return sorted(ranked, key=lambda candidate: candidate.date, reverse=True)
    if order == "added":
        return _by_arrival(store, ranked)
    return ranked


def _by_arrival(store: Store, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates by when their documents were added, latest first; those of one document stay together."""
    documents = [candidate.id.partition("@")[0] for candidate in ranked]
    added = store.documents.added(list(dict.fromkeys(documents)))
    keyed = sorted(zip(documents, ranked, strict=True), key=lambda pair: pair[0])
    return [candidate for _, candidate in sorted(keyed, key=lambda pair: added.get(pair[0], ""), reverse=True)]


def _confirmed(store: Store, root: Node, found: Sequence[Candidate], deadline: float) -> tuple[list[Candidate], bool]:
    """Return those candidates in whose stored text the query holds, and whether all could be looked at."""
    kept: list[Candidate] = []
    after = confirmation.reach(root)
    for start in range(0, len(found), _BATCH):
        if start and time.perf_counter() > deadline:
            return kept, False
        batch = found[start : start + _BATCH]
        windows = store.passages.windows([candidate.id for candidate in batch], 0, after)
        kept.extend(candidate for candidate in batch if _stands(root, windows.get(candidate.id)))
    return kept, True


def _stands(root: Node, window: Window | None) -> bool:
    """Tell whether the query holds in a passage; one that is no longer in the store never does."""
    if window is None:
        return False
    return confirmation.holds(root, words(window.text), window.passage.span.end - window.start)


def _groups(store: Store, root: Node, shown: Sequence[Candidate]) -> tuple[Group, ...]:
    """Return the shown passages with their places, by document, in the order of each document's best."""
    windows = store.passages.windows([candidate.id for candidate in shown], 0, confirmation.reach(root))
    hits: dict[str, list[Hit]] = {}
    for candidate in shown:
        window = windows.get(candidate.id)
        if window is not None:
            hits.setdefault(window.passage.document, []).append(_hit(root, window))
    documents = store.documents.get_many(list(hits))
    return tuple(Group(documents[identifier], tuple(found)) for identifier, found in hits.items())


def _hit(root: Node, window: Window) -> Hit:
    core = window.passage.span
    inside = confirmation.spans(root, words(window.text), core.end - window.start)
    places = tuple(span.shift(window.start) for span in inside)
    return Hit(window.passage, places, snippet(window.text, window.start, places, core))
