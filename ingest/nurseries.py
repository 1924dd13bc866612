"""The nurseries of this process: as many as are used at once, replaced where one dies, ended with it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from archive.errors import Unreadable
from ingest.nursery import Gone, Nursery


class Nurseries:
    """The nurseries; as many are started as are used at once. A copy of this process begins with none."""

    def __init__(self) -> None:
        """Begin with none."""
        self._idle: list[Nursery] = []
        self._all: set[Nursery] = set()
        self._lock = threading.Lock()
        self._stops = 0

    def run(self, request: dict[str, object], wall: float) -> tuple[bytearray, int]:
        """Let a child read a file; where the nursery has died meanwhile, a new one takes its place, once."""
        try:
            try:
                return self._run(self._take(), request, wall)
            except Gone:
                return self._run(self._new(), request, wall)
        except (Gone, OSError, ValueError) as error:
            raise Unreadable("crash", "the process that reads files broke down") from error

    def _run(self, nursery: Nursery, request: dict[str, object], wall: float) -> tuple[bytearray, int]:
        """Use a nursery and take it back; one that broke down is not used again."""
        whole = False
        try:
            answer = nursery.run(request, wall)
            whole = True
        except Unreadable:
            whole = True
            raise
        finally:
            if whole:
                with self._lock:
                    self._idle.append(nursery)
            else:
                with self._lock:
                    self._all.discard(nursery)
                nursery.close(at_once=True)
        return answer

    def _take(self) -> Nursery:
        with self._lock:
            nursery = self._idle.pop() if self._idle and not self._stops else None
        return nursery or self._new()

    def _new(self) -> Nursery:
        nursery = None if self._stops else Nursery()
        with self._lock:
            if nursery and not self._stops:
                self._all.add(nursery)
                return nursery
        if nursery:
            nursery.close(at_once=True)
        raise Unreadable("stopped", "the archive was stopped while the file was being read")

    @contextlib.contextmanager
    def stopped(self) -> Iterator[None]:
        """Stop all that are at work, and let none begin while this lasts."""
        with self._lock:
            self._stops += 1
            at_work = self._all.difference(self._idle)
        for nursery in at_work:
            nursery.stop()
        try:
            yield
        finally:
            with self._lock:
                self._stops -= 1

    def close(self) -> None:
        """End all that are idle."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._all.difference_update(idle)
        for nursery in idle:
            nursery.close()

    def forget(self) -> None:
        """Begin anew in a copy of this process: the nurseries belong to the one it was copied from."""
        for nursery in self._all:
            nursery.forget()
        self._idle, self._all, self._lock = [], set(), threading.Lock()
