"""A disk that takes nothing more: what the system and SQLite say of it becomes an error of the archive."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from archive.errors import NoRoom, Unwritable

_NO_ROOM = "there is no room left on the archive's disk; this was not stored"
_UNWRITABLE = "the archive's disk cannot be written to (read-only, damaged, or a quota is used up); this was not stored"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FAILING = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
"""Primary result codes. SQLite says FULL of ENOSPC alone; a used-up quota is one of its input/output errors."""


@contextmanager
def taking() -> Iterator[None]:
    """Let a disk that does not take what is written inside be `NoRoom` or `Unwritable`; other faults pass."""
    try:
        yield
    except (OSError, sa.exc.DBAPIError) as error:
        told = fault_of(error)
        if told is None:
            raise
        raise told from error


def fault_of(error: BaseException) -> Unwritable | None:
    """Return what an error says of the disk, None where it says nothing of it."""
    if isinstance(error, OSError):
        if error.errno in _FULL:
            return NoRoom(_NO_ROOM)
        return Unwritable(_UNWRITABLE) if error.errno == errno.EROFS else None
    found = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    code = getattr(found, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return NoRoom(_NO_ROOM)
    return Unwritable(_UNWRITABLE) if code in _FAILING else None
