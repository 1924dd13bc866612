"""The shelf of annotations. A removed one leaves a gravestone, so that its address can say it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from archive.annotations import Annotation, Motivation
from archive.errors import Conflict, NotHeld
from archive.selectors import Quote
from archive.spans import Span
from archive.store.database import Database
from archive.store.schema import ANNOTATIONS, PEOPLE


@dataclass(frozen=True, slots=True)
class Sought:
    """Which annotations are wanted: on a document (its id), by people (their ids), with tags; nothing said, all."""

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
            connection.execute(sa.insert(ANNOTATIONS).values(**_row(annotation), removed=""))

    def get(self, identifier: str) -> Annotation:
        """Return one annotation or raise `NotHeld`."""
        with self._database.reading() as connection:
            row = connection.execute(_joined().where(ANNOTATIONS.c.id == identifier)).one_or_none()
        if row is None:
            raise NotHeld("no such annotation")
        return _annotation(row)

    def was_removed(self, identifier: str) -> bool:
        """Tell whether an annotation of this id stood here once."""
        query = sa.select(ANNOTATIONS.c.removed).where(ANNOTATIONS.c.id == identifier)
        with self._database.reading() as connection:
            return bool(connection.execute(query).scalar_one_or_none())

    def on(self, document: str, revision: int | None = None) -> list[Annotation]:
        """Return the annotations on a document, or on one revision of it, in the order of their places."""
        query = _joined().where(ANNOTATIONS.c.document == document)
        if revision is not None:
            query = query.where(ANNOTATIONS.c.revision == revision)
        ordered = query.order_by(ANNOTATIONS.c.start, ANNOTATIONS.c.end, ANNOTATIONS.c.created, ANNOTATIONS.c.id)
        with self._database.reading() as connection:
            return [_annotation(row) for row in connection.execute(ordered)]

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

    def replace(self, annotation: Annotation, *, expected: int) -> None:
        """Keep a changed annotation if version `expected` still stands, else raise `Conflict`."""
        statement = _standing(annotation.id, expected).values(**_row(annotation))
        self._change(statement, annotation.id)

    def remove(self, identifier: str, *, expected: int, at: str) -> None:
        """Take an annotation away if version `expected` still stands, else raise `Conflict`."""
        self._change(
            _standing(identifier, expected).values(removed=at, body="", tags=[], exact="", prefix="", suffix=""),
            identifier,
        )

    def _stretch(self, sought: Sought, order: sa.ColumnElement[object], *, limit: int, offset: int) -> list[Annotation]:
        ordered = _joined().where(*_conditions(sought)).order_by(order, ANNOTATIONS.c.id)
        with self._database.reading() as connection:
            return [_annotation(row) for row in connection.execute(ordered.limit(limit).offset(offset))]

    def _change(self, statement: sa.Update, identifier: str) -> None:
        with self._database.writing() as connection:
            self.get(identifier)
            if connection.execute(statement).rowcount != 1:
                raise Conflict("this annotation was changed meanwhile; reload to see how it stands")


def _standing(identifier: str, version: int) -> sa.Update:
    columns = ANNOTATIONS.c
    return sa.update(ANNOTATIONS).where(columns.id == identifier, columns.version == version, columns.removed == "")


def _conditions(sought: Sought) -> Iterator[sa.ColumnElement[bool]]:
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


def _row(annotation: Annotation) -> dict[str, object]:
    return {
        "id": annotation.id,
        "document": annotation.document,
        "revision": annotation.revision,
        "start": annotation.span.start,
        "end": annotation.span.end,
        "exact": annotation.quote.exact,
        "prefix": annotation.quote.prefix,
        "suffix": annotation.quote.suffix,
        "motivation": annotation.motivation.value,
        "body": annotation.body,
        "tags": list(annotation.tags),
        "author": annotation.author,
        "created": annotation.created,
        "modified": annotation.modified,
        "version": annotation.version,
    }


def _annotation(row: sa.Row[tuple[object, ...]]) -> Annotation:
    kept = row._mapping
    return Annotation(
        id=kept["id"],
        document=kept["document"],
        revision=kept["revision"],
        span=Span(kept["start"], kept["end"]),
        quote=Quote(kept["exact"], kept["prefix"], kept["suffix"]),
        motivation=Motivation(kept["motivation"]),
        body=kept["body"],
        author=kept["author"],
        author_name=kept["author_name"],
        created=kept["created"],
        modified=kept["modified"],
        version=kept["version"],
        tags=tuple(kept["tags"]),
    )
