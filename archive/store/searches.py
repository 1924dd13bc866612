"""The shelf of saved searches."""

from __future__ import annotations

import sqlalchemy as sa

from archive.errors import NotHeld
from archive.searches import SavedSearch
from archive.store.database import Database
from archive.store.schema import SAVED_SEARCHES


class Searches:
    """Saved searches by id."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, search: SavedSearch) -> None:
        """Keep a new search."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(SAVED_SEARCHES).values(_row(search)))

    def get(self, identifier: str) -> SavedSearch:
        """Return one search or raise `NotHeld`."""
        query = sa.select(SAVED_SEARCHES).where(SAVED_SEARCHES.c.id == identifier)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotHeld("no such search is saved here")
        return _search(row)

    def on(self, owner: str) -> list[SavedSearch]:
        """Return the searches of a person, by name."""
        columns = SAVED_SEARCHES.c
        query = sa.select(SAVED_SEARCHES).where(columns.owner == owner).order_by(columns.name, columns.id)
        with self._database.reading() as connection:
            return [_search(row) for row in connection.execute(query)]

    def replace(self, search: SavedSearch) -> None:
        """Keep a changed search under its id."""
        with self._database.writing() as connection:
            statement = sa.update(SAVED_SEARCHES).where(SAVED_SEARCHES.c.id == search.id)
            connection.execute(statement.values(_row(search)))

    def remove(self, identifier: str) -> None:
        """Let go of a search."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(SAVED_SEARCHES).where(SAVED_SEARCHES.c.id == identifier))


def _row(search: SavedSearch) -> dict[str, object]:
    return {
        "id": search.id,
        "owner": search.owner,
        "name": search.name,
        "query": search.query,
        "filters": dict(search.filters),
        "created": search.created,
    }


def _search(row: sa.Row[tuple[object, ...]]) -> SavedSearch:
    kept = row._mapping
    return SavedSearch(kept["id"], kept["owner"], kept["name"], kept["query"], dict(kept["filters"]), kept["created"])
