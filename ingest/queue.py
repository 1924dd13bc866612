"""The queue at work: jobs are claimed, files read by several workers at once, results stored in batches.

A job is held by a lease that is renewed while the process lives; a killed process's jobs are claimed again by the next
one that starts, or, where its death cannot be seen, when its lease has run out. A result counts only if its job is
still held, so nothing is stored twice.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

from archive.attendant import Attendant
from archive.errors import Unwritable
from archive.jobs import Job
from archive.provenance import Accession
from archive.settings import Settings
from archive.store import Store
from ingest import confine
from ingest.finishing import Finished, faulty, finish, give_up
from ingest.holders import Holder
from ingest.orders import Order, order_of
from ingest.pipeline import Prepared, prepare

_LOG = logging.getLogger("verbatim.queue")
_LEASE_MINUTES = 0.5
_LOOK_SECONDS = 8
"""How often leases are renewed, and it is seen whether others have gone."""

_PAUSE_SECONDS = 5
"""How long the queue rests after a fault of the record itself, such as a full disk."""

_TICK = 0.25
"""Seconds between two looks at a queue in which nothing can be done."""

_GATHER_SECONDS = 0.1
"""How long results are gathered to be stored in one transaction, unless all that is at work is done sooner."""

_PATIENCE_SECONDS = 10
"""How long files that are being read may take to the end once the queue is to be closed."""

_BATCH = 50
_AHEAD = 4
"""How many jobs a worker holds: one at work, and enough that it does not wait while results are gathered."""


class Workers:
    """Reads what is queued. `done` is told of each batch after it has been stored, and now and then of none."""

    def __init__(self, store: Store, settings: Settings, done: Callable[[Sequence[Finished]], object]) -> None:
        """Stand on a store; nothing is read before `run` or `wake`."""
        self._store = store
        self._settings = settings
        self._done = done
        self._holder = Holder(store.folder)
        self._pool = ThreadPoolExecutor(settings.workers, thread_name_prefix="reading")
        self._at_work: dict[Future[Prepared], Job] = {}
        self._attendant = Attendant("queue", self._serve)
        self._looked, self._leased = -math.inf, ""

    def run(self, deposit: str, *, more: Callable[[], bool]) -> None:
        """Work until every job of a deposit is finished, by us or by another process, and no `more` are coming."""
        self._begin()
        while self._turn() or more() or not self._finished(deposit):
            if not self._at_work:
                self._attendant.ended.wait(_TICK)

    def wake(self) -> None:
        """Say that there is something in the queue; the first call begins to work in a thread of its own."""
        self._attendant.wake()

    def close(self) -> None:
        """Finish what is at work, store it, give the rest back; what takes too long is stopped and given back."""
        self._attendant.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
        ended = self._ended([future for future in self._at_work if not future.cancelled()])
        with _room_or_not():
            self._settle([future for future in ended if not future.exception()])
        with _room_or_not():
            self._store.jobs.release(self._holder.token)
        self._holder.close()

    def _ended(self, at_work: Sequence[Future[Prepared]]) -> set[Future[Prepared]]:
        """Wait for the readings at work to end; return those that came to their end by themselves."""
        late, done = set(at_work), set[Future[Prepared]]()
        try:
            done, late = wait(at_work, timeout=_PATIENCE_SECONDS)
        finally:
            if late:
                with confine.stopped():
                    wait(late)
        return done

    def _begin(self) -> None:
        """Say that this process is at work."""
        self._holder.begin()
        self._looked = -math.inf

    def _look_round(self) -> None:
        """Hold what is at work longer, free the jobs of processes that are gone, tell of what others have stored."""
        self._looked, self._leased = time.monotonic(), self._until()
        numbers = [job.number for job in self._at_work.values()]
        if numbers:
            self._store.jobs.extend(numbers, token=self._holder.token, until=self._leased)
        self._holder.left_behind()
        for token in self._store.jobs.holders():
            if self._holder.dead(token):
                self._store.jobs.expire(token)
        self._done(())

    def _serve(self) -> None:
        """Work until `close`; a fault of the record or the index is logged, and after a while it is tried again."""
        self._begin()
        while not self._attendant.ended.is_set():
            self._attendant.awake()
            try:
                at_work = self._turn()
            except Exception:
                _LOG.exception("the queue stumbled and goes on")
                self._attendant.ended.wait(_PAUSE_SECONDS)
                continue
            if not at_work:
                self._attendant.wait(5 * _TICK)

    def _finished(self, deposit: str) -> bool:
        return all(progress.finished for progress in self._store.jobs.progress(deposit=deposit))

    def _turn(self) -> bool:
        """Claim, wait a little, store what is ready; tell whether anything is at work."""
        now = self._store.clock.now()
        if time.monotonic() > self._looked + _LOOK_SECONDS or now >= self._leased:  # the machine's clock may jump
            self._look_round()
        if self._store.jobs.waiting(at=now):
            self._give_up(now)
            self._claim(now)
        if not self._at_work:
            return False
        ready, _ = wait(self._at_work, timeout=_GATHER_SECONDS)
        self._settle(sorted(ready, key=lambda future: self._at_work[future].number))
        return True

    def _until(self) -> str:
        return self._store.clock.later(_LEASE_MINUTES)

    def _claim(self, now: str) -> None:
        free = self._settings.workers * _AHEAD - len(self._at_work)
        if free <= 0:
            return
        for job in self._store.jobs.claim(free, token=self._holder.token, at=now, until=self._until()):
            self._read(job)

    def _read(self, job: Job) -> None:
        """Let a worker read the file of a job."""
        accession = self._store.accessions.get(job.accession)
        self._at_work[self._pool.submit(self._prepared, accession, order_of(job.order))] = job

    def _prepared(self, accession: Accession, order: Order) -> Prepared:
        """Look at an accession; a fault in the program is a failure of this one file and is logged."""
        try:
            return prepare(self._store, accession, order, self._settings)
        except Unwritable:  # the fault of no file
            raise
        except Exception:  # the fault is logged and becomes this file's result
            _LOG.exception("unexpected fault while reading accession %s", accession.id)
            return faulty(accession, order, "extraction")

    def _give_up(self, now: str) -> None:
        """Tell of jobs whose processes died again and again that they failed."""
        if self._store.jobs.exhausted(at=now):
            self._done(give_up(self._store, at=now))

    def _settle(self, ready: Sequence[Future[Prepared]]) -> None:
        """Store what is ready, in batches, and tell of it; what a full disk does not take stays at work."""
        self._spoiled(ready)
        for start in range(0, len(ready), _BATCH):
            batch = ready[start : start + _BATCH]
            finished = finish(self._store, [(self._at_work[future], future.result()) for future in batch])
            for future in batch:
                del self._at_work[future]
            self._done(finished)

    def _spoiled(self, ready: Sequence[Future[Prepared]]) -> None:
        """Have files read again for whose parts there was no room, and raise why."""
        faults = [(future, fault) for future in ready if (fault := future.exception())]
        for future, _ in faults:
            self._read(self._at_work.pop(future))
        if faults:
            raise faults[0][1]


@contextmanager
def _room_or_not() -> Iterator[None]:
    """Go on where the disk takes nothing more: what is not stored now is read again."""
    try:
        yield
    except Unwritable as error:
        _LOG.warning("what was read is not stored and will be read again: %s", error)
