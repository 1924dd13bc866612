"""The desk: what one request works with. Holds, does nothing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, g

from archive.access import ANONYMOUS, Actor
from archive.settings import Settings
from archive.store import Store
from index.reading_room import ReadingRoom


@dataclass(frozen=True, slots=True)
class Desk:
    """Store, index and settings of the application, and the actor of this request."""

    store: Store
    index: ReadingRoom
    settings: Settings
    actor: Actor


def lay(store: Store, index: ReadingRoom, settings: Settings) -> None:
    """Give the application its store and index; called once, by `create_app`."""
    current_app.extensions["verbatim"] = (store, index, settings)


def desk() -> Desk:
    """Return the desk of the request at hand."""
    store, index, settings = current_app.extensions["verbatim"]
    return Desk(store, index, settings, g.get("actor", ANONYMOUS))
