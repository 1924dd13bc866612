"""One file, one killable child process with limits: whatever a hostile file does, the archive goes on."""

from __future__ import annotations

import atexit
import contextlib
import json
import math
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from archive.errors import Unreadable
from archive.settings import Settings
from ingest import wire
from ingest.child import BEGUN, MEMORY_EXIT, READY, STOP
from ingest.extract.allowance import allowed_seconds
from ingest.extract.extraction import Extraction, Options
from ingest.identify import Format

ANSWER_LIMIT = 256 << 20
"""The largest answer that is taken from a child, in bytes."""

_PROGRAM = ("-P", "-m", "ingest.child")
_ROOT = Path(__file__).resolve().parent.parent
_PAGE_BYTES = 500
_CHUNK = 1 << 20
_START_SECONDS = 120
_GRACE = 15.0
"""Seconds in which the process that forks children must answer."""

_LEAST = 1.0
_TOO_LONG = "reading the file took too long and was stopped"


def confine(
    path: Path,
    file_format: Format,
    settings: Settings,
    options: Options | None = None,
    *,
    until: float = math.inf,
) -> Extraction:
    """Extract the file in a child process; a child that is stopped or dies is `Unreadable` with the reason.

    CPU time is limited by `extract_seconds` (plus 1.5 s a page), wall clock by twice that, memory by `extract_mb`.
    Pages to be recognised have `options.seconds` each besides. Nothing goes on after the moment `until` (of
    `time.monotonic`). Safe to call from several threads at once.
    """
    options = options or Options()
    wall = 2 * _seconds(path, file_format, settings.extract_seconds) + options.seconds * len(options.recognise)
    wall = min(wall, until - time.monotonic())
    if wall <= 0:
        raise Unreadable("timeout", _TOO_LONG)
    request: dict[str, object] = {
        "path": str(path.resolve()),
        "format": file_format.value,
        "cpu_seconds": settings.extract_seconds,
        "mebibytes": settings.extract_mb,
        "options": asdict(options),
    }
    answer, code = _NURSERIES.run(request, wall)
    return wire.unpack(_sound(answer, code, settings))


def _seconds(path: Path, file_format: Format, allowed: int) -> float:
    """Return the most CPU seconds this file can come to; its size bounds its pages."""
    pages = path.stat().st_size / _PAGE_BYTES if file_format is Format.PDF else 0
    return allowed_seconds(allowed, pages)


def stopped() -> contextlib.AbstractContextManager[None]:
    """Return a time in which no file is read: what is being read ends at once, as `Unreadable`, whatever it says."""
    return _NURSERIES.stopped()


class _Gone(Exception):
    """The process that was to read a file had ended before it began."""


