"""The shelf of annotations. A removed one leaves a gravestone, so that its address can say it is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from archive.access import ANONYMOUS, Actor
from archive.annotations import Annotation, Version, Work
from archive.errors import Conflict, NotHeld
from archive.store.annotation_rows import annotation_in, row_of, version_in, version_row
from archive.store.annotation_schema import ANNOTATION_VERSIONS
from archive.store.database import Database
from archive.store.schema import ANNOTATIONS, OUTBOX, PEOPLE
from archive.store.sight import in_sight, of_others
from archive.store.withdrawals import shown

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sought:
    """Which annotations are wanted, of those that `viewer` sees: on a document, by people (ids), with tags."""

    viewer: Actor = ANONYMOUS
    document: str = ""
    authors: tuple[str, ...] | None = None
    tagged: bool = False


class Annotations:
    """Annotations by id."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, annotation: Annotation) -> None:
        """Keep a new annotation."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(ANNOTATIONS).values(**row_of(annotation), removed=""))

    def get(self, identifier: str) -> Annotation:
        """Return one annotation or raise `NotHeld`."""
        with self._database.reading() as connection:
            row = connection.execute(_joined().where(ANNOTATIONS.c.id == identifier)).one_or_none()
        if row is None:
            raise NotHeld("no such annotation")
        return annotation_in(row)

    def was_removed(self, identifier: str, *, viewer: Actor = ANONYMOUS) -> bool:
        """Tell whether an annotation of this id stood here once, which `viewer` then saw."""
        query = sa.select(ANNOTATIONS.c.removed).where(ANNOTATIONS.c.id == identifier, seen_by(viewer))
        with self._database.reading() as connection:
            return bool(connection.execute(query).scalar_one_or_none())

    def on(self, document: str, revision: int | None = None, *, viewer: Actor = ANONYMOUS) -> list[Annotation]:
        """Return what `viewer` sees of the annotations on a document, or on one revision of it, in order of place."""
        query = _joined().where(ANNOTATIONS.c.document == document, seen_by(viewer))
        if revision is not None:
            query = query.where(ANNOTATIONS.c.revision == revision)
        ordered = query.order_by(ANNOTATIONS.c.start, ANNOTATIONS.c.end, ANNOTATIONS.c.created, ANNOTATIONS.c.id)
        with self._database.reading() as connection:
            return [annotation_in(row) for row in connection.execute(ordered)]

    def all_on(self, document: str) -> list[Annotation]:
        """Return all standing annotations on a document, whoever sees them."""
        with self._database.reading() as connection:
            rows = connection.execute(_joined().where(ANNOTATIONS.c.document == document).order_by(ANNOTATIONS.c.id))
            return [annotation_in(row) for row in rows]

    def changed(self, document: str, *, after: int, viewer: Actor = ANONYMOUS) -> int:
        """Return how many annotations on a document changed after that entry of the outbox, and are seen or gone.

        One that `viewer` saw until its last change counts too.
        """
        columns, entries = ANNOTATIONS.c, OUTBOX.c
        last = (ANNOTATION_VERSIONS.c.annotation == columns.id) & (ANNOTATION_VERSIONS.c.version == columns.version - 1)
        seen_before = ANNOTATION_VERSIONS.c.visibility.in_(of_others(viewer))
        query = (
            sa.select(sa.func.count(sa.distinct(columns.id)))
            .join(OUTBOX, (entries.key == columns.id) & (entries.noun == "annotation"))
            .join(ANNOTATION_VERSIONS, last, isouter=True)
            .where(entries.number > after, columns.document == document, sa.or_(seen_by(viewer), seen_before))
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def latest(self, sought: Sought, *, limit: int, offset: int = 0) -> list[Annotation]:
        """Return a stretch of the annotations sought, those changed last first."""
        return self._stretch(sought, ANNOTATIONS.c.modified.desc(), limit=limit, offset=offset)

    def arrived(self, sought: Sought, *, limit: int, offset: int = 0) -> list[Annotation]:
        """Return a stretch of the annotations sought, those made first first (by the second, then by id)."""
        return self._stretch(sought, ANNOTATIONS.c.created, limit=limit, offset=offset)

    def count(self, sought: Sought) -> int:
        """Return how many annotations sought there are, those taken away not counted."""
        query = sa.select(sa.func.count()).select_from(ANNOTATIONS)
        query = query.where(ANNOTATIONS.c.removed == "", *_conditions(sought))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def many(self, identifiers: Collection[str]) -> dict[str, Annotation]:
        """Return those of the annotations that stand, by id."""
        found: dict[str, Annotation] = {}
        wanted = sorted(identifiers)
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                query = _joined().where(ANNOTATIONS.c.id.in_(wanted[start : start + _AT_ONCE]))
                found.update((row.id, annotation_in(row)) for row in connection.execute(query))
        return found

    def known_as(self, document: str, names: Collection[str], *, viewer: Actor) -> list[Annotation]:
        """Return what `viewer` sees of the annotations on a document whose `via` or `canonical` is one of these."""
        columns, wanted = ANNOTATIONS.c, sorted(names)
        found: dict[str, Annotation] = {}
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                either = sa.or_(columns.via.in_(some), columns.canonical.in_(some))
                query = _joined().where(columns.document == document, seen_by(viewer), either)
                found.update((row.id, annotation_in(row)) for row in connection.execute(query))
        return list(found.values())

    def versions(self, identifier: str) -> list[Version]:
        """Return how an annotation stood before each of its changes, oldest first."""
        columns = ANNOTATION_VERSIONS.c
        query = sa.select(ANNOTATION_VERSIONS).where(columns.annotation == identifier).order_by(columns.version)
        with self._database.reading() as connection:
            return [version_in(row) for row in connection.execute(query)]

    def replace(self, annotation: Annotation, *, expected: int) -> None:
        """Keep a changed annotation if version `expected` still stands, else raise `Conflict`.

        How it stood until now is kept among its versions.
        """
        with self._database.writing() as connection:
            before = self.get(annotation.id)
            self._change(_standing(annotation.id, expected).values(**row_of(annotation)), annotation.id)
            connection.execute(sa.insert(ANNOTATION_VERSIONS).values(annotation=before.id, **version_row(before)))

    def put_to_work(self, identifier: str, work: Work) -> None:
        """Note how far the review of an annotation is; that is no new version of it."""
        statement = sa.update(ANNOTATIONS).where(ANNOTATIONS.c.id == identifier).values(work=work.value)
        with self._database.writing() as connection:
            connection.execute(statement)

    def remove(self, identifier: str, *, expected: int, at: str) -> None:
        """Take an annotation away, its earlier versions too, if version `expected` still stands, else `Conflict`."""
        empty = {"body": "", "tags": [], "exact": "", "prefix": "", "suffix": "", "further": []}
        with self._database.writing() as connection:
            self._change(_standing(identifier, expected).values(removed=at, **empty), identifier)
            connection.execute(sa.delete(ANNOTATION_VERSIONS).where(ANNOTATION_VERSIONS.c.annotation == identifier))

    def _stretch(self, sought: Sought, order: sa.ColumnElement[object], *, limit: int, offset: int) -> list[Annotation]:
        ordered = _joined().where(*_conditions(sought)).order_by(order, ANNOTATIONS.c.id)
        with self._database.reading() as connection:
            return [annotation_in(row) for row in connection.execute(ordered.limit(limit).offset(offset))]

    def _change(self, statement: sa.Update, identifier: str) -> None:
        with self._database.writing() as connection:
            self.get(identifier)
            if connection.execute(statement).rowcount != 1:
                raise Conflict("this annotation was changed meanwhile; reload to see how it stands")


def seen_by(viewer: Actor) -> sa.ColumnElement[bool]:
    """Return the condition that somebody sees an annotation (see `archive.sight.seen`)."""
    return in_sight(ANNOTATIONS, viewer) & shown(ANNOTATIONS.c.document)


def _standing(identifier: str, version: int) -> sa.Update:
    columns = ANNOTATIONS.c
    return sa.update(ANNOTATIONS).where(columns.id == identifier, columns.version == version, columns.removed == "")


def _conditions(sought: Sought) -> Iterator[sa.ColumnElement[bool]]:
    yield seen_by(sought.viewer)
    if sought.document:
        yield ANNOTATIONS.c.document == sought.document
    if sought.authors is not None:
        yield ANNOTATIONS.c.author.in_(sought.authors)
    if sought.tagged:
        yield sa.cast(ANNOTATIONS.c.tags, sa.String) != "[]"


def _joined() -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(ANNOTATIONS, PEOPLE.c.name.label("author_name"))
        .join(PEOPLE, PEOPLE.c.id == ANNOTATIONS.c.author)
        .where(ANNOTATIONS.c.removed == "")
    )
