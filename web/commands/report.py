"""Says what becomes of files while they are read: a bar on a terminal, a line for machines, a summary at the end."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from types import MappingProxyType, TracebackType
from typing import Self

import click

from archive.counting import many
from archive.jobs import Job
from archive.settings import Settings
from archive.store import Store
from index.reading_room import ReadingRoom
from ingest.finishing import Finished
from ingest.queue import Workers
from ingest.results import Result, Status, result_of
from web.commands.places import Place, place_of

_INDEXED = 100
"""After how many files the index is brought up to date, beside the reading of others."""

_ALWAYS = (Status.STORED, Status.DUPLICATE, Status.FAILED)


class Report:
    """Counts, tells, and keeps the index up to date. Answers go to stdout, the bar to stderr, on a terminal only."""

    def __init__(
        self,
        store: Store,
        deposit: str,
        *,
        files: int,
        as_json: bool,
        engine: str,
        handed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Expect so many files of a deposit; a mail or ZIP file brings more. `engine` is that of the index.

        `handed` are their paths as they were handed in, by the source they become.
        """
        self.deposit = deposit
        self._store = store
        self._handed = handed
        self._told: set[int] = set()
        self.counts: Counter[Status] = Counter()
        self._waiting = 0
        self._as_json = as_json
        self._room = ReadingRoom(store, engine)
        self._indexing = ThreadPoolExecutor(1, thread_name_prefix="indexing")
        self._late: list[str] = []
        self._bar = click.progressbar(
            range(files),
            label="reading",
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
            show_pos=True,
            item_show_func=lambda _: self._aside(),
        )

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away, let the index know the last files, and say what became of all."""
        self._bar.__exit__(kind, error, trace)
        for line in self._late:
            click.echo(line)
        self._indexing.shutdown()
        self._room.catch_up()
        advice = self._room.state().advice
        self._room.close()
        if error is None and not self._as_json:
            click.echo(self._summary())
            if advice:
                click.echo(advice, err=True)

    def __call__(self, finished: Sequence[Finished]) -> None:
        """Tell of a batch that was stored."""
        self._tell_all([(one.job, one.result) for one in finished if one.job.deposit == self.deposit])

    def rest(self) -> None:
        """Tell of the files that another process read."""
        for progress in self._store.jobs.progress(deposit=self.deposit):
            if progress.total == len(self._told):
                continue
            jobs = self._store.jobs.of(self.deposit, limit=progress.total)
            self._tell_all([(job, result_of(job.result)) for job in jobs if job.number not in self._told])

    def _tell_all(self, ended: Sequence[tuple[Job, Result]]) -> None:
        arrived = self._store.accessions.get_many([job.accession for job, _ in ended]) if ended else {}
        for job, result in ended:
            self._told.add(job.number)
            self.tell(result, place_of(arrived[job.accession], self._handed))

    def tell(self, result: Result, place: Place) -> None:
        """Tell of one file."""
        self.counts[result.status] += 1
        self._waiting += result.waits
        if self._as_json:
            told = asdict(place) | {name: value for name, value in result.wire().items() if name != "name"}
            click.echo(json.dumps(told, ensure_ascii=False))
        elif result.reason:
            word = "waits" if result.waits else result.status.value
            code = f"[{result.code}] " if result.code else ""
            self._say(f"{word:<11} {result.name}: {code}{result.reason}")
        self._bar.length = (self._bar.length or 0) + result.parts
        self._bar.update(1)
        if self.counts.total() % _INDEXED == 0:
            self._indexing.submit(self._room.follow)

    def _say(self, line: str) -> None:
        """Say a line: at once, or after the bar where there is one."""
        if self._bar.hidden:
            click.echo(line)
        else:
            self._late.append(line)

    def _aside(self) -> str:
        """Return what stands beside the bar: files a second and how many failed."""
        pace = self._bar.time_per_iteration
        failed = self.counts[Status.FAILED]
        return (f"{1 / pace:.1f} files/s" if pace else "") + (f", {failed} failed" if failed else "")

    @property
    def failed(self) -> bool:
        """Whether anything failed; what only waits for OCR did not."""
        return self.counts[Status.FAILED] > self._waiting

    def _summary(self) -> str:
        """Return the counts in a line."""
        told = [
            f"{self.counts[status]} {status.value}" for status in Status if status in _ALWAYS or self.counts[status]
        ]
        waiting = f" ({self._waiting} of them for want of OCR)" if self._waiting else ""
        if not self.counts:
            return "no files"
        return f"{many(self.counts.total(), 'file')}: {', '.join(told)}{waiting}"


def work_off(
    store: Store,
    settings: Settings,
    report: Report,
    *,
    more: Callable[[], bool] = lambda: False,
) -> None:
    """Read what is queued, telling of it, until a deposit is finished and no `more` files are coming."""
    workers = Workers(store, settings, report)
    with _ended_in_order():
        try:
            workers.run(report.deposit, more=more)
        except (KeyboardInterrupt, SystemExit):
            click.echo("stopping: what is being read is finished or given back; run it again to go on", err=True)
            raise
        finally:
            workers.close()
    report.rest()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let a request to end (SIGTERM) end the command as Ctrl-C does: in order, with the exit status shells expect."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