class _Nursery:
    """One process with the extractors loaded, which forks a child for each file; see `ingest/child.py`."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                self._process = _started(theirs.fileno())
        except OSError:
            self._line.close()
            raise
        try:
            self._hear(READY, _START_SECONDS)
        except OSError:
            self.close(at_once=True)
            raise

    def run(self, request: dict[str, object], wall: float) -> tuple[bytearray, int]:
        """Return what a child answered and its exit code; past `wall` seconds or the size limit it is stopped."""
        reading, writing = os.pipe()
        try:
            self._begin(request, writing)
            deadline = time.monotonic() + wall
            try:
                return _listen(reading, deadline), self._end(deadline)
            except Unreadable:
                self._line.send(STOP)
                self._code(_GRACE)
                raise
        finally:
            os.close(reading)

    def _begin(self, request: dict[str, object], pipe: int) -> None:
        """Let a child begin; `_Gone` where there is nobody to fork one."""
        try:
            socket.send_fds(self._line, [json.dumps(request).encode()], [pipe])
        except OSError as error:
            raise _Gone from error
        finally:
            os.close(pipe)
        try:
            self._hear(BEGUN, _GRACE)
        except OSError as error:
            raise _Gone from error

    def _hear(self, word: bytes, seconds: float) -> None:
        """Wait for a word; silence or another word is an OSError."""
        self._line.settimeout(seconds)
        if self._line.recv(16) != word:
            raise OSError("the process that reads files has ended")

    def _end(self, deadline: float) -> int:
        """Return the exit code of a child that has nothing more to say; one that does not end is `Unreadable`."""
        try:
            return self._code(max(_LEAST, deadline - time.monotonic()))
        except TimeoutError as error:
            raise Unreadable("timeout", _TOO_LONG) from error

    def _code(self, seconds: float) -> int:
        self._line.settimeout(seconds)
        return int(self._line.recv(32))

    def close(self, *, at_once: bool = False) -> None:
        """End the process; it ends by itself when its line is closed, unless something holds it up."""
        self._line.close()
        try:
            self._process.wait(timeout=0 if at_once else _GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Let the child that is at work be killed, and the process end: it takes us for gone."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def forget(self) -> None:
        """Let go of it without a word, in a copy of this process that it does not belong to."""
        self._line.close()
        self._process.returncode = 0


class _Nurseries:
    """The nurseries; as many are started as are used at once. A copy of this process begins with none."""

    def __init__(self) -> None:
        self._idle: list[_Nursery] = []
        self._all: set[_Nursery] = set()
        self._lock = threading.Lock()
        self._stops = 0

    def run(self, request: dict[str, object], wall: float) -> tuple[bytearray, int]:
        """Let a child read a file; where the nursery has died meanwhile, a new one takes its place, once."""
        try:
            try:
                return self._run(self._take(), request, wall)
            except _Gone:
                return self._run(self._new(), request, wall)
        except (_Gone, OSError, ValueError) as error:
            raise Unreadable("crash", "the process that reads files broke down") from error

    def _run(self, nursery: _Nursery, request: dict[str, object], wall: float) -> tuple[bytearray, int]:
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

    def _take(self) -> _Nursery:
        with self._lock:
            nursery = self._idle.pop() if self._idle and not self._stops else None
        return nursery or self._new()

    def _new(self) -> _Nursery:
        nursery = None if self._stops else _Nursery()
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


_NURSERIES = _Nurseries()
atexit.register(_NURSERIES.close)
os.register_at_fork(after_in_child=_NURSERIES.forget)


def _started(descriptor: int) -> subprocess.Popen[bytes]:
    """Start the process that forks children; of what is open here it gets its end of the line and nothing else."""
    return subprocess.Popen(  # noqa: S603  our own interpreter, our own module
        [sys.executable, *_PROGRAM, str(descriptor)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        env={
            "PYTHONPATH": str(_ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
            "OMP_THREAD_LIMIT": "1",
        },
        cwd=_ROOT,
        start_new_session=True,
    )


def _listen(pipe: int, deadline: float) -> bytearray:
    """Return what is written into the pipe until it is closed; `Unreadable` past the deadline or the size limit."""
    said = bytearray()
    with selectors.DefaultSelector() as watch:
        watch.register(pipe, selectors.EVENT_READ)
        while chunk := _next(watch, pipe, deadline):
            said += chunk
            if len(said) > ANSWER_LIMIT:
                raise Unreadable("too-large", "the text of the file is larger than the archive takes in")
    return said


def _next(watch: selectors.BaseSelector, pipe: int, deadline: float) -> bytes:
    """Return the next bytes, empty at the end."""
    left = deadline - time.monotonic()
    if left <= 0 or not watch.select(left):
        raise Unreadable("timeout", _TOO_LONG)
    return os.read(pipe, _CHUNK)


def _sound(answer: bytearray, code: int, settings: Settings) -> bytearray:
    """Return the answer of a child that ended well; otherwise say how it ended."""
    if code == 0:
        return answer
    if code == -signal.SIGXCPU:
        raise Unreadable("timeout", "reading the file used too much processor time and was stopped")
    if code == -signal.SIGKILL:
        raise Unreadable("crash", "the reading of the file was killed, most likely for want of memory")
    if code == MEMORY_EXIT:
        raise Unreadable("memory", f"reading the file needs more than {settings.extract_mb} MiB of memory")
    raise Unreadable("crash", "the reading of the file broke down; the file is probably damaged")
