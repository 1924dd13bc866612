"""One file, one killable child process with limits: whatever a hostile file does, the archive goes on."""

from __future__ import annotations

import atexit
import contextlib
import json
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
from ingest.child import MEMORY_EXIT
from ingest.extract.allowance import CEILING, SECONDS_A_PAGE
from ingest.extract.extraction import Extraction, Options
from ingest.identify import Format

ANSWER_LIMIT = 320 << 20
"""The largest answer that is taken from a child, in bytes."""

_ROOT = Path(__file__).resolve().parent.parent
_PAGE_BYTES = 500
_CHUNK = 1 << 20
_START_SECONDS = 120


def confine(path: Path, file_format: Format, settings: Settings, options: Options | None = None) -> Extraction:
    """Extract the file in a child process; a child that is stopped or dies is `Unreadable` with the reason.

    CPU time is limited by `extract_seconds` (plus 1.5 s a page), wall clock by twice that, memory by `extract_mb`.
    Pages to be recognised have `options.seconds` each besides. Safe to call from several threads at once.
    """
    options = options or Options()
    wall = 2 * _seconds(path, file_format, settings.extract_seconds) + options.seconds * len(options.recognise)
    request: dict[str, object] = {
        "path": str(path.resolve()),
        "format": file_format.value,
        "cpu_seconds": settings.extract_seconds,
        "mebibytes": settings.extract_mb,
        "options": asdict(options),
    }
    with _NURSERIES.one() as nursery:
        answer, code = nursery.run(request, time.monotonic() + wall)
    return wire.unpack(_sound(answer, code, settings))


def _seconds(path: Path, file_format: Format, allowed: int) -> float:
    """Return the most CPU seconds this file can come to; its size bounds its pages."""
    pages = path.stat().st_size / _PAGE_BYTES if file_format is Format.PDF else 0
    return max(allowed, min(CEILING, allowed + SECONDS_A_PAGE * pages))


class _Nursery:
    """One process with the extractors loaded, which forks a child for each file; see `ingest/child.py`."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter, our own module
            [sys.executable, "-P", "-m", "ingest.child", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            env={
                "PYTHONPATH": str(_ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "LC_ALL": "C.UTF-8",
                "OMP_THREAD_LIMIT": "1",
            },
            cwd=_ROOT,
            start_new_session=True,
        )
        theirs.close()
        self._line.settimeout(_START_SECONDS)
        if self._line.recv(16) != b"ready":
            raise OSError("the process that reads files does not start")

    def run(self, request: dict[str, object], deadline: float) -> tuple[bytes, int]:
        """Return what a child answered and its exit code; past the deadline or the size limit it is killed."""
        reading, writing = os.pipe()
        try:
            socket.send_fds(self._line, [json.dumps(request).encode()], [writing])
            os.close(writing)
            child = int(self._line.recv(32))
            try:
                answer = _listen(reading, deadline)
            except Unreadable:
                self._kill(child)
                self._end(0)
                raise
            return answer, self._end(max(0.0, deadline - time.monotonic()))
        finally:
            os.close(reading)

    @staticmethod
    def _kill(child: int) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)

    def _end(self, seconds: float) -> int:
        """Let the child be reaped, after at most `seconds`; return its exit code."""
        self._line.settimeout(seconds + _START_SECONDS)
        self._line.send(str(seconds).encode())
        return int(self._line.recv(32))

    def close(self) -> None:
        """End the process."""
        self._line.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Nurseries:
    """The idle nurseries; as many are started as are used at once."""

    def __init__(self) -> None:
        self._idle: list[_Nursery] = []
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def one(self) -> Iterator[_Nursery]:
        """Lend a nursery; one that broke down is not used again."""
        with self._lock:
            nursery = self._idle.pop() if self._idle else None
        nursery = nursery or _Nursery()
        try:
            yield nursery
        except (OSError, ValueError) as error:
            nursery.close()
            raise Unreadable("crash", "the process that reads files broke down") from error
        except Unreadable:
            self._take_back(nursery)
            raise
        except BaseException:
            nursery.close()
            raise
        self._take_back(nursery)

    def _take_back(self, nursery: _Nursery) -> None:
        with self._lock:
            self._idle.append(nursery)

    def close(self) -> None:
        """End all that are idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for nursery in idle:
            nursery.close()


_NURSERIES = _Nurseries()
atexit.register(_NURSERIES.close)


def _listen(pipe: int, deadline: float) -> bytes:
    """Return what is written into the pipe until it is closed; `Unreadable` past the deadline or the size limit."""
    said = bytearray()
    with selectors.DefaultSelector() as watch:
        watch.register(pipe, selectors.EVENT_READ)
        while chunk := _next(watch, pipe, deadline):
            said += chunk
            if len(said) > ANSWER_LIMIT:
                raise Unreadable("too-large", "the text of the file is larger than the archive takes in")
    return bytes(said)


def _next(watch: selectors.BaseSelector, pipe: int, deadline: float) -> bytes:
    """Return the next bytes, empty at the end."""
    left = deadline - time.monotonic()
    if left <= 0 or not watch.select(left):
        raise Unreadable("timeout", "reading the file took too long and was stopped")
    return os.read(pipe, _CHUNK)


def _sound(answer: bytes, code: int, settings: Settings) -> bytes:
    """Return the answer of a child that ended well; otherwise say how it ended."""
    if code == 0:
        return answer
    if code == -signal.SIGXCPU:
        raise Unreadable("timeout", "reading the file used too much processor time and was stopped")
    if code == MEMORY_EXIT:
        raise Unreadable("memory", f"reading the file needs more than {settings.extract_mb} MiB of memory")
    raise Unreadable("crash", "the reading of the file broke down; the file is probably damaged")
