"""The commands that take files in."""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from archive.errors import ArchiveError, Unreadable
from archive.settings import PDF_ENGINES, Settings
from archive.store import Store
from index.reading_room import ReadingRoom
from ingest.accession import Arrival, gather, keep, record, sidecar_of
from ingest.orders import Order
from ingest.pipeline import ask, too_large
from ingest.queue import Finished, Workers
from ingest.results import Result, Status
from web.cli_frame import archive_option, json_option, opened

_MEBIBYTE = 1 << 20
_AT_ONCE = 20
"""How many arrivals are recorded in one transaction."""

_INDEXED = 200
"""After how many documents the index is brought up to date while files are still coming in."""


def install(main: click.Group) -> None:
    """Add the commands."""
    main.add_command(ingest)


@dataclass(slots=True)
class _Report:
    """Says what becomes of each file as it is stored, and counts."""

    room: ReadingRoom
    as_json: bool
    counts: Counter[Status] = field(default_factory=Counter)

    def __call__(self, finished: Sequence[Finished]) -> None:
        """Tell of a batch that was stored."""
        for one in finished:
            self.tell(one.result)

    def tell(self, result: Result) -> None:
        """Tell of one file."""
        self.counts[result.status] += 1
        if self.as_json:
            click.echo(
                json.dumps(
                    {"path" if name == "name" else name: value for name, value in result.wire().items()},
                    ensure_ascii=False,
                )
            )
        elif result.status is Status.FAILED:
            click.echo(f"failed      {result.name}: [{result.code}] {result.reason}")
        if self.counts.total() % _INDEXED == 0:
            self.room.catch_up()

    def summary(self) -> str:
        """Return the counts in a line."""
        shown = (Status.STORED, Status.DUPLICATE, Status.FAILED)
        told = [f"{self.counts[status]} {status.value}" for status in Status if status in shown or self.counts[status]]
        return f"{self.counts.total()} files: {', '.join(told)}"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--revision-of", default="", metavar="DOC", help="The file is a new revision of this document.")
@click.option("--witness-of", default="", metavar="DOC", help="The file carries the same letter as this document.")
@click.option("--engine", default="", type=click.Choice(["", *PDF_ENGINES]), help="First reader of PDFs.")
@click.option("--workers", default=None, type=click.IntRange(1, 64), help="Files that are read at once.")
@archive_option
@json_option
def ingest(
    paths: tuple[Path, ...],
    revision_of: str,
    witness_of: str,
    engine: str,
    workers: int | None,
    archive: str | None,
    as_json: bool,
) -> None:
    """Take in files, and all files of folders. Files already held are recognised; a bad file stops nothing."""
    files = gather(paths)
    if (revision_of or witness_of) and len(files) != 1:
        raise click.UsageError("--revision-of and --witness-of are said of one file")
    order = Order(revision_of=revision_of, witness_of=witness_of, engine=engine)
    with opened(archive, workers=workers) as (store, settings):
        report = _Report(ReadingRoom(store), as_json)
        _taken_in(store, settings, [file for file, _ in files], order, report)
        report.room.catch_up()
        report.room.close()
    if not as_json:
        click.echo(report.summary())
    sys.exit(1 if report.counts[Status.FAILED] else 0)


def _taken_in(store: Store, settings: Settings, files: Sequence[Path], order: Order, report: _Report) -> None:
    """Hand the files over in one thread while others read them; come back when all are stored."""
    deposit = store.clock.new_id()
    workers = Workers(store, settings, report)
    refused: list[Result] = []
    giving = threading.Thread(target=_give, args=(store, settings, files, order, deposit, refused), daemon=True)
    giving.start()
    try:
        workers.run(deposit, more=giving.is_alive)
    finally:
        workers.close()
    for result in refused:
        report.tell(result)


def _give(
    store: Store, settings: Settings, files: Sequence[Path], order: Order, deposit: str, refused: list[Result]
) -> None:
    """Keep every file and ask for it to be read, some in each transaction."""
    limit = settings.upload_mb * _MEBIBYTE
    for start in range(0, len(files), _AT_ONCE):
        arrived = []
        for file in files[start : start + _AT_ONCE]:
            arrival = Arrival(file.name, file.resolve().as_uri(), "verbatim ingest", deposit)
            try:
                with file.open("rb") as stream:
                    arrived.append((keep(store, stream, arrival, limit=limit), _described(file, order)))
            except ArchiveError as error:
                refused.append(too_large(file.name, error))
            except OSError as error:
                reason = f"cannot be opened: {error.strerror}"
                refused.append(Result(file.name, Status.FAILED, code="unreachable", reason=reason))
        with store.atomic():
            for accession, asked in arrived:
                record(store, accession)
                ask(store, accession, asked)


def _described(file: Path, order: Order) -> Order:
    """Return the order with what the file's sidecar says."""
    try:
        return replace(order, sidecar=sidecar_of(file))
    except Unreadable as error:
        return replace(order, fault=str(error))
