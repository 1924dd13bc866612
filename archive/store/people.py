"""The shelf of people and their tickets: one-time sign-in links and sessions, kept only as digests."""

from __future__ import annotations

import enum
import hashlib

import sqlalchemy as sa

from archive.access import Actor, Role
from archive.errors import NotHeld, Refused
from archive.store.database import Database
from archive.store.schema import PEOPLE, TICKETS


class Purpose(enum.Enum):
    """What a ticket lets its bearer do."""

    SIGN_IN = "sign-in"
    SESSION = "session"


class People:
    """People by id or name, and the tickets that stand for them."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, actor: Actor, *, at: str) -> None:
        """Keep a new person; a name that is taken is `Refused`."""
        try:
            with self._database.writing() as connection:
                connection.execute(
                    sa.insert(PEOPLE).values(id=actor.id, name=actor.name, role=actor.role.value, created=at)
                )
        except sa.exc.IntegrityError as error:
            raise Refused(f"somebody named {actor.name!r} is here already") from error

    def named(self, name: str) -> Actor:
        """Return the person of that name or raise `NotHeld`."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(PEOPLE).where(PEOPLE.c.name == name)).one_or_none()
        if row is None:
            raise NotHeld(f"nobody named {name!r} is here")
        return Actor(row.id, row.name, Role(row.role))

    def on(self) -> list[Actor]:
        """Return everybody, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(PEOPLE).order_by(PEOPLE.c.name))
            return [Actor(row.id, row.name, Role(row.role)) for row in rows]

    def names(self) -> dict[str, str]:
        """Return the names of all, by id."""
        return {actor.id: actor.name for actor in self.on()}

    def issue(self, token: str, purpose: Purpose, person: str, *, expires: str) -> None:
        """Keep a ticket for a person until `expires`."""
        with self._database.writing() as connection:
            connection.execute(
                sa.insert(TICKETS).values(digest=_digest(token), purpose=purpose.value, person=person, expires=expires)
            )

    def bearer(self, token: str, purpose: Purpose, *, at: str) -> Actor | None:
        """Return the person for whom a ticket stands at the moment `at`, or None."""
        query = (
            sa.select(PEOPLE)
            .join(TICKETS, TICKETS.c.person == PEOPLE.c.id)
            .where(TICKETS.c.digest == _digest(token), TICKETS.c.purpose == purpose.value, TICKETS.c.expires > at)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Actor(row.id, row.name, Role(row.role))

    def redeem(self, token: str, purpose: Purpose, *, at: str) -> Actor | None:
        """Return the ticket's person and take the ticket away: it works once."""
        with self._database.writing():
            actor = self.bearer(token, purpose, at=at)
            self.withdraw(token)
        return actor

    def signed_in_ever(self) -> bool:
        """Tell whether anybody holds a session, running out or not."""
        query = sa.select(sa.func.count()).where(TICKETS.c.purpose == Purpose.SESSION.value)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one() > 0

    def withdraw(self, token: str) -> None:
        """Take a ticket away; one that is not there is no error."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(TICKETS).where(TICKETS.c.digest == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
