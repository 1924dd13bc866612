"""One process with the extractors loaded, its line, and the pipe of a child: what is asked and what is answered."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import socket
import subprocess
import sys
import time
from pathlib import Path

from archive.errors import Unreadable
from ingest.child import BEGUN, READY, STOP

ANSWER_LIMIT = 256 << 20
"""The largest answer that is taken from a child, in bytes."""

TOO_LONG = "reading the file took too long and was stopped"

_PROGRAM = ("-P", "-m", "ingest.child")
_ROOT = Path(__file__).resolve().parent.parent
_CHUNK = 1 << 20
_START_SECONDS = 120
_GRACE = 15.0
"""Seconds in which the process that forks children must answer."""

_LEAST = 1.0


class Gone(Exception):
    """The process that was to read a file had ended before it began."""


class Nursery:
    """One process with the extractors loaded, which forks a child for each file; see `ingest/child.py`."""

    def __init__(self) -> None:
        """Start the process, and wait until it has loaded them; an OSError where it does not come up."""
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
        """Let a child begin; `Gone` where there is nobody to fork one."""
        try:
            socket.send_fds(self._line, [json.dumps(request).encode()], [pipe])
        except OSError as error:
            raise Gone from error
        finally:
            os.close(pipe)
        try:
            self._hear(BEGUN, _GRACE)
        except OSError as error:
            raise Gone from error

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
            raise Unreadable("timeout", TOO_LONG) from error

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
        raise Unreadable("timeout", TOO_LONG)
    return os.read(pipe, _CHUNK)
