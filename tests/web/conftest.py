"""The application on a real store and a real index, with a person signed in."""

from __future__ import annotations

import io
import time

import make
import pytest
import sqlalchemy

from archive.access import Role
from archive.settings import read_settings
from archive.store.people import Purpose
from web.create_app import furnish
from web.desk import clear
from web.security import SESSION_COOKIE

LETTER = (
    "😀 Dear Mr Vale,\n\nWe note that the shipment isn’t approved, and we hold our products to the industry’s highest "
    "standards.\n\nThe cameras were sold in March.\fYours sincerely,\nIda Brandt"
)


@pytest.fixture
def settings(store):
    return read_settings({}, archive=str(store.folder))


@pytest.fixture
def app(views, settings, store):
    """The application on the store; a test that wants other settings gives its own `settings`."""
    furnish(views, settings, store)
    yield views
    clear(views)


@pytest.fixture
def room(app):
    return app.extensions["verbatim"].index


@pytest.fixture
def letter(store, room):
    document = make.keep(store, LETTER, title="Brandt to Vale")
    room.catch_up()
    return document


@pytest.fixture
def questions(store):
    """Return a function that counts the questions to the database while something is asked."""

    def count(ask):
        asked = []
        heard = lambda *given: asked.append(given[2])  # noqa: E731  one object, to be taken away again
        sqlalchemy.event.listen(store._database._reader, "before_cursor_execute", heard)
        ask()
        sqlalchemy.event.remove(store._database._reader, "before_cursor_execute", heard)
        return len(asked)

    return count


@pytest.fixture
def anonymous(app):
    return app.test_client()


@pytest.fixture
def sign_in(app, store):
    """Return a maker of clients: `sign_in(name, role)`; each client carries its `csrf`."""

    def make_client(name, role=Role.ANNOTATOR):
        make.person(store, name, role)
        store.people.issue(f"session-{name}", Purpose.SESSION, name.lower(), expires=store.clock.later(60))
        client = app.test_client()
        client.set_cookie(SESSION_COOKIE, f"session-{name}")
        page = client.get("/").get_data(as_text=True)
        client.csrf = page.partition('name="csrf" content="')[2].partition('"')[0]
        assert client.csrf
        return client

    return make_client


@pytest.fixture
def ada(sign_in):
    return sign_in("Ada")


@pytest.fixture
def curator(sign_in):
    return sign_in("Cy", Role.REVIEWER)


@pytest.fixture
def wait():
    """Return a function that follows a reply to a deposit, waits until all is read, and returns the deposit's page."""

    def follow(client, response):
        if response.status_code != 303:
            return response
        while not client.get(response.location + ".json").json["finished"]:
            time.sleep(0.05)
        return client.get(response.location)

    return follow


@pytest.fixture
def upload(wait):
    """Return a function that sends files, with what is `said` of them, and returns the page of their deposit."""

    def send(client, *files, **said):
        data = {"csrf": client.csrf, "files": [(io.BytesIO(content), name) for name, content in files], **said}
        return wait(client, client.post("/ingest", data=data, content_type="multipart/form-data"))

    return send
