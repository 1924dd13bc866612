"""One file, one killable child process with limits: whatever a hostile file does, the archive goes on."""

from __future__ import annotations

import atexit
import contextlib
import math
import os
import signal
import time
from dataclasses import asdict
from pathlib import Path

from archive.errors import Unreadable
from archive.settings import Settings
from ingest import wire
from ingest.child import MEMORY_EXIT
from ingest.extract.allowance import allowed_seconds
from ingest.extract.extraction import Extraction, Options
from ingest.identify import Format
from ingest.nurseries import Nurseries
from ingest.nursery import TOO_LONG

_PAGE_BYTES = 500
_NURSERIES = Nurseries()
atexit.register(_NURSERIES.close)
os.register_at_fork(after_in_child=_NURSERIES.forget)


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
        raise Unreadable("timeout", TOO_LONG)
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
