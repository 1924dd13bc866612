"""The commands that take files in."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from archive.errors import NotHeld, Refused
from archive.provenance import Accession
from archive.settings import Settings
from archive.store import Store
from ingest import sidecar
from ingest.accession import Arrival, gather, keep, writable
from ingest.holders import Holder
from ingest.orders import Order, described
from ingest.pipeline import hand_over, too_large
from ingest.results import Result, Status
from ingest.watching import Watch
from web.commands.frame import archive_option, engine_option, json_option, opened, somebody, workers_option
from web.commands.places import Place, written
from web.commands.report import Report, work_off

_AT_ONCE = 20
"""How many arrivals are recorded in one transaction."""


def install(main: click.Group) -> None:
    """Add the commands."""
    main.add_command(ingest)
    main.add_command(watch)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--revision-of", default="", metavar="DOC", help="The file is a new revision of this document.")
@click.option("--witness-of", default="", metavar="DOC", help="The file carries the same text as this document.")
@engine_option
@workers_option
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
    """Take in files, and all files of folders. Files already held are recognised; a bad file stops nothing.

    A run that is broken off loses nothing: run it again, and it goes on where it stopped.
    """
    files = gather(paths)
    if (revision_of or witness_of) and len(files) != 1:
        raise click.UsageError("--revision-of and --witness-of are said of one file")
    order = Order(revision_of=revision_of, witness_of=witness_of, engine=engine)
    with opened(archive, workers=workers) as (store, settings):
        try:
            store.documents.must_hold(*filter(None, (revision_of, witness_of)))
        except NotHeld as error:
            raise NotHeld(f"{error}; nothing was taken in") from error
        with _reporting(store, settings, files, as_json) as report:
            take_in(store, settings, files, order, report)
    sys.exit(1 if report.failed else 0)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--every", default=2.0, show_default=True, type=click.FloatRange(0.1, 3600), help="Seconds between looks."
)
@click.option("--once", is_flag=True, help="Take in what lies there now, and end.")
@engine_option
@workers_option
@archive_option
@json_option
def watch(
    folder: Path,
    every: float,
    once: bool,
    engine: str,
    workers: int | None,
    archive: str | None,
    as_json: bool,
) -> None:
    """Take in every file that appears in a folder, or changes there, once it is no longer being written to."""
    with opened(archive, workers=workers) as (store, settings):
        watched = Watch(store, folder)
        if not (as_json or once):
            click.echo(f"watching {folder}; Ctrl-C ends", err=True)
        while True:
            ready = [(file, folder / file.relative_to(folder.resolve())) for file in watched.settled()]
            if ready:
                with _reporting(store, settings, ready, as_json) as report:
                    take_in(store, settings, ready, Order(engine=engine), report, agent="verbatim watch")
            if once and not watched.unsettled:
                return
            time.sleep(every)


_Files = Sequence[tuple[Path, Path]]
"""Files, each with its path as it was handed in."""


def _reporting(store: Store, settings: Settings, files: _Files, as_json: bool) -> Report:
    handed = {file.as_uri(): written(named) for file, named in files}
    deposit = store.clock.new_id()
    return Report(store, deposit, files=len(files), as_json=as_json, engine=settings.engine, handed=handed)


def take_in(
    store: Store,
    settings: Settings,
    files: _Files,
    order: Order,
    report: Report,
    *,
    agent: str = "verbatim ingest",
) -> None:
    """Hand files over in one thread while others are read; come back when all are stored.

    Where handing over breaks down, what was handed over is still read, and then the fault is raised.
    """
    refused: list[tuple[Result, Place]] = []
    faults: list[Exception] = []

    def give() -> None:
        arrival = Arrival("", "", somebody(agent), report.deposit)
        try:
            for start in range(0, len(files), _AT_ONCE):
                kept = list(_kept(store, settings, files[start : start + _AT_ONCE], order, arrival, refused))
                with store.atomic():
                    for accession, asked in kept:
                        hand_over(store, accession, asked, broken_off=standing.dead)
        except Exception as error:  # noqa: BLE001  raised in the thread that waits for this one
            faults.append(error)

    standing = Holder(store.folder, report.deposit)
    standing.begin()
    giving = threading.Thread(target=give, name="handing over", daemon=True)
    giving.start()
    try:
        work_off(store, settings, report, more=giving.is_alive)
    finally:
        standing.close()
    for result, place in refused:
        report.tell(result, place)
    if faults:
        raise faults[0]


def _kept(
    store: Store,
    settings: Settings,
    files: _Files,
    order: Order,
    arrival: Arrival,
    refused: list[tuple[Result, Place]],
) -> Iterator[tuple[Accession, Order]]:
    """Keep the bytes of files, and say of each how it is to be read; what cannot be kept is `refused`."""
    for file, named in files:
        place = Place(written(named))
        arriving = replace(arrival, name=file.name, source=file.as_uri())
        if not file.is_file():
            reason = "cannot be opened: it is no file, or a folder that may not be looked into"
            refused.append((_unreachable(file, reason), place))
            continue
        try:
            with file.open("rb") as stream:
                yield (
                    keep(store, stream, arriving, limit=settings.upload_bytes),
                    described(order, partial(sidecar.of, file)),
                )
        except Refused as error:
            refused.append((too_large(writable(file.name), error), place))
        except OSError as error:
            refused.append((_unreachable(file, f"cannot be taken in: {error.strerror}"), place))


def _unreachable(file: Path, reason: str) -> Result:
    return Result(writable(file.name), Status.FAILED, code="unreachable", reason=reason)
