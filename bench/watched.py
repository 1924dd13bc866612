"""An indexer that watches its engine: what writing alone takes, and the rows that an engine is fed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.store import Store
from bench.clocks import timed
from index.engines.protocol import Engine, Row
from index.indexer import Indexer


class WatchedEngine:
    """An engine whose writes are timed; all else is the engine's own."""

    def __init__(self, engine: Engine, rows: list[Row] | None) -> None:
        """Stand before an engine; `rows` gathers what it is fed."""
        self._engine = engine
        self._rows = rows
        self.seconds = 0.0

    def write(self, rows: Sequence[Row], *, gone: Sequence[str], cursor: int) -> None:
        """Let the engine write, and add the CPU seconds that took."""
        if self._rows is not None:
            self._rows.extend(rows)
        _, spent = timed(self._engine.write, rows, gone=gone, cursor=cursor)
        self.seconds += spent.cpu / 1000

    def __getattr__(self, name: str) -> Any:
        """Return what the engine itself has."""
        return getattr(self._engine, name)


class WatchedIndexer(Indexer):
    """The indexer as it is, but for the watch on every engine that it opens."""

    def __init__(self, store: Store, engine: str, rows: list[Row] | None = None) -> None:
        """Stand on a store, for an engine of this name; `rows` gathers what is fed to it."""
        super().__init__(store, engine)
        self._gathered = rows

    def _opened(self, name: str, engine: str) -> Any:
        return WatchedEngine(super()._opened(name, engine), self._gathered)
