"""One file, one killable child process with limits: whatever a hostile file does, the archive goes on."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from archive.errors import Unreadable
from archive.settings import Settings
from ingest import wire
from ingest.child import MEMORY_EXIT
from ingest.extract.allowance import CEILING, SECONDS_A_PAGE
from ingest.extract.extraction import Extraction
from ingest.identify import Format

ANSWER_LIMIT = 256 << 20
"""The largest answer that is taken from a child, in bytes."""

_ROOT = Path(__file__).resolve().parent.parent
_PAGE_BYTES = 500
_CHUNK = 1 << 20
_PAUSE = 0.002


def confine(path: Path, file_format: Format, settings: Settings) -> Extraction:
    """Extract the file in a child process; a child that is stopped or dies is `Unreadable` with the reason.

    CPU time is limited by `extract_seconds` (plus 1.5 s a page),
    wall clock by twice that, memory by `extract_mb`.
    """
    wall = 2 * _seconds(path, file_format, settings.extract_seconds)
    command = [sys.executable, "-P", "-m", "ingest.child", str(path.resolve()), file_format.value]
    child = subprocess.Popen(  # noqa: S603  our own interpreter, our own module
        [*command, str(settings.extract_seconds), str(settings.extract_mb)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
        cwd=_ROOT,
        start_new_session=True,
    )
    try:
        answer = _listen(child, time.monotonic() + wall)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        code = child.wait()
        if child.stdout:
            child.stdout.close()
    return wire.unpack(_sound(answer, code, settings))


def _seconds(path: Path, file_format: Format, allowed: int) -> float:
    """Return the most CPU seconds this file can come to; its size bounds its pages."""
    pages = path.stat().st_size / _PAGE_BYTES if file_format is Format.PDF else 0
    return max(allowed, min(CEILING, allowed + SECONDS_A_PAGE * pages))


def _listen(child: subprocess.Popen[bytes], deadline: float) -> bytes:
    """Return what the child writes until it ends; `Unreadable` past the deadline or the size limit."""
    stream = child.stdout
    if stream is None:
        return b""
    said = bytearray()
    with selectors.DefaultSelector() as watch:
        watch.register(stream, selectors.EVENT_READ)
        while chunk := _next(watch, stream, deadline):
            said += chunk
            if len(said) > ANSWER_LIMIT:
                raise Unreadable("too-large", "the text of the file is larger than the archive takes in")
    _await_end(child, deadline)
    return bytes(said)


def _next(watch: selectors.BaseSelector, stream: IO[bytes], deadline: float) -> bytes:
    """Return the next bytes, empty at the end."""
    left = deadline - time.monotonic()
    if left <= 0 or not watch.select(left):
        raise Unreadable("timeout", "reading the file took too long and was stopped")
    return os.read(stream.fileno(), _CHUNK)


def _await_end(child: subprocess.Popen[bytes], deadline: float) -> None:
    """Wait until the child has ended without reaping it, so that its group can still be named safely."""
    while time.monotonic() < deadline:
        if os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(_PAUSE)


def _sound(answer: bytes, code: int, settings: Settings) -> bytes:
    """Return the answer of a child that ended well; otherwise say how it ended."""
    if code == 0:
        return answer
    if code == -signal.SIGXCPU:
        raise Unreadable("timeout", "reading the file used too much processor time and was stopped")
    if code == MEMORY_EXIT:
        raise Unreadable("memory", f"reading the file needs more than {settings.extract_mb} MiB of memory")
    raise Unreadable("crash", "the reading of the file broke down; the file is probably damaged")
