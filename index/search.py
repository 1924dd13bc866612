"""Search: the engine proposes passages, stored text confirms the uncertain ones, the best come first."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.documents import Document, Passage
from archive.selectors import CONTEXT
from archive.spans import Span
from archive.store import Store
from archive.store.passages import Window
from index import arrivals, confirmation, doubts, expansion, suggestions
from index.engines.protocol import Answer, Engine, Filters, Order, Wanted
from index.facets import NOTHING, Facets
from index.query import Node, Query
from index.resolving import resolved
from index.snippets import Snippet, snippet
from index.suggestions import Suggestion
from index.understanding import understood

BUDGET = 1.0
"""Seconds that confirming may take; then the answer says that it stopped early."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the exact places of what was searched (code points of its revision).

    `window` has so much stored text around the passage that each place can be told by its context.
    """

    spans: tuple[Span, ...]
    window: Window

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.window.passage

    @property
    def snippet(self) -> Snippet:
        """What is shown of it: an export shows none, so it is cut when it is asked for."""
        core = self.passage.span
        text = self.window.text[core.start - self.window.start :]
        return snippet(text, core.start, self.spans, core)


@dataclass(frozen=True, slots=True)
class Group:
    """A document with its hits on this page of the answer."""

    document: Document
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of an answer: by document in `groups`, in the order of rank in `hits`.

    `total` counts passages, `documents` and `facets` go with it: over all pages. All are lower bounds where
    `exact_total` is false: the search stopped early. `capped` are patterns that would have fitted more words than
    were searched; `suggestions` are for words that stand nowhere.
    """

    query: Query
    total: int
    documents: int
    exact_total: bool
    groups: tuple[Group, ...]
    page: int
    pages: int
    seconds: float
    hits: tuple[Hit, ...] = ()
    facets: Facets = NOTHING
    capped: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


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
    """Return one page of the passages that answer the query; of annotations the public ones count.

    `order` is `relevance`, `date` (latest first) or `added` (what came into the archive last comes first).
    """
    begun = time.perf_counter()
    if query.root is None:
        seconds = time.perf_counter() - begun
        return Results(query, 0, 0, exact_total=True, groups=(), page=1, pages=1, seconds=seconds)
    root = meant(engine, store, query.root)
    filters = filters or Filters()
    confirmed, exact = doubts.settled(engine, store, root, filters, begun + BUDGET)
    wanted = Wanted((page - 1) * page_size, page_size, confirmed=confirmed)
    if order == "added":
        answer, page = arrivals.answered(engine, store, root, filters, wanted)
    else:
        wanted = replace(wanted, order=Order(query.order or order))
        answer, page = _answered(engine, root, filters, wanted)
    spread = answer.spread()
    groups, hits = shown(store, root, [candidate.id for candidate in answer.best])
    return Results(
        query=replace(query, understood=understood(root, query.order)),
        total=answer.total,
        documents=spread.documents,
        exact_total=exact,
        groups=groups,
        page=page,
        pages=_pages(answer, page_size),
        seconds=time.perf_counter() - begun,
        hits=hits,
        facets=spread.facets,
        capped=expansion.capped(root),
        suggestions=suggestions.suggested(engine, query.root),
    )


def meant(engine: Engine, store: Store, root: Node) -> Node:
    """Return the tree as an engine is asked it: what the store must answer is answered, patterns are words."""
    return expansion.expanded(resolved(store, root), engine.vocabulary)


def _answered(engine: Engine, root: Node, filters: Filters, wanted: Wanted) -> tuple[Answer, int]:
    """Return the wanted page, or the last one where there are fewer."""
    answer = engine.answer(root, filters, wanted)
    if wanted.first and wanted.first >= answer.total:
        last = max(0, answer.total - 1) // wanted.size
        wanted = Wanted(last * wanted.size, wanted.size, wanted.order, wanted.confirmed)
        answer = engine.answer(root, filters, wanted)
    return answer, wanted.first // wanted.size + 1


def _pages(answer: Answer, page_size: int) -> int:
    return max(1, -(-answer.total // page_size))


def shown(store: Store, root: Node, ids: Sequence[str]) -> tuple[tuple[Group, ...], tuple[Hit, ...]]:
    """Return passages with their places: by document, in the order of each document's best, and in the order given."""
    windows = store.passages.windows(ids, CONTEXT + 1, confirmation.reach(root) + CONTEXT + 1)
    read = confirmation.read(store, root, windows)
    held = {name: Hit(confirmation.spans(root, stretch), windows[name]) for name, stretch in read}
    hits = tuple(held[identifier] for identifier in ids if identifier in held)
    by_document: dict[str, list[Hit]] = {}
    for hit in hits:
        by_document.setdefault(hit.passage.document, []).append(hit)
    documents = store.documents.get_many(list(by_document))
    return tuple(Group(documents[identifier], tuple(found)) for identifier, found in by_document.items()), hits
