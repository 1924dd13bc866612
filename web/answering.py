"""What was asked, put to the index."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.marks import Marks, marks
from index.query import Query
from index.resolving import resolved
from index.search import Results, search
from web.asked import SearchRequest, filters, query_of
from web.desk import Desk

EXPORT_LIMIT = 10_000
"""How many passages an export holds at most."""


def answer(held: Desk, asked: SearchRequest, *, size: int = 0) -> Results:
    """Return the page asked for; `size` passages of it, as many as the settings say where none is given."""
    query, wanted = _query(held, asked), size or held.settings.page_size
    order = asked.order or "relevance"
    return held.index.ask(
        lambda engine: search(
            engine, held.store, query, filters=filters(asked), order=order, page=asked.page, page_size=wanted
        )
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """A page of an answer, with the annotations that all its passages carry."""

    results: Results
    marks: Marks


def answered(held: Desk, asked: SearchRequest) -> Answered:
    """Return the page asked for with what the search page shows besides."""
    query = _query(held, asked)
    found = held.index.ask(lambda engine: marks(engine, held.store, query, filters(asked), viewer=held.actor))
    return Answered(answer(held, asked), found)


def _query(held: Desk, asked: SearchRequest) -> Query:
    """Return the query, what it asks of annotations answered as far as the actor sees them."""
    asked_for = query_of(asked)
    root = asked_for.root
    return asked_for if root is None else replace(asked_for, root=resolved(held.store, root, held.actor))


def whole(held: Desk, asked: SearchRequest) -> Results:
    """Return all passages that answer, as far as an export goes."""
    return answer(held, replace(asked, page=1), size=EXPORT_LIMIT)


def cut_off(found: Results) -> str:
    """Return a sentence without its full stop that says what an export lacks, empty where it lacks nothing."""
    held = len(found.hits)
    if not found.exact_total:
        return f"the search stopped early: {held:,} passages are here, there may be more; narrow the search"
    if found.pages > 1:
        return f"only the first {held:,} of {found.total:,} passages are here; narrow the search for the rest"
    return ""
