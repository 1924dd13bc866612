"""Connections to the SQLite database: many readers, one writer at a time who is also the only checkpointer.

SQLite 3.7.0 to 3.51.2 can corrupt a database when two connections reset the write-ahead log at once. Every
write therefore holds a file lock from before BEGIN IMMEDIATE until after COMMIT (where the automatic
checkpoint runs), and readers are opened read-only, which cannot checkpoint.
"""

from __future__ import annotations

import fcntl
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from archive.store.disk import taking

_BUSY_MS = 10_000


def _engine(path: Path, *, mode: str, single: bool = False) -> sa.Engine:
    """Return an engine on `path`; `mode` is SQLite's `ro` or `rwc`. A `single` one has one connection, ever."""

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA mmap_size = 0")
        if mode == "rwc":
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        return connection

    pool = sa.pool.StaticPool if single else sa.pool.QueuePool
    sizes = {} if single else {"pool_size": 8, "max_overflow": 64}
    return sa.create_engine("sqlite://", creator=connect, poolclass=pool, **sizes)


def _undo(connection: sa.Connection) -> None:
    """Roll back; where that cannot be done (nothing is open any more, the disk fails) begin with a new connection.

    It raises nothing of its own: what went wrong before, or that somebody pressed Ctrl-C, is what must be known.
    """
    try:
        connection.exec_driver_sql("ROLLBACK")
    except sa.exc.DBAPIError:
        connection.invalidate()


class Database:
    """Opens transactions: `reading()` for a consistent look, `writing()` for all or nothing."""

    def __init__(self, path: Path) -> None:
        """Open (and where absent create) the database file at `path`."""
        self.path = path
        self._mine = threading.local()
        self._turn = threading.RLock()
        self._lock_path = path.with_suffix(".lock")
        self._writer = _engine(path, mode="rwc", single=True)
        with taking(), self._alone(), self._writer.connect():
            pass  # the file and its log exist from here on, so readers can open it
        self._reader = _engine(path, mode="ro")
        self._watcher, self._watching = _engine(path, mode="ro", single=True), threading.Lock()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the write lock against other threads and other processes."""
        with self._turn, self._lock_path.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Yield the connection of one write transaction; an inner call joins the outer one.

        Where the disk takes nothing more it is rolled back, and `NoRoom` or `Unwritable`.
        """
        current = getattr(self._mine, "connection", None)
        if current is not None:
            yield current
            return
        with taking(), self._alone(), self._writer.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            self._mine.connection = connection
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                _undo(connection)
                raise
            finally:
                self._mine.connection = None

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Yield a connection for reading: inside a write, the write's own."""
        current = getattr(self._mine, "connection", None)
        if current is not None:
            yield current
            return
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Let everything that this thread reads inside be the record of one moment, whatever others write meanwhile.

        Nothing can be written inside.
        """
        with self._reader.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # the moment is that of the first look
            self._mine.connection = connection
            try:
                yield
            finally:
                self._mine.connection = None
                _undo(connection)

    def moment(self) -> int | None:
        """Return a number that is another one after every commit, whoever made it.

        None where this thread does not read what was committed last: inside a write, or a look.
        """
        if getattr(self._mine, "connection", None) is not None:
            return None
        with self._watching, self._watcher.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def close(self) -> None:
        """Close every connection; the last checkpoint runs under the lock."""
        self._watcher.dispose()
        self._reader.dispose()
        with self._alone():
            self._writer.dispose()
