"""The commands that show a document with its evidence, and correct its description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from archive.access import Action, Role
from archive.describing import correct, revert, values
from archive.documents import FIELDS, Document, Revision
from archive.findings import used
from archive.store import Store
from index.reading_room import ReadingRoom
from web import addressed
from web.commands.acting import acting
from web.commands.frame import archive_option, json_option, opened
from web.moments import day
from web.present.description import LABELS, correction_words, source_words
from web.present.revision import revision_wire
from web.references import parse_reference


def install(main: click.Group) -> None:
    """Add the commands."""
    main.add_command(show)
    main.add_command(describe)


@click.command()
@click.argument("doc")
@archive_option
@json_option
def show(doc: str, archive: str | None, as_json: bool) -> None:
    """Show a document: what is known of it and on what that rests. DOC is an id, or id@revision."""
    with opened(archive) as (store, _settings):
        document, revision = addressed.revision(store, doc)
        if as_json:
            click.echo(json.dumps(revision_wire(store, document, revision, within=True), ensure_ascii=False))
        else:
            click.echo("\n".join(_summary(store, document, revision)))


@click.command()
@click.argument("doc")
@click.argument("told", nargs=-1, metavar="FIELD=VALUE…")
@click.option("--revert", "back", multiple=True, metavar="FIELD", help="Take the correction of this field back.")
@click.option("--as", "person", default="", metavar="NAME", help="Who says so; needed where several people may.")
@archive_option
@json_option
def describe(
    doc: str, told: Sequence[str], back: Sequence[str], person: str, archive: str | None, as_json: bool
) -> None:
    """Correct the description of a document. `FIELD=` says that the field is unknown."""
    asked = dict(_pair(words) for words in told)
    if not asked and not back:
        raise click.UsageError(f"say FIELD=VALUE or --revert FIELD; the fields are {', '.join(FIELDS)}")
    unknown = [field for field in back if field not in FIELDS]
    if unknown:
        raise click.UsageError(f"there is no field {unknown[0]}; the fields are {', '.join(FIELDS)}")
    with opened(archive) as (store, settings):
        actor = acting(store, person, Action.DESCRIBE, does="corrects it", role=Role.REVIEWER)
        identifier = parse_reference(doc).document
        with store.atomic():
            document = correct(store, actor, identifier, asked)
            for field in back:
                document = revert(store, actor, identifier, field)
        room = ReadingRoom(store, settings.engine)
        room.catch_up()
        room.close()
        if as_json:
            click.echo(json.dumps({"document": document.id, **values(document.description)}, ensure_ascii=False))
        else:
            revision = store.revisions.get(document.id, document.newest)
            click.echo("\n".join(_description(store, document, revision)))


def _pair(words: str) -> tuple[str, str]:
    field, sign, value = words.partition("=")
    if not sign or field not in FIELDS:
        raise click.UsageError(f"{words!r} is not FIELD=VALUE; the fields are {', '.join(FIELDS)}")
    return field, value


def _summary(store: Store, document: Document, revision: Revision) -> Iterator[str]:
    """Yield what a person wants to know of a document, line by line."""
    yield from _description(store, document, revision)
    doubtful = sum(bool(page.doubts) for page in revision.pages)
    yield f"revision     {revision.number} of {document.newest}, {day(revision.created)}"
    yield f"file         {revision.file_name} ({revision.media_type})"
    yield f"pages        {len(revision.pages)}" + (f", {doubtful} doubtful" if doubtful else "")
    yield f"characters   {len(revision.text)}"
    yield f"sha256       {revision.frozen.text_sha256}"
    for note in revision.notes:
        yield f"note         {note}"


def _description(store: Store, document: Document, revision: Revision) -> Iterator[str]:
    """Yield each field that is known, with where it comes from."""
    yield f"document     {document.id}"
    corrected = {made.field: made for made in store.corrections.of(document.id)}
    names = store.people.names()
    for field, value in values(document.description).items():
        found = used(revision.findings, field)
        if field in corrected:
            source = correction_words(corrected[field], names)
        else:
            source = source_words(found) if found and found.value == value else ""
            source += f" ({found.span})" if source and found and found.span else ""
        if field in corrected or (value and (source or field != "kind")):
            yield f"{LABELS[field].lower():12} {value or 'unknown'}" + (f"   [{source}]" if source else "")
