"""What every command stands on: the options they share, and an opened archive."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from archive.errors import ArchiveError, NotHeld
from archive.settings import PDF_ENGINES, Settings, read_settings
from archive.store import Store
from archive.store.disk import fault_of

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
    """Open the store for one command; errors of the archive, or a full disk, end it as `told` says."""
    settings = read_settings(archive=archive, workers=workers)
    with told(), closing(Store(settings.folder)) as store:
        yield store, settings


@contextmanager
def told() -> Iterator[None]:
    """Let an error of the archive, or a full disk, end a command with its sentence and exit 1.

    To name what is not held is wrong usage: exit 2, as for a file that is not there.
    """
    try:
        yield
    except NotHeld as error:
        raise click.UsageError(str(error)) from error
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:  # such as the index's
        told = fault_of(error)
        if told is None:
            raise
        raise click.ClickException(str(told)) from error
