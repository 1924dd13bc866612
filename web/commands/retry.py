"""The command that reads files once more."""

from __future__ import annotations

import sys

import click

from archive.errors import NotHeld
from archive.provenance import Accession
from archive.store import Store
from ingest.retry import failed, retry
from web.commands.frame import archive_option, json_option, opened, somebody, workers_option
from web.commands.report import Report, work_off
from web.reasons import REASONS


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(read_again)


@click.command("retry")
@click.argument("accessions", nargs=-1, metavar="ACCESSION…")
@click.option("--failed", "every", is_flag=True, help="Every file from which no text could be had.")
@click.option("--code", default="", metavar="CODE", help="Those that failed for this reason, such as needs-ocr.")
@workers_option
@archive_option
@json_option
def read_again(
    accessions: tuple[str, ...], every: bool, code: str, workers: int | None, archive: str | None, as_json: bool
) -> None:
    """Read files once more, by their accessions or by what became of them, as `ingest` read them."""
    if bool(accessions) == (every or bool(code)):
        raise click.UsageError("name accessions, or say --failed or --code")
    if code and code not in REASONS:
        raise click.UsageError(f"there is no code {code}; the codes are {', '.join(REASONS)}")
    with opened(archive, workers=workers) as (store, settings):
        chosen = [_held(store, identifier) for identifier in accessions] or failed(store, code=code)
        with Report(store, store.clock.new_id(), files=len(chosen), as_json=as_json, engine=settings.engine) as report:
            placed = retry(store, chosen, deposit=report.deposit, actor=somebody("verbatim retry"))
            work_off(store, settings, report)
        for accession in chosen:
            if placed[accession.id] != report.deposit:
                click.echo(f"{accession.file_name} ({accession.id}) waits to be read already", err=True)
    sys.exit(1 if report.failed else 0)


def _held(store: Store, identifier: str) -> Accession:
    """Return an accession; the error names the one that is not held."""
    try:
        return store.accessions.get(identifier)
    except NotHeld as error:
        raise NotHeld(f"there is no accession {identifier}") from error
