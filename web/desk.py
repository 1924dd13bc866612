"""The desk: what one request works with. Holds, does nothing."""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass, replace

from flask import Flask, current_app, g

from archive.access import ANONYMOUS, Actor
from archive.carrying import carry_due
from archive.settings import Settings
from archive.store import Store
from index.looking_again import Lookout
from index.reading_room import ReadingRoom
from ingest.queue import Workers
from web.comparing import Comparisons


@dataclass(frozen=True, slots=True)
class Desk:
    """What the application holds, and the actor of this request; `lookout` keeps the ledgers of quotations."""

    store: Store
    index: ReadingRoom
    lookout: Lookout
    queue: Workers
    settings: Settings
    comparisons: Comparisons
    actor: Actor


def lay(store: Store, index: ReadingRoom, lookout: Lookout, queue: Workers, settings: Settings) -> None:
    """Give the application its store, index and queue; called once, by `create_app`."""
    current_app.extensions["verbatim"] = Desk(store, index, lookout, queue, settings, Comparisons(), ANONYMOUS)


def work(app: Flask) -> None:
    """Let the application read what is queued, from now on, and bring what it keeps up to date meanwhile.

    What is loaded by now stays: the garbage collector need not look through it in the midst of somebody's search,
    where it took 60 to 90 ms in every twentieth.
    """
    laid = _laid(app)
    laid.queue.wake()
    threading.Thread(target=begin, args=(laid,), daemon=True).start()
    gc.collect()
    gc.freeze()


def begin(laid: Desk) -> None:
    """Bring up to date what another process or an older version left behind: index, ledgers, places of annotations."""
    follow(laid.index, laid.lookout)
    carry_due(laid.store)


def clear(app: Flask) -> None:
    """Finish what is being read and let go of the index; the store stays open."""
    laid = _laid(app)
    laid.queue.close()
    laid.lookout.close()
    laid.index.close()


def desk() -> Desk:
    """Return the desk of the request at hand."""
    return replace(_laid(current_app), actor=g.get("actor", ANONYMOUS))


def follow(index: ReadingRoom, lookout: Lookout) -> None:
    """Bring the index up to date, then the ledgers, these in a thread of their own."""
    index.follow()
    lookout.wake()


def _laid(app: Flask) -> Desk:
    laid: Desk = app.extensions["verbatim"]
    return laid
