"""Looking again: when a document arrives or changes, the quotations that may be taken from it become due.

The outbox tells what arrived. Each document is asked which kept rows of words it has; whatever has a place in an older
revision of it is due as well. So nothing else is traced again.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from archive.attendant import Attendant
from archive.detection import DETECTION, find_quotations
from archive.documents import Document
from archive.errors import ArchiveError
from archive.folding import terms, without
from archive.ledgers import Cause
from archive.requoting import Printed, requoted
from archive.store import Store
from index.ledger import TRACING, trace_due
from index.reading_room import ReadingRoom
from index.shingles import digests

_READER = "ledger"
_ENTRIES = 50
_LEDGERS = 20
_OUTDATED = 1_000
_SECONDS = 20.0
"""How long one document's quotations are traced before others have their turn."""

_LOG = logging.getLogger("verbatim.ledger")


class Lookout:
    """Keeps the ledgers of an archive up to date, one process at a time."""

    def __init__(self, store: Store, room: ReadingRoom) -> None:
        """Stand on a store and its index."""
        self._store, self._room = store, room
        self._attendant = Attendant("lookout", self._serve)
        self._current = False

    def wake(self) -> None:
        """Say that something arrived; the first call begins to look in a thread of its own."""
        self._attendant.wake()

    def close(self) -> None:
        """Finish the document at hand, and end."""
        self._attendant.close()

    def _serve(self) -> None:
        while not self._attendant.ended.is_set():
            self._attendant.awake()
            try:
                self.look()
            except Exception:  # what is due stays due
                _LOG.exception("the ledgers could not be brought up to date")
            self._attendant.wait()

    def look(self) -> int:
        """Bring all ledgers up to date; return how many quotations were traced, -1 where another process does it."""
        with self._alone() as alone:
            if not alone:
                return -1
            self._outdated()
            traced, some = 0, 1
            while some and not self._attendant.ended.is_set():
                while self._arrivals():
                    pass
                traced += (some := self._trace())
            return traced

    def _arrivals(self) -> bool:
        """Read some entries of the outbox, as far as the index has got; tell whether there were any."""
        indexed = self._room.ask(lambda engine: engine.cursor())
        entries = self._store.outbox.after(self._store.cursors.get(_READER), _ENTRIES)
        entries = [entry for entry in entries if entry.number <= indexed]
        changed = dict.fromkeys(entry.key for entry in entries if entry.noun == "document")
        held = self._store.documents.get_many(list(changed))
        for document in held.values():
            with self._store.atomic():  # one at a time, so that nobody who writes waits for long; twice does no harm
                arrived(self._store, document)
        if entries:
            self._store.cursors.replace(_READER, entries[-1].number)
        return bool(entries)

    def _trace(self) -> int:
        """Trace quotations of some documents; return how many. What cannot be read is logged, and keeps nobody else."""
        before = self._store.quotations.waiting()
        for document, _ in self._store.quotations.awaiting(limit=_LEDGERS):
            if self._attendant.ended.is_set():
                break
            try:
                trace_due(self._room.engine(), self._store, document, seconds=_SECONDS)
            except ArchiveError:
                _LOG.exception("the quotations of document %s could not be traced", document)
        return before - self._store.quotations.waiting()

    def _outdated(self) -> None:
        """Make due what another version of tracing has traced; once, since this one does not change meanwhile."""
        while not self._current and (found := self._store.traces.older_than(TRACING, limit=_OUTDATED)):
            self._store.quotations.make_due(found, Cause.VERSION)
        self._current = True

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Hold the lookout's lock, or say that another process holds it."""
        with (self._store.folder / "ledgers.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True


def arrived(store: Store, document: Document) -> None:
    """Make due what may be taken from a document's newest revision, and search it for quotations of its own."""
    key = document.id, document.newest
    text = store.revisions.text(*key)
    if store.quotations.searched(*key) is None:
        found = find_quotations(text, store.revisions.outline(*key)[1])
        store.quotations.add(*key, found.quotations, detection=DETECTION, complete=found.complete)
    _compare(store, key, text)
    revised = {quoting.quotation for quoting in store.traces.on_source(document.id)}
    store.quotations.make_due(revised, Cause.REVISION)
    words = terms(without(text, store.revisions.furniture([key])[key]))
    asked = {quotation for quotation in store.traces.having(digests(words)) if quotation[0] != document.id}
    store.quotations.make_due(asked, Cause.ARRIVAL)


def _compare(store: Store, key: tuple[str, int], text: str) -> None:
    """Find what became of the quotations of the revision before, once and where both were searched."""
    searched, before = store.quotations.searched(*key), (key[0], key[1] - 1)
    if searched is None or searched.requoted is not None or store.quotations.searched(*before) is None:
        return
    old, new = (
        Printed(words, store.quotations.of(*of)) for of, words in ((before, store.revisions.text(*before)), (key, text))
    )
    store.quotations.compare(*key, requoted(old, new))
