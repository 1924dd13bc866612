"""Which passages of newest revisions carry annotations: those made there, and those carried over from earlier ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa

from archive.access import Actor
from archive.anchoring import SURE, Outcome
from archive.documents import Passage
from archive.spans import Span
from archive.store.annotation_schema import ANCHORS
from archive.store.annotations import seen_by
from archive.store.keys import among
from archive.store.schema import ANNOTATIONS, DOCUMENTS, PASSAGES

_AT_ONCE = 200

_Marked = tuple[str, int, Span, tuple[str, ...]]
"""Document, revision, span and tags."""


def marked(connection: sa.Connection, viewer: Actor, by: Collection[str] | None) -> list[tuple[str, tuple[str, ...]]]:
    """Return the id of each passage that a mark overlaps, with the tags of the mark: once for each mark's passage."""
    spans: dict[tuple[str, int], list[tuple[Span, tuple[str, ...]]]] = {}
    for document, revision, span, tags in (*_own(connection, viewer, by), *_carried(connection, viewer, by)):
        spans.setdefault((document, revision), []).append((span, tags))
    found: list[tuple[str, tuple[str, ...]]] = []
    for key, passages in _passages(connection, list(spans)):
        starts = [passage.span.start for passage in passages]
        for span, tags in spans[key]:
            first = max(0, bisect_left(starts, span.start + 1) - 1)
            last = bisect_left(starts, span.end)
            found += [(each.id, tags) for each in passages[first:last] if span.start < each.span.end]
    return found


def _chosen(query: sa.Select[Any], viewer: Actor, by: Collection[str] | None) -> sa.Select[Any]:
    query = query.where(ANNOTATIONS.c.removed == "", ANNOTATIONS.c.reply_to == "", seen_by(viewer))
    return query if by is None else query.where(ANNOTATIONS.c.author.in_(list(by)))


def _own(connection: sa.Connection, viewer: Actor, by: Collection[str] | None) -> Iterator[_Marked]:
    notes = ANNOTATIONS.c
    newest = (DOCUMENTS.c.id == notes.document) & (DOCUMENTS.c.newest == notes.revision)
    query = sa.select(notes.document, notes.revision, notes.start, notes.end, notes.further, notes.tags)
    for row in connection.execute(_chosen(query.join(DOCUMENTS, newest), viewer, by)):
        for start, end in ((row.start, row.end), *((each[0], each[1]) for each in row.further)):
            yield row.document, row.revision, Span(start, end), tuple(row.tags)


def _carried(connection: sa.Connection, viewer: Actor, by: Collection[str] | None) -> Iterator[_Marked]:
    places, notes = ANCHORS.c, ANNOTATIONS.c
    newest = (DOCUMENTS.c.id == notes.document) & (DOCUMENTS.c.newest == places.revision)
    certain = sa.or_(
        places.settled_by != "",
        places.outcome.in_([Outcome.KEPT.value, Outcome.MOVED.value]),
        (places.outcome == Outcome.CHANGED.value) & (places.confidence >= SURE),
    )
    query = sa.select(notes.document, places.revision, places.start, places.end, notes.tags).where(
        places.start.is_not(None), certain
    )
    query = query.join(ANNOTATIONS, notes.id == places.annotation).join(DOCUMENTS, newest)
    for row in connection.execute(_chosen(query, viewer, by)):
        yield row.document, row.revision, Span(row.start, row.end), tuple(row.tags)


def _passages(
    connection: sa.Connection, keys: list[tuple[str, int]]
) -> Iterator[tuple[tuple[str, int], list[Passage]]]:
    columns = PASSAGES.c
    for start in range(0, len(keys), _AT_ONCE):
        chosen = among((columns.document, columns.revision), keys[start : start + _AT_ONCE])
        by_key: dict[tuple[str, int], list[Passage]] = {}
        for row in connection.execute(sa.select(PASSAGES).where(chosen).order_by(columns.start)):
            passage = Passage(row.document, row.revision, row.number, row.page, Span(row.start, row.end))
            by_key.setdefault((row.document, row.revision), []).append(passage)
        yield from by_key.items()
