"""The command line, `verbatim`: answers go to stdout, progress to stderr.

Exit status: 0 all is fine, 1 something does not hold (a file failed), 2 the command was used wrongly.
"""

from __future__ import annotations

import json
import logging
import secrets
import signal
import sys

import click

from archive.access import Actor, Role
from archive.counting import many
from archive.settings import read_settings
from archive.store import Store
from archive.store.people import Purpose
from index.reading_room import ReadingRoom
from web import urls
from web.commands import (
    bundle,
    describe,
    ingest,
    notes,
    provenance,
    quotations,
    reread,
    retry,
    search,
    trace,
    verify,
    withdraw,
)
from web.commands.frame import archive_option, json_option, opened

_LINK_MINUTES = 60


@click.group()
@click.version_option(package_name="verbatim")
def main() -> None:
    """Verbatim: an annotated archive of source documents."""


@main.command()
@archive_option
def init(archive: str | None) -> None:
    """Make a new, empty archive (or bring an older one up to date)."""
    with opened(archive) as (store, settings):
        click.echo(f"archive {store.id} in {settings.folder}")


@main.command()
@archive_option
@json_option
def status(archive: str | None, as_json: bool) -> None:
    """Say what the archive holds and whether its index is up to date."""
    with opened(archive) as (store, settings):
        room = ReadingRoom(store, settings.engine)
        state = room.state()
        told = {
            "archive": store.id,
            "folder": str(settings.folder),
            "documents": store.documents.count(),
            "passages": store.passages.count(),
            "index": state.name,
            "behind": state.behind,
            "advice": state.advice,
        }
        room.close()
    lines = [f"{name}: {value}" for name, value in told.items() if value != ""]
    click.echo(json.dumps(told) if as_json else "\n".join(lines))


@main.command()
@archive_option
def reindex(archive: str | None) -> None:
    """Build the index anew from the record; the old one serves until the new one is ready."""
    with opened(archive) as (store, settings):
        room = ReadingRoom(store, settings.engine)
        room.rebuild()
        room.close()
        click.echo(f"{many(store.documents.count(), 'document')} indexed")


@main.command()
@archive_option
@click.option("--host", default=None, help="Address to listen on.")
@click.option("--port", default=None, type=int, help="Port to listen on.")
def serve(archive: str | None, host: str | None, port: int | None) -> None:
    """Serve the archive in the browser; the first run prints a one-time sign-in link."""
    from waitress import serve as serve_forever  # noqa: PLC0415  only this command needs the server

    from web.create_app import create_app  # noqa: PLC0415  the other commands start faster without it
    from web.desk import clear, work  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = read_settings(archive=archive, host=host, port=port)
    store = Store(settings.folder)
    public = settings.public_url or f"http://{settings.host}:{settings.port}"
    click.echo(f"Verbatim serves {many(store.documents.count(), 'document')} on {public}")
    if not store.people.signed_in_ever():
        link = _link(store, _admin(store), public)
        click.echo(f"Sign in once with this link (it works for {_LINK_MINUTES} minutes): {link}")
    application = create_app(settings, store=store)
    work(application)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        serve_forever(application, host=settings.host, port=settings.port, threads=8, ident=None)
    finally:
        clear(application)
        store.close()


@main.group()
def user() -> None:
    """People: add them, list them, give them a sign-in link."""


@user.command("add")
@click.argument("name")
@click.option("--role", default="annotator", type=click.Choice([role.value for role in Role][1:]), show_default=True)
@archive_option
def user_add(name: str, role: str, archive: str | None) -> None:
    """Add a person and print their one-time sign-in link."""
    with opened(archive) as (store, settings):
        _add_person(store, name, Role(role))
        click.echo(_link(store, name, settings.public_url or f"http://{settings.host}:{settings.port}"))


@user.command("link")
@click.argument("name")
@archive_option
def user_link(name: str, archive: str | None) -> None:
    """Print a new one-time sign-in link for a person."""
    with opened(archive) as (store, settings):
        click.echo(_link(store, name, settings.public_url or f"http://{settings.host}:{settings.port}"))


@user.command("list")
@archive_option
def user_list(archive: str | None) -> None:
    """List the people and their roles."""
    with opened(archive) as (store, _settings):
        for actor in store.people.on():
            click.echo(f"{actor.name}\t{actor.role.value}")


def _admin(store: Store) -> str:
    """Return the name of somebody who administers the archive, made where there is nobody yet."""
    names = [actor.name for actor in store.people.on() if actor.role is Role.ADMIN]
    if not names:
        names = ["admin"]
        _add_person(store, names[0], Role.ADMIN)
    return names[0]


def _add_person(store: Store, name: str, role: Role) -> None:
    store.people.add(Actor(store.clock.new_id(), name, role), at=store.clock.now())


def _link(store: Store, name: str, public: str) -> str:
    """Issue a one-time ticket and return the address that redeems it."""
    token = secrets.token_urlsafe(24)
    person = store.people.named(name)
    store.people.issue(token, Purpose.SIGN_IN, person.id, expires=store.clock.later(_LINK_MINUTES))
    return public.rstrip("/") + urls.sign_in(token)


for _commands in (
    ingest,
    search,
    trace,
    quotations,
    reread,
    retry,
    provenance,
    describe,
    bundle,
    notes,
    verify,
    withdraw,
):
    _commands.install(main)
