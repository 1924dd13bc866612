"""The shelf of foreign annotations. A removed one leaves a gravestone, so that its address can say it is gone."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from archive.access import ANONYMOUS, Actor
from archive.annotations import Visibility
from archive.errors import Conflict, NotHeld
from archive.foreign import ForeignAnnotation
from archive.store.annotation_schema import FOREIGN_ANNOTATIONS
from archive.store.database import Database
from archive.store.schema import PEOPLE
from archive.store.sight import in_sight


class ForeignAnnotations:
    """Foreign annotations by id."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, annotation: ForeignAnnotation) -> None:
        """Keep a new annotation."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(FOREIGN_ANNOTATIONS).values(**_row(annotation), removed=""))

    def get(self, identifier: str) -> ForeignAnnotation:
        """Return one annotation or raise `NotHeld`."""
        with self._database.reading() as connection:
            row = connection.execute(_joined().where(FOREIGN_ANNOTATIONS.c.id == identifier)).one_or_none()
        if row is None:
            raise NotHeld("no such annotation")
        return _annotation(row)

    def was_removed(self, identifier: str, *, viewer: Actor = ANONYMOUS) -> bool:
        """Tell whether an annotation of this id stood here once, which `viewer` then saw."""
        columns = FOREIGN_ANNOTATIONS.c
        query = sa.select(columns.removed).where(columns.id == identifier, in_sight(FOREIGN_ANNOTATIONS, viewer))
        with self._database.reading() as connection:
            return bool(connection.execute(query).scalar_one_or_none())

    def arrived(self, viewer: Actor, *, limit: int, offset: int = 0) -> list[ForeignAnnotation]:
        """Return a stretch of those that `viewer` sees, those made first first (by the second, then by id)."""
        return self._stretch(viewer, FOREIGN_ANNOTATIONS.c.created, limit, offset)

    def latest(self, viewer: Actor, *, limit: int) -> list[ForeignAnnotation]:
        """Return those that `viewer` sees which were changed last, the last first."""
        return self._stretch(viewer, FOREIGN_ANNOTATIONS.c.modified.desc(), limit, 0)

    def count(self, viewer: Actor) -> int:
        """Return how many `viewer` sees, those taken away not counted."""
        query = sa.select(sa.func.count()).select_from(FOREIGN_ANNOTATIONS)
        query = query.where(FOREIGN_ANNOTATIONS.c.removed == "", in_sight(FOREIGN_ANNOTATIONS, viewer))
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def replace(self, annotation: ForeignAnnotation, *, expected: int) -> None:
        """Keep a changed annotation if version `expected` still stands, else raise `Conflict`."""
        self._change(annotation.id, expected, _row(annotation))

    def remove(self, identifier: str, *, expected: int, at: str) -> None:
        """Take an annotation away if version `expected` still stands, else raise `Conflict`."""
        self._change(identifier, expected, {"removed": at, "content": {}})

    def _stretch(
        self, viewer: Actor, order: sa.ColumnElement[object], limit: int, offset: int
    ) -> list[ForeignAnnotation]:
        query = _joined().where(in_sight(FOREIGN_ANNOTATIONS, viewer)).order_by(order, FOREIGN_ANNOTATIONS.c.id)
        with self._database.reading() as connection:
            return [_annotation(row) for row in connection.execute(query.limit(limit).offset(offset))]

    def _change(self, identifier: str, expected: int, values: dict[str, object]) -> None:
        columns = FOREIGN_ANNOTATIONS.c
        standing = (columns.id == identifier) & (columns.version == expected) & (columns.removed == "")
        with self._database.writing() as connection:
            self.get(identifier)
            if connection.execute(sa.update(FOREIGN_ANNOTATIONS).where(standing).values(**values)).rowcount != 1:
                raise Conflict("this annotation was changed meanwhile; reload to see how it stands")


def _joined() -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(FOREIGN_ANNOTATIONS, PEOPLE.c.name.label("author_name"))
        .join(PEOPLE, PEOPLE.c.id == FOREIGN_ANNOTATIONS.c.author)
        .where(FOREIGN_ANNOTATIONS.c.removed == "")
    )


def _row(annotation: ForeignAnnotation) -> dict[str, object]:
    return {
        "id": annotation.id,
        "content": dict(annotation.content),
        "author": annotation.author,
        "visibility": annotation.visibility.value,
        "created": annotation.created,
        "modified": annotation.modified,
        "version": annotation.version,
    }


def _annotation(row: sa.Row[Any]) -> ForeignAnnotation:
    return ForeignAnnotation(
        id=row.id,
        content=dict(row.content),
        author=row.author,
        author_name=row.author_name,
        visibility=Visibility(row.visibility),
        created=row.created,
        modified=row.modified,
        version=row.version,
    )
