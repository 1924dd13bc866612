"""The shelf of documents in the order of their dates, by the people who wrote and received them."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from archive.documents import Document
from archive.store.database import Database
from archive.store.documents import document_of
from archive.store.schema import DOCUMENTS
from archive.store.withdrawals import shown


class DocumentsInTime:
    """Documents by date, earliest first; where only a year or month is known, before the days in it."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def on(
        self, *, limit: int, offset: int = 0, person: str = "", among: Collection[str] | None = None, dated: bool = True
    ) -> list[Document]:
        """Return a stretch of the documents with a date, or of those without, by date and title."""
        columns = DOCUMENTS.c
        known = columns.date != "" if dated else columns.date == ""
        query = sa.select(DOCUMENTS).where(known, *_chosen(person, among))
        ordered = query.order_by(columns.date, columns.title, columns.id).limit(limit).offset(offset)
        with self._database.reading() as connection:
            return [document_of(row) for row in connection.execute(ordered)]

    def count(self, *, person: str = "", among: Collection[str] | None = None) -> tuple[int, int]:
        """Return how many documents have a date, and how many have none."""
        known = DOCUMENTS.c.date != ""
        query = sa.select(known, sa.func.count()).where(*_chosen(person, among)).group_by(known)
        with self._database.reading() as connection:
            found = {bool(key): number for key, number in connection.execute(query)}
        return found.get(True, 0), found.get(False, 0)

    def people(self, *, limit: int) -> list[str]:
        """Return who wrote or received documents, those of most documents first."""
        columns, known = DOCUMENTS.c, shown(DOCUMENTS.c.id)
        each = sa.union_all(
            sa.select(columns.creator.label("name")).where(known), sa.select(columns.recipient).where(known)
        ).subquery()
        query = sa.select(each.c.name).where(each.c.name != "").group_by(each.c.name)
        ordered = query.order_by(sa.func.count().desc(), each.c.name).limit(limit)
        with self._database.reading() as connection:
            return list(connection.scalars(ordered))

    def between(self, document: Document, *, limit: int) -> list[str]:
        """Return the ids of other documents between the writer and the recipient of one, either way, by date.

        Where either is not known there are none.
        """
        columns, pair = DOCUMENTS.c, (document.description.creator, document.description.recipient)
        if not all(pair):
            return []
        way = (columns.creator == pair[0]) & (columns.recipient == pair[1])
        back = (columns.creator == pair[1]) & (columns.recipient == pair[0])
        query = sa.select(columns.id).where(way | back, columns.id != document.id, shown(columns.id))
        with self._database.reading() as connection:
            return list(connection.scalars(query.order_by(columns.date, columns.id).limit(limit)))


def _chosen(person: str, among: Collection[str] | None) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on a document; SQLite compares capital and small letters as one within ASCII alone."""
    columns = DOCUMENTS.c
    named = columns.creator.icontains(person, autoescape=True) | columns.recipient.icontains(person, autoescape=True)
    chosen: list[sa.ColumnElement[bool]] = [shown(columns.id), *([named] if person else [])]
    return [*chosen, columns.id.in_(sorted(among))] if among is not None else chosen
