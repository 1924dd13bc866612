"""The commands that write a document's annotations as a file, and import such a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from archive.access import ANONYMOUS
from archive.annotations import Visibility
from archive.bringing import bring
from archive.brought import Conditions, Fared, Fate
from archive.settings import Settings
from web import addressed, urls
from web.commands.frame import archive_option, json_option, opened
from web.exporting import of_document
from web.importing.naming import Home
from web.importing.pages import about
from web.importing.reading import MOST_BYTES, read_rows
from web.present.exported import FORMS
from web.present.imported import imported_wire
from web.references import parse_reference


def install(main: click.Group) -> None:
    """Add the commands."""
    main.add_command(write)
    main.add_command(take_in)


@click.command("annotations")
@click.argument("doc")
@click.option("--form", default="jsonld", type=click.Choice(list(FORMS)), show_default=True, help="What is written.")
@click.option("--as", "person", default="", metavar="PERSON", help="Those that this person sees, not only public ones.")
@archive_option
def write(doc: str, form: str, person: str, archive: str | None) -> None:
    """Write the annotations on a document. DOC is an id, or id@revision for those made on that revision alone."""
    with opened(archive) as (store, settings):
        viewer = store.people.named(person) if person else ANONYMOUS
        pinned = parse_reference(doc).revision
        document, _revision = addressed.revision(store, doc)
        address = urls.exported(f"{document.id}@{pinned}" if pinned else document.id, form)
        exported = of_document(store, viewer, document, address, revision=pinned)
        click.echo(FORMS[form].write(exported, _host(settings)).encode(), nl=False)


@click.command("import-annotations")
@click.argument("doc")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "person", required=True, metavar="PERSON", help="Whose annotations they become.")
@click.option("--page", default="", metavar="ADDRESS", help="Only those made on this page, where the file has several.")
@click.option(
    "--seen-by",
    default=Visibility.PRIVATE.value,
    type=click.Choice([each.value for each in Visibility]),
    show_default=True,
    help="Who sees those that do not say it.",
)
@archive_option
@json_option
def take_in(doc: str, file: Path, person: str, page: str, seen_by: str, archive: str | None, as_json: bool) -> None:
    """Import the annotations of FILE (JSON-LD, CSV, or JSON of Hypothesis) to a document; each whole or not at all."""
    with opened(archive) as (store, settings):
        actor = store.people.named(person)
        document, revision = addressed.revision(store, doc)
        with file.open("rb") as stream:
            rows = read_rows(stream.read(MOST_BYTES + 1), Home(_host(settings)))
        conditions = Conditions(document.id, revision.number, Visibility(seen_by), listed=settings.listed_tags)
        fared = bring(store, actor, about(rows, document, page), conditions)
        wire = imported_wire(document, fared, _host(settings))
    click.echo(json.dumps(wire, ensure_ascii=False) if as_json else "\n".join(_lines(wire, fared)))
    sys.exit(1 if wire["refused"] else 0)


def _lines(wire: dict[str, object], fared: Sequence[Fared]) -> Iterator[str]:
    counted = f"{wire['kept']} kept, {wire['already_here']} already here, {wire['refused']} refused"
    yield f"{wire['rows']} in the file: {counted}"
    for each in fared:
        if each.told:
            told = " ".join(each.told.encode(errors="replace").decode().split())
            yield f"{each.row.number}: {'refused' if each.fate is Fate.REFUSED else 'kept'}: {told}"


def _host(settings: Settings) -> str:
    """Return where the archive is served, by which its own annotations are known."""
    return (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")
