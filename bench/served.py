"""The application behind its real server on the loopback address, asked over one connection as a browser would."""

from __future__ import annotations

import gc
import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waitress import create_server

from archive.settings import read_settings
from archive.store import Store
from web.create_app import create_app
from web.desk import clear

_PATIENCE = 5.0
"""Seconds that a server may take to stop."""


class Browser:
    """Asks for pages."""

    def __init__(self, port: int) -> None:
        """Connect to a port of this machine."""
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(self, address: str, **headers: str) -> bytes:
        """Return a page, whole; anything but 200 is an error here."""
        self._connection.request("GET", address, headers=headers)
        answer = self._connection.getresponse()
        page = answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{address} gave {answer.status}")
        return page

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@contextmanager
def left_out_of_collections() -> Iterator[None]:
    """Keep Python's collector from looking through what is held by now; our own server does so when it begins."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def served(store: Store, folder: Path, engine: str) -> Iterator[Browser]:
    """Serve an archive from a thread of this process, so that its CPU time is counted with the browser's.

    Nothing is brought up to date meanwhile: what else a process does would be counted too.
    """
    app = create_app(read_settings({}, archive=str(folder), engine=engine), store=store)
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    browser = Browser(server.effective_port)
    try:
        with left_out_of_collections():
            yield browser
    finally:
        browser.close()
        _stop(server, thread)
        clear(app)


def _stop(server: Any, thread: threading.Thread) -> None:
    """Let the server's own thread close it, once the last connection is gone: it then has nothing to wait for."""
    deadline = time.monotonic() + _PATIENCE
    while server.active_channels and time.monotonic() < deadline:
        time.sleep(0.01)
    server.trigger.pull_trigger(server.close)
    thread.join(_PATIENCE)
    server.task_dispatcher.shutdown()
