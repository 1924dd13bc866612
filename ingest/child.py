"""The confined child's side: a process that has the extractors loaded and forks one limited child for each file.

Called as `python -m ingest.child DESCRIPTOR`, the descriptor being its end of a socket to the parent. For each file
the parent sends a request with the writing end of a pipe; a child is forked that binds itself with limits before it
looks at the file, writes its answer into the pipe and ends. This process itself never opens a file, so nothing that
a file does can outlive its child.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

MEMORY_EXIT = 77
"""The exit code that says: out of memory."""

BROKEN_EXIT = 70
"""The exit code that says: the extractor broke down."""

_FILE_BYTES = 1 << 20
_FILES = 64
_REQUEST = 1 << 16
_PAUSE = 0.001


def main(descriptor: str) -> int:
    """Serve requests until the parent closes its end."""
    from ingest.extract import preload

    line = socket.socket(fileno=int(descriptor))
    preload()
    gc.freeze()
    line.send(b"ready")
    while True:
        said, pipes, _flags, _address = socket.recv_fds(line, _REQUEST, 1)
        if not said:
            return 0
        if not _serve(line, json.loads(said), pipes[0]):
            return 0


def _serve(line: socket.socket, request: dict[str, Any], pipe: int) -> bool:
    """Fork one child, see it to its end, and say how it ended; False where the parent is gone."""
    child = os.fork()
    if not child:
        line.close()
        os._exit(_work(request, pipe))
    os.close(pipe)
    line.send(str(child).encode())
    seconds = line.recv(64)
    code = _reap(child, float(seconds or 0))
    if not seconds:
        return False
    line.send(str(code).encode())
    return True


def _reap(child: int, seconds: float) -> int:
    """Return how the child ended (negative: the signal that ended it), killing it and its group after `seconds`."""
    deadline = time.monotonic() + seconds
    while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) and time.monotonic() < deadline:
        time.sleep(_PAUSE)
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _work(request: dict[str, Any], pipe: int) -> int:
    """Read one file and write the answer into the pipe; return the exit code."""
    try:
        os.setsid()
        limit(int(request["cpu_seconds"]), int(request["mebibytes"]) << 20)
        answer = _answer(request)
        with os.fdopen(pipe, "wb") as stream:
            stream.write(answer)
    except MemoryError:
        return MEMORY_EXIT
    except (ImportError, OSError) as error:
        starved = "allocate memory" in str(error) or "map segment" in str(error)
        return MEMORY_EXIT if starved else BROKEN_EXIT
    except Exception:  # noqa: BLE001  whatever an extractor meets, this child ends here
        return BROKEN_EXIT
    return 0


def limit(seconds: int, memory: int) -> None:
    """Bind this process: CPU seconds (soft, pages may extend it), bytes of memory, few and small files."""
    from ingest.extract.allowance import CEILING

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, max(seconds, CEILING)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))


def _answer(request: dict[str, Any]) -> bytes:
    """Return the packed extraction, or the packed reason why there is none."""
    from archive.errors import Unreadable
    from ingest import wire
    from ingest.extract import extract
    from ingest.extract.extraction import Options
    from ingest.identify import Format

    told = request["options"]
    options = Options(**told | {"recognise": tuple(told["recognise"])})
    try:
        return wire.pack(extract(Path(request["path"]), Format(request["format"]), options))
    except Unreadable as refusal:
        return wire.pack(refusal)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
