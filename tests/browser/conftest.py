"""A real server and a real Chromium; a person signs in with a one-time link."""

from __future__ import annotations

import shutil
import threading

import make
import pytest
from playwright.sync_api import sync_playwright
from waitress import create_server

from archive.access import Role
from archive.settings import read_settings
from archive.store.people import Purpose
from web.create_app import furnish
from web.desk import clear

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium():
    assert CHROMIUM, "Chromium is missing: `make programs` installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()


@pytest.fixture
def address(views, store):
    """Serve the store and return the server's address."""
    furnish(views, read_settings({}, archive=str(store.folder)), store)
    server = create_server(views, host="127.0.0.1", port=0, threads=4)
    closing = threading.Event()

    def serve():
        try:
            server.run()
        except OSError:  # its socket was closed while it waited on it
            if not closing.is_set():
                raise

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}", views.extensions["verbatim"].index
    closing.set()
    server.close()
    thread.join(timeout=5)
    clear(views)


@pytest.fixture
def put(address, store):
    """Return a maker of documents that are searchable at once."""

    def keep(text, **described):
        document = make.keep(store, text, **described)
        address[1].catch_up()
        return document

    return keep


@pytest.fixture
def page(chromium, address):
    """A browser window of its own, with everything that went wrong in it."""
    context = chromium.new_context(base_url=address[0], viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address[0])
    window = context.new_page()
    window.faults = []
    window.on("pageerror", lambda error: window.faults.append(str(error)))
    window.on("console", lambda said: said.type == "error" and window.faults.append(said.text))
    yield window
    context.close()


@pytest.fixture
def reader(page, store):
    """A window in which an annotator is signed in, by link and button."""
    return sign_in(page, make.person(store, "Ada", Role.ANNOTATOR), store)


@pytest.fixture
def curator(page, store):
    """A window in which a reviewer is signed in."""
    return sign_in(page, make.person(store, "Cy", Role.REVIEWER), store)


def sign_in(page, person, store):
    store.people.issue("one-time", Purpose.SIGN_IN, person.id, expires=store.clock.later(60))
    page.goto("/sign-in?token=one-time")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    return page
