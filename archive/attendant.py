"""A thread that begins when it is first woken, sleeps while there is nothing to do, and ends when it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Attendant:
    """Holds the thread; what it runs asks `ended` whether to go on, and sleeps in `wait`."""

    def __init__(self, name: str, serve: Callable[[], object]) -> None:
        """Stand ready; nothing runs before the first `wake`."""
        self.ended = threading.Event()
        self._name, self._serve = name, serve
        self._woken = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Say that there is something to do; after `close` nobody begins any more."""
        with self._lock:
            if self._thread is None and not self.ended.is_set():
                self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
                self._thread.start()
        self._woken.set()

    def awake(self) -> None:
        """Take note of having been woken: what is said from now on is said anew."""
        self._woken.clear()

    def wait(self, seconds: float | None = None) -> None:
        """Sleep until somebody wakes the thread, or so many seconds."""
        self._woken.wait(seconds)

    def close(self) -> None:
        """Have the thread end, and wait until it has."""
        self.ended.set()
        self._woken.set()
        if self._thread:
            self._thread.join()
