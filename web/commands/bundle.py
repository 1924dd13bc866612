"""The commands that write the archive as one file, and make an archive of such a file."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.bundling.checking import opened_bundle
from archive.bundling.exporting import export_bundle
from archive.bundling.importing import import_bundle
from archive.counting import many
from index.reading_room import ReadingRoom
from web.commands.frame import archive_option, json_option, opened, told
from web.present.bundle import readable
from web.references import parse_reference


def install(main: click.Group) -> None:
    """Add the commands."""
    main.add_command(export)
    main.add_command(take_in)


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--document", "documents", multiple=True, metavar="ID", help="This document alone; may be repeated.")
@archive_option
@json_option
def export(file: Path, documents: tuple[str, ...], archive: str | None, as_json: bool) -> None:
    """Write the archive to a new FILE (ZIP): readable without the software, and imported again without loss."""
    if file.exists():
        raise click.UsageError(f"{file} is there already; nothing was written")
    with opened(archive) as (store, _settings):
        ids = [parse_reference(written).document for written in documents]
        count = export_bundle(store, file, readable, documents=ids)
    size = file.stat().st_size
    if as_json:
        click.echo(json.dumps({"file": str(file), "documents": count, "bytes": size}))
    else:
        click.echo(f"{many(count, 'document')} in {file} ({size:,} bytes)")


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--limit",
    default=64,
    type=click.IntRange(1),
    show_default=True,
    metavar="GIB",
    help="A file that would be larger when unpacked is refused.",
)
@archive_option
@json_option
def take_in(file: Path, limit: int, archive: str | None, as_json: bool) -> None:
    """Make an empty archive the one that was exported to FILE: the same ids, digests and links. All or nothing."""
    if not file.is_file():
        raise click.UsageError(f"there is no file {file}")
    with told(), opened_bundle(file, limit=limit << 30) as bundle, opened(archive) as (store, settings):
        imported = import_bundle(store, bundle)
        if as_json:
            click.echo(json.dumps({"file": str(file), **asdict(imported)}))
        else:
            click.echo(f"{many(imported.documents, 'document')}, {many(imported.annotations, 'annotation')} imported")
        room = ReadingRoom(store, settings.engine)  # after what was said: that stands, whatever becomes of the index
        room.catch_up()
        room.close()
