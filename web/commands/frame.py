"""What every command stands on: the options they share, and an opened archive."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from archive.errors import ArchiveError
from archive.settings import PDF_ENGINES, Settings, read_settings
from archive.store import Store

archive_option = click.option(
    "--archive",
    default=None,
    metavar="FOLDER",
    help="The archive's folder (default: VERBATIM_ARCHIVE, else ./archive-data).",
)
engine_option = click.option(
    "--engine", default="", type=click.Choice(["", *PDF_ENGINES]), help="First reader of PDFs."
)
workers_option = click.option("--workers", default=None, type=click.IntRange(1, 64), help="Files read at once.")
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


def somebody(command: str) -> str:
    """Return who runs a command, as the record names them: `ida (verbatim ingest)`."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = f"user {os.getuid()}"
    return f"{name} ({command})"


@contextmanager
def opened(archive: str | None, workers: int | None = None) -> Iterator[tuple[Store, Settings]]:
    """Open the store for one command; an error of the archive ends it with its sentence and exit 1."""
    settings = read_settings(archive=archive, workers=workers)
    try:
        store = Store(settings.folder)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    try:
        yield store, settings
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    finally:
        store.close()
