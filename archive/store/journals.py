"""Two append-only journals: the outbox that the indexer replays, and the audit log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from archive.store.database import Database
from archive.store.schema import AUDIT, OUTBOX


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the outbox: the thing of this noun and key has changed."""

    number: int
    noun: str
    key: str


class Outbox:
    """What changed, in the order of the commits."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, noun: str, key: str, *, at: str) -> None:
        """Say that something changed; call it inside the transaction that changes it."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(OUTBOX), {"noun": noun, "key": key, "at": at})

    def after(self, number: int, limit: int) -> list[Entry]:
        """Return up to `limit` entries after the one numbered `number`."""
        query = sa.select(OUTBOX).where(OUTBOX.c.number > number).order_by(OUTBOX.c.number).limit(limit)
        with self._database.reading() as connection:
            return [Entry(row.number, row.noun, row.key) for row in connection.execute(query)]

    def waiting(self, number: int, noun: str) -> int:
        """Return how many entries of one noun come after the one numbered `number`."""
        query = sa.select(sa.func.count()).where(OUTBOX.c.number > number, OUTBOX.c.noun == noun)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def latest(self) -> int:
        """Return the number of the newest entry, 0 where there is none."""
        with self._database.reading() as connection:
            return connection.execute(sa.select(sa.func.max(OUTBOX.c.number))).scalar_one() or 0


class Audit:
    """Who did or tried what. Never changed, never shortened."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, *, at: str, actor: str, act: str, key: str, outcome: str) -> None:
        """Write one line."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(AUDIT).values(at=at, actor=actor, act=act, key=key, outcome=outcome))

    def on(self, key: str) -> list[tuple[str, str, str, str]]:
        """Return moment, actor, act and outcome of each line about a thing, oldest first."""
        query = sa.select(AUDIT).where(AUDIT.c.key == key).order_by(AUDIT.c.number)
        with self._database.reading() as connection:
            return [(row.at, row.actor, row.act, row.outcome) for row in connection.execute(query)]

    def who(self, act: str, keys: Collection[str]) -> dict[str, str]:
        """Return who did this last to each of these things (a page of them), by key."""
        columns = AUDIT.c
        query = sa.select(columns.key, columns.actor).where(columns.act == act, columns.key.in_(keys))
        with self._database.reading() as connection:
            return {row.key: row.actor for row in connection.execute(query.order_by(columns.number))}
