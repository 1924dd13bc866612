"""The composition root: store, index, views and guards put together."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask

from archive.settings import Settings, read_settings
from archive.store import Store
from index.looking_again import Lookout
from index.reading_room import ReadingRoom
from ingest.queue import Workers
from web import bidi, desk, errors, moments, parts, security, withdrawn
from web.views import (
    accessions,
    baskets,
    chronology,
    citations,
    containers,
    deposits,
    descriptions,
    documents,
    drafts,
    events,
    exchange,
    foreign,
    health,
    ledgers,
    passages,
    people,
    places,
    revisions,
    search,
    searches,
    sharing,
    tags,
    threads,
    tracing,
    witnesses,
)
from web.views import annotations as notes
from web.views import help as helping


def create_app(settings: Settings | None = None, *, store: Store | None = None) -> Flask:
    """Return the application on the archive that the settings name; it owns the store for its lifetime.

    What is queued is read once `desk.work(app)` was called, or something is uploaded.
    """
    settings = settings or read_settings()
    app = without_archive(settings)
    furnish(app, settings, store or Store(settings.folder))
    return app


def furnish(app: Flask, settings: Settings, store: Store) -> None:
    """Lay the application's desk with a store; `desk.clear` takes away what was laid."""
    room = ReadingRoom(store, settings.engine)
    lookout = Lookout(store, room)
    workers = Workers(store, settings, lambda _: desk.follow(room, lookout))
    with app.app_context():
        desk.lay(store, room, lookout, workers, settings)


def without_archive(settings: Settings) -> Flask:
    """Return views and guards put together; nothing can be asked before the desk is laid."""
    app = Flask("verbatim", root_path=__file__.rpartition("/")[0], static_folder="static")
    app.config.update(
        MAX_CONTENT_LENGTH=settings.upload_bytes,
        MAX_FORM_MEMORY_SIZE=security.FORM_BYTES,
        MAX_FORM_PARTS=1000,
        TRUSTED_HOSTS=_hosts(settings),
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "finalize": bidi.straight}
    app.url_map.merge_slashes = False
    app.jinja_env.filters.update(
        day=moments.day, moment=moments.moment, clock=moments.clock, exact=bidi.exact, digest=parts.digest
    )
    for noun in (
        search,
        searches,
        tracing,
        ledgers,
        chronology,
        drafts,
        documents,
        descriptions,
        revisions,
        witnesses,
        citations,
        baskets,
        sharing,
        containers,
        notes,
        threads,
        tags,
        places,
        events,
        exchange,
        foreign,
        passages,
        deposits,
        accessions,
        people,
        health,
        helping,
    ):
        app.register_blueprint(noun.VIEWS)
    errors.install(app)
    security.guard(app)
    withdrawn.guard(app)
    return app


def _hosts(settings: Settings) -> list[str]:
    """Return the host names under which the archive may be asked."""
    own = [settings.host, "127.0.0.1", "localhost", "[::1]"]
    public = urlsplit(settings.public_url).hostname
    return [*own, public] if public else own
