"""The command that reads documents again."""

from __future__ import annotations

import sys

import click

from archive.store import Store
from ingest.rereading import reread
from web.commands.frame import archive_option, engine_option, json_option, opened, somebody, workers_option
from web.commands.report import Report, work_off


def install(main: click.Group) -> None:
    """Add the command."""
    main.add_command(read_again)


@click.command("reread")
@click.argument("documents", nargs=-1, metavar="DOC…")
@click.option("--all", "every", is_flag=True, help="Every document.")
@click.option("--review", is_flag=True, help="Every document at whose text a person should look.")
@engine_option
@workers_option
@archive_option
@json_option
def read_again(
    documents: tuple[str, ...],
    every: bool,
    review: bool,
    engine: str,
    workers: int | None,
    archive: str | None,
    as_json: bool,
) -> None:
    """Read the files of documents again; a new revision comes of it only where something differs."""
    if [bool(documents), every, review].count(True) != 1:
        raise click.UsageError("name documents, or say --all or --review")
    with opened(archive, workers=workers) as (store, settings):
        chosen = _known(store, documents) or (store.documents.ids() if every else store.documents.to_review())
        deposit, actor = store.clock.new_id(), somebody("verbatim reread")
        with store.atomic():
            asked = [one for one in chosen if reread(store, one, deposit=deposit, actor=actor, engine=engine)]
        for document in sorted(set(chosen) - set(asked)):
            click.echo(f"document {document} waits to be read already", err=True)
        with Report(store, deposit, files=len(asked), as_json=as_json, engine=settings.engine) as report:
            work_off(store, settings, report)
    sys.exit(1 if report.failed else 0)


def _known(store: Store, documents: tuple[str, ...]) -> list[str]:
    """Return the documents that were named, each once; one that is not held ends the command."""
    store.documents.must_hold(*documents)
    return list(dict.fromkeys(documents))
