"""The shelf of documents: descriptions and which revision is newest."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from archive.documents import Description, Document, Kind
from archive.errors import NotHeld
from archive.store.database import Database
from archive.store.keys import keyed, listed
from archive.store.schema import DOCUMENTS, WITHDRAWALS
from archive.store.withdrawals import shown

_STRETCH = 10_000
_OF_IDS = keyed(sa.select(DOCUMENTS), [DOCUMENTS.c.id])
_SHOWN = shown(DOCUMENTS.c.id)


class Documents:
    """Documents by id. The number of pages kept beside each is that of its newest revision.

    Those that are withdrawn are held by their ids, and stand in no list but `ids`.
    """

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, document: Document, *, pages: int, needs_review: bool = False) -> None:
        """Keep a new document; `needs_review` says that a person should look at its newest revision."""
        row = _row(document) | {"pages": pages, "needs_review": needs_review}
        with self._database.writing() as connection:
            connection.execute(sa.insert(DOCUMENTS), row)

    def get(self, identifier: str) -> Document:
        """Return one document or raise `NotHeld`."""
        found = self.get_many([identifier])
        if identifier not in found:
            raise NotHeld("no such document is held")
        return found[identifier]

    def get_many(self, identifiers: Sequence[str]) -> dict[str, Document]:
        """Return those of the documents that are held, by id."""
        if not identifiers:
            return {}
        with self._database.reading() as connection:
            rows = connection.execute(_OF_IDS, listed({(identifier,) for identifier in identifiers}))
            return {row.id: document_of(row) for row in rows}

    def must_hold(self, *identifiers: str) -> None:
        """Raise `NotHeld`, naming the first of these documents that is not held."""
        found = self.get_many(identifiers)
        for identifier in identifiers:
            if identifier not in found:
                raise NotHeld(f"there is no document {identifier}")

    def added(self, identifiers: Sequence[str]) -> dict[str, str]:
        """Return when each of the documents that are held was added, by id."""
        columns, found = DOCUMENTS.c, dict[str, str]()
        with self._database.reading() as connection:
            for stretch in range(0, len(identifiers), _STRETCH):
                some = identifiers[stretch : stretch + _STRETCH]
                rows = connection.execute(sa.select(columns.id, columns.added).where(columns.id.in_(some)))
                found.update((row.id, row.added) for row in rows)
        return found

    def ids(self) -> list[str]:
        """Return the ids of all documents, oldest first."""
        query = sa.select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.added, DOCUMENTS.c.id)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def on(self, *, limit: int, offset: int = 0, review: bool = False) -> list[tuple[Document, int]]:
        """Return a stretch of the documents with their page counts, latest date first; `review`: those that need it."""
        query = sa.select(DOCUMENTS).where(_SHOWN).order_by(DOCUMENTS.c.date.desc(), DOCUMENTS.c.title, DOCUMENTS.c.id)
        if review:
            query = query.where(DOCUMENTS.c.needs_review)
        with self._database.reading() as connection:
            rows = connection.execute(query.limit(limit).offset(offset))
            return [(document_of(row), row.pages) for row in rows]

    def page_counts(self, identifiers: Sequence[str]) -> dict[str, int]:
        """Return the number of pages of the newest revision of each document."""
        query = sa.select(DOCUMENTS.c.id, DOCUMENTS.c.pages).where(DOCUMENTS.c.id.in_(list(identifiers)))
        with self._database.reading() as connection:
            return {row.id: row.pages for row in connection.execute(query)}

    def count(self) -> int:
        """Return how many documents are held; every page says it, so no document is looked at for it."""
        tables = (DOCUMENTS, WITHDRAWALS)
        held, gone = (sa.select(sa.func.count()).select_from(table).scalar_subquery() for table in tables)
        with self._database.reading() as connection:
            return int(connection.execute(sa.select(held - gone)).scalar_one())

    def count_needing_review(self) -> int:
        """Return how many documents are held whose newest revision a person should look at."""
        query = sa.select(sa.func.count()).select_from(DOCUMENTS).where(_SHOWN, DOCUMENTS.c.needs_review)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def needing_review(self, identifiers: Sequence[str]) -> set[str]:
        """Return those of the documents whose newest revision a person should look at."""
        query = sa.select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_(list(identifiers)), DOCUMENTS.c.needs_review)
        with self._database.reading() as connection:
            return set(connection.scalars(query))

    def creators(self, *, limit: int = 200) -> list[str]:
        """Return the known creators, those of most documents first."""
        query = (
            sa.select(DOCUMENTS.c.creator)
            .where(DOCUMENTS.c.creator != "", _SHOWN)
            .group_by(DOCUMENTS.c.creator)
            .order_by(sa.func.count().desc(), DOCUMENTS.c.creator)
        )
        with self._database.reading() as connection:
            return list(connection.scalars(query.limit(limit)))

    def dated(self, dates: Sequence[str]) -> frozenset[str]:
        """Return those of the dates (ISO 8601) from which a document is held."""
        query = sa.select(DOCUMENTS.c.date).where(DOCUMENTS.c.date.in_(list(dates))).distinct()
        with self._database.reading() as connection:
            return frozenset(connection.scalars(query))

    def akin(self, document: Document, *, limit: int) -> list[Document]:
        """Return other documents of the same date or the same creator, as far as either is known, same date first."""
        columns, described = DOCUMENTS.c, document.description
        same_date = (columns.date == described.date) & (columns.date != "")
        same_creator = (columns.creator == described.creator) & (columns.creator != "")
        query = sa.select(DOCUMENTS).where(same_date | same_creator, columns.id != document.id, _SHOWN)
        with self._database.reading() as connection:
            ordered = query.order_by(same_date.desc(), columns.added, columns.id).limit(limit)
            return [document_of(row) for row in connection.execute(ordered)]

    def to_review(self) -> list[str]:
        """Return the ids of the documents at whose newest revision a person should look, oldest first."""
        query = sa.select(DOCUMENTS.c.id).where(DOCUMENTS.c.needs_review)
        with self._database.reading() as connection:
            return list(connection.scalars(query.order_by(DOCUMENTS.c.added, DOCUMENTS.c.id)))

    def replace(self, document: Document) -> None:
        """Keep a changed document under its id."""
        with self._database.writing() as connection:
            statement = sa.update(DOCUMENTS).where(DOCUMENTS.c.id == document.id)
            connection.execute(statement.values(_row(document)))

    def advance(self, document: Document, *, pages: int, needs_review: bool) -> None:
        """Keep a document that has a new newest revision, with what lists show of it."""
        row = _row(document) | {"pages": pages, "needs_review": needs_review}
        with self._database.writing() as connection:
            connection.execute(sa.update(DOCUMENTS).where(DOCUMENTS.c.id == document.id).values(row))


def _row(document: Document) -> dict[str, object]:
    described = document.description
    return {
        "id": document.id,
        "title": described.title,
        "kind": described.kind.value,
        "creator": described.creator,
        "recipient": described.recipient,
        "date": described.date,
        "source_url": described.source_url,
        "language": described.language,
        "publisher": described.publisher,
        "newest": document.newest,
        "added": document.added,
    }


def document_of(row: sa.Row[tuple[object, ...]]) -> Document:
    """Return the document of a row."""
    kept = row._mapping
    description = Description(
        title=kept["title"],
        kind=Kind(kept["kind"]),
        creator=kept["creator"],
        recipient=kept["recipient"],
        date=kept["date"],
        source_url=kept["source_url"],
        language=kept["language"],
        publisher=kept["publisher"],
    )
    return Document(id=kept["id"], description=description, newest=kept["newest"], added=kept["added"])
