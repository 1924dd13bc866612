"""The reading room: the engine that serves, kept current, whoever writes the index meanwhile."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from archive.errors import Damaged
from archive.store import Store
from index.engines.protocol import Engine
from index.indexer import Indexer

Answer = TypeVar("Answer")
MANY = 100_000
"""From so many passages on another engine than Whoosh is recommended."""

_LOG = logging.getLogger("verbatim.index")


@dataclass(frozen=True, slots=True)
class State:
    """How the index stands: its name, how many changes it is behind, and a sentence for readers where it matters.

    `advice` is a sentence for whoever keeps the archive, empty where all is well.
    """

    name: str
    behind: int
    note: str
    serving: bool
    advice: str = ""


class ReadingRoom:
    """Holds one open engine for a process and changes to a new generation when there is one."""

    def __init__(self, store: Store, engine: str = "whoosh") -> None:
        """Stand on a store; new indexes are of this engine, and it is opened when first asked for."""
        self._store = store
        self._indexer = Indexer(store, engine)
        self._preferred = engine
        self._mover: threading.Thread | None = None
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._generation = ""

    def engine(self) -> Engine:
        """Return the engine that serves now."""
        return self._serving()[0]

    def ask(self, question: Callable[[Engine], Answer]) -> Answer:
        """Put a question to the engine; where its files turn out to be damaged, build it anew and ask again."""
        engine, generation = self._serving()
        try:
            return question(engine)
        except Damaged:
            self._indexer.rebuild(damaged=generation)
            return question(self.engine())

    def _serving(self) -> tuple[Engine, str]:
        """Return the engine that serves now and its generation's name."""
        with self._lock:
            current = self._indexer.current()
            if self._engine is None or not current or current != self._generation:
                self._engine = self._indexer.open()
                self._generation = self._indexer.current()
            return self._engine, self._generation

    def catch_up(self) -> int:
        """Bring the index up to date, anew where it is damaged or of another engine; return how many changes."""
        try:
            _, generation = self._serving()
            if not self._indexer.is_preferred(generation):
                self._indexer.rebuild(damaged=generation)
            return self._caught_up()
        except Damaged:
            self._indexer.rebuild(damaged=self._generation)
            return self._caught_up()

    def _caught_up(self) -> int:
        while (applied := self._indexer.catch_up(*self._serving())) < 0:
            pass  # another process has built a new generation meanwhile
        return applied

    def follow(self) -> None:
        """Bring the index up to date after something was stored; a fault is logged, and the index stays behind.

        When all can be found, the engine tidies up.
        An index of another engine than the preferred one is brought up to date as it is, and serves until
        one of the preferred engine has been built in the background.
        """
        try:
            _, generation = self._serving()
            if self._indexer.is_preferred(generation):
                applied = self.catch_up()
            else:
                applied = self._caught_up()
                self._move(generation)
            if applied:
                self._indexer.tidy(*self._serving())
        except Exception:  # noqa: BLE001  what was stored is stored, whatever becomes of the index
            _LOG.exception("the index could not be brought up to date")

    def _move(self, generation: str) -> None:
        """Build an index of the preferred engine beside the one that serves, once at a time."""
        with self._lock:
            if self._mover is None or not self._mover.is_alive():
                self._mover = threading.Thread(
                    target=self._indexer.rebuild, kwargs={"damaged": generation}, daemon=True
                )
                self._mover.start()

    def rebuild(self) -> None:
        """Build the index anew; the old one serves until the new one is ready."""
        self._indexer.rebuild()

    def state(self) -> State:
        """Say how the index stands; annotations are no part of it, so they never put it behind."""
        behind = self._store.outbox.waiting(self.ask(lambda engine: engine.cursor()), "document")
        if behind > 0:
            return State(
                "behind", behind, "The index is behind: the newest documents may be missing here.", serving=True
            )
        return State("current", 0, "", serving=True, advice=self._advice())

    def _advice(self) -> str:
        """Return what whoever keeps the archive should change, empty where all is well."""
        passages = self.ask(lambda engine: engine.passages())
        if self._preferred == "tantivy" or passages <= MANY:
            return ""
        return (
            f"The archive has {passages:,} passages: set VERBATIM_ENGINE=tantivy and run `verbatim reindex`; "
            "answers stay the same and come many times faster."
        )

    def close(self) -> None:
        """Let go of the engine."""
        with self._lock:
            if self._engine is not None:
                self._engine.close()
                self._engine = None
