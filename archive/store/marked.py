"""Which passages of newest revisions carry annotations: those made there, and those carried over from earlier ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from archive.access import Actor
from archive.anchoring import SURE, Outcome
from archive.documents import Passage
from archive.spans import Span
from archive.store.annotation_schema import ANCHORS
from archive.store.annotations import seen_by
from archive.store.database import Database
from archive.store.keys import among
from archive.store.schema import ANNOTATIONS, DOCUMENTS, PASSAGES
from archive.store.sheets import passage_of

_AT_ONCE = 200
_REMEMBERED, _REVISIONS = 64, 20_000

_Marked = tuple[str, int, Span, tuple[str, ...]]
"""Document, revision, span and tags."""


@dataclass(frozen=True, slots=True, eq=False)
class Annotated:
    """The passages of newest revisions that annotations overlap; each with their tags once for each annotation."""

    ids: frozenset[str] = frozenset()
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Marked:
    """Finds what is annotated. Every search asks for it, so an answer is remembered until something is committed."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database
        self._remembered: dict[tuple[str, tuple[str, ...] | None], tuple[int, Annotated]] = {}
        self._revisions: dict[tuple[str, int], _Revision] = {}

    def by(self, viewer: Actor, people: Collection[str] | None) -> Annotated:
        """Return what is annotated as `viewer` sees it: by these people (ids), or by all."""
        moment = self._database.moment()
        key = (viewer.id, None if people is None else tuple(sorted(people)))
        known = self._remembered.get(key)
        if known and known[0] == moment:
            return known[1]
        with self._database.reading() as connection:
            marks = [*_own(connection, viewer, people), *_carried(connection, viewer, people)]
            revisions = {(document, revision) for document, revision, _, _ in marks}
            held = self._held(connection, revisions, lasting=moment is not None)
        tags = tuple(
            (passage, tags)
            for document, revision, span, tags in marks
            for passage in held[document, revision].overlapped(span)
        )
        found = Annotated(frozenset(passage for passage, _ in tags), tags)
        if moment is not None:
            _bound(self._remembered, _REMEMBERED)
            self._remembered[key] = moment, found
        return found

    def _held(
        self, connection: sa.Connection, keys: Collection[tuple[str, int]], *, lasting: bool
    ) -> Mapping[tuple[str, int], _Revision]:
        """Return where the passages of revisions stand; of what is committed that never changes, and is read once."""
        known = {key: held for key in keys if (held := self._revisions.get(key))}
        fresh = dict(_read(connection, [key for key in keys if key not in known]))
        if lasting:
            _bound(self._revisions, _REVISIONS)
            self._revisions.update(fresh)
        return known | fresh


class _Revision(NamedTuple):
    """The passages of a revision in order, and where they start."""

    passages: list[Passage]
    starts: list[int]

    def overlapped(self, span: Span) -> list[str]:
        """Return the passages that have something of a span."""
        first = max(0, bisect_left(self.starts, span.start + 1) - 1)
        last = bisect_left(self.starts, span.end)
        return [each.id for each in self.passages[first:last] if span.start < each.span.end]


def _read(connection: sa.Connection, keys: Sequence[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], _Revision]]:
    columns = PASSAGES.c
    for start in range(0, len(keys), _AT_ONCE):
        chosen = keys[start : start + _AT_ONCE]
        found = {key: _Revision([], []) for key in chosen}
        rows = sa.select(PASSAGES).where(among((columns.document, columns.revision), chosen)).order_by(columns.start)
        for passage in map(passage_of, connection.execute(rows)):
            held = found[passage.document, passage.revision]
            held.passages.append(passage)
            held.starts.append(passage.span.start)
        yield from found.items()


def _bound(remembered: dict[Any, Any], most: int) -> None:
    """Forget everything where much is remembered."""
    if len(remembered) >= most:
        remembered.clear()


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
