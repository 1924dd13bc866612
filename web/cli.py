"""The command line, `verbatim`: answers go to stdout, progress to stderr.

Exit status: 0 all is fine, 1 something does not hold (a file failed), 2 the command was used wrongly.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from archive.access import Actor, Role
from archive.errors import ArchiveError
from archive.settings import Settings, read_settings
from archive.store import Store
from archive.store.people import Purpose
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import search as search_passages
from ingest.accession import gather
from ingest.pipeline import Result, Status, ingest_path
from web import urls

_LINK_MINUTES = 60
_BATCH = 200

archive_option = click.option(
    "--archive",
    default=None,
    metavar="FOLDER",
    help="The archive's folder (default: VERBATIM_ARCHIVE, else ./archive-data).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@click.group()
@click.version_option(package_name="verbatim")
def main() -> None:
    """Verbatim: an annotated archive of source documents."""


@contextmanager
def _opened(archive: str | None) -> Iterator[tuple[Store, Settings]]:
    """Open the store for one command; an error of the archive ends it with its sentence and exit 1."""
    settings = read_settings(archive=archive)
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


@main.command()
@archive_option
def init(archive: str | None) -> None:
    """Make a new, empty archive (or bring an older one up to date)."""
    with _opened(archive) as (store, settings):
        click.echo(f"archive {store.id} in {settings.folder}")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@archive_option
@json_option
def ingest(paths: tuple[Path, ...], archive: str | None, as_json: bool) -> None:
    """Take in files, and all files of folders. Files already held are recognised; a bad file stops nothing."""
    with _opened(archive) as (store, settings):
        room, results = ReadingRoom(store), []
        for result in _taken_in(store, settings, paths):
            results.append(result)
            if as_json:
                click.echo(json.dumps(_result_wire(result), ensure_ascii=False))
            elif result.status is Status.FAILED:
                click.echo(f"failed      {result.name}: [{result.code}] {result.reason}")
            if len(results) % _BATCH == 0:
                room.catch_up()
        room.catch_up()
        room.close()
    if not as_json:
        click.echo(_summary(results))
    sys.exit(1 if any(result.status is Status.FAILED for result in results) else 0)


def _taken_in(store: Store, settings: Settings, paths: tuple[Path, ...]) -> Iterator[Result]:
    files = gather(paths)
    agent = "verbatim ingest"
    with click.progressbar(files, label="ingesting", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for file, _named in bar:
            yield ingest_path(store, file, agent=agent, settings=settings)


def _result_wire(result: Result) -> dict[str, object]:
    return {
        "path": result.name,
        "status": result.status.value,
        "document": result.document,
        "revision": result.revision,
        "code": result.code,
        "reason": result.reason,
        "pages": result.pages,
        "characters": result.characters,
    }


def _summary(results: list[Result]) -> str:
    counts = {status: sum(result.status is status for result in results) for status in Status}
    told = ", ".join(f"{count} {status.value}" for status, count in counts.items())
    return f"{len(results)} files: {told}"


@main.command()
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Passages to list.")
@archive_option
@json_option
def search(query: str, limit: int, archive: str | None, as_json: bool) -> None:
    """Find passages; the query language is that of the search page."""
    with _opened(archive) as (store, _settings):
        room = ReadingRoom(store)
        results = search_passages(room.engine(), store, parse(query), page_size=limit)
        lines = [
            {
                "document": hit.passage.document,
                "revision": hit.passage.revision,
                "title": group.document.description.title,
                "page": hit.passage.page,
                "start": span.start,
                "end": span.end,
                "exact": store.revisions.text(hit.passage.document, hit.passage.revision)[span.start : span.end],
                "url": urls.document(group.document, q=query, hit=str(span.start)),
            }
            for group in results.groups
            for hit in group.hits
            for span in (hit.spans[:1] or (hit.passage.span,))
        ]
        room.close()
    if as_json:
        wire = {"query": query, "understood": results.query.understood, "total": results.total, "hits": lines}
        click.echo(json.dumps(wire, ensure_ascii=False))
        return
    least = "" if results.exact_total else "at least "
    click.echo(f"{least}{results.total} passages in {results.documents} documents — {results.query.understood}")
    for line in lines:
        words = " ".join(str(line["exact"]).split())
        click.echo(f"{line['document']}@{line['revision']} {line['start']}-{line['end']}  {line['title']}: {words}")


@main.command()
@archive_option
@json_option
def status(archive: str | None, as_json: bool) -> None:
    """Say what the archive holds and whether its index is up to date."""
    with _opened(archive) as (store, settings):
        room = ReadingRoom(store)
        state = room.state()
        told = {
            "archive": store.id,
            "folder": str(settings.folder),
            "documents": store.documents.count(),
            "passages": store.passages.count(),
            "index": state.name,
            "behind": state.behind,
        }
        room.close()
    click.echo(json.dumps(told) if as_json else "\n".join(f"{name}: {value}" for name, value in told.items()))


@main.command()
@archive_option
def reindex(archive: str | None) -> None:
    """Build the index anew from the record; the old one serves until the new one is ready."""
    with _opened(archive) as (store, _settings):
        room = ReadingRoom(store)
        room.rebuild()
        room.close()
        click.echo(f"{store.documents.count()} documents indexed")


@main.command()
@archive_option
@click.option("--host", default=None, help="Address to listen on.")
@click.option("--port", default=None, type=int, help="Port to listen on.")
def serve(archive: str | None, host: str | None, port: int | None) -> None:
    """Serve the archive in the browser; the first run prints a one-time sign-in link."""
    from waitress import serve as serve_forever  # noqa: PLC0415  only this command needs the server

    from web.create_app import create_app  # noqa: PLC0415  the other commands start faster without it

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = read_settings(archive=archive, host=host, port=port)
    store = Store(settings.folder)
    public = settings.public_url or f"http://{settings.host}:{settings.port}"
    click.echo(f"Verbatim serves {store.documents.count()} documents on {public}")
    if not store.people.on():
        _add_person(store, "admin", Role.ADMIN)
    if not store.people.signed_in_ever():
        click.echo(
            f"Sign in once with this link (it works for {_LINK_MINUTES} minutes): {_link(store, 'admin', public)}"
        )
    application = create_app(settings, store=store)
    serve_forever(application, host=settings.host, port=settings.port, threads=8, ident=None)


@main.group()
def user() -> None:
    """People: add them, list them, give them a sign-in link."""


@user.command("add")
@click.argument("name")
@click.option("--role", default="annotator", type=click.Choice([role.value for role in Role][1:]), show_default=True)
@archive_option
def user_add(name: str, role: str, archive: str | None) -> None:
    """Add a person and print their one-time sign-in link."""
    with _opened(archive) as (store, settings):
        _add_person(store, name, Role(role))
        click.echo(_link(store, name, settings.public_url or f"http://{settings.host}:{settings.port}"))


@user.command("link")
@click.argument("name")
@archive_option
def user_link(name: str, archive: str | None) -> None:
    """Print a new one-time sign-in link for a person."""
    with _opened(archive) as (store, settings):
        click.echo(_link(store, name, settings.public_url or f"http://{settings.host}:{settings.port}"))


@user.command("list")
@archive_option
def user_list(archive: str | None) -> None:
    """List the people and their roles."""
    with _opened(archive) as (store, _settings):
        for actor in store.people.on():
            click.echo(f"{actor.name}\t{actor.role.value}")


def _add_person(store: Store, name: str, role: Role) -> None:
    store.people.add(Actor(store.clock.new_id(), name, role), at=store.clock.now())


def _link(store: Store, name: str, public: str) -> str:
    """Issue a one-time ticket and return the address that redeems it."""
    token = secrets.token_urlsafe(24)
    person = store.people.named(name)
    store.people.issue(token, Purpose.SIGN_IN, person.id, expires=store.clock.later(_LINK_MINUTES))
    return public.rstrip("/") + urls.sign_in(token)
