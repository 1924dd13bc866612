"""The desk: what one request works with. Holds, does nothing."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from flask import Flask, current_app, g

from archive.access import ANONYMOUS, Actor
from archive.settings import Settings
from archive.store import Store
from index.reading_room import ReadingRoom
from ingest.queue import Workers


@dataclass(frozen=True, slots=True)
class Desk:
    """Store, index, queue and settings of the application, and the actor of this request."""

    store: Store
    index: ReadingRoom
    queue: Workers
    settings: Settings
    actor: Actor


def lay(store: Store, index: ReadingRoom, queue: Workers, settings: Settings) -> None:
    """Give the application its store, index and queue; called once, by `create_app`."""
    current_app.extensions["verbatim"] = (store, index, queue, settings)


def work(app: Flask) -> None:
    """Let the application read what is queued, from now on, and bring its index up to date meanwhile."""
    _store, index, queue, _settings = app.extensions["verbatim"]
    queue.wake()
    threading.Thread(target=index.follow, daemon=True).start()


def clear(app: Flask) -> None:
    """Finish what is being read and let go of the index; the store stays open."""
    _store, index, queue, _settings = app.extensions["verbatim"]
    queue.close()
    index.close()


def desk() -> Desk:
    """Return the desk of the request at hand."""
    store, index, queue, settings = current_app.extensions["verbatim"]
    return Desk(store, index, queue, settings, g.get("actor", ANONYMOUS))
