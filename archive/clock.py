"""Time and new ids: the two things a test must be able to fix."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0, o, 1, i, l: an id can be read aloud and typed from print."""

ID_LENGTH = 8


def _utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _random_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


class Clock:
    """Gives the time (UTC, whole seconds) and ids; a test passes its own two functions."""

    def __init__(
        self,
        now: Callable[[], datetime.datetime] = _utc_now,
        new_id: Callable[[], str] = _random_id,
    ) -> None:
        """Take the two sources."""
        self._now = now
        self._new_id = new_id

    def now(self) -> str:
        """Return the moment as `2031-03-14T09:30:00Z`."""
        return self._now().strftime("%Y-%m-%dT%H:%M:%SZ")

    def later(self, minutes: float) -> str:
        """Return the moment `minutes` from now, in the form of `now`."""
        return (self._now() + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def new_id(self) -> str:
        """Return a new permanent id: eight signs of `ALPHABET`."""
        return self._new_id()
