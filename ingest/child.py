"""The confined child's side: a process that has the extractors loaded and forks one limited child for each file.

Called as `python -m ingest.child DESCRIPTOR`, the descriptor being its end of a socket to the parent. For each file
the parent sends a request with the writing end of a pipe; a child is forked that binds itself with limits before it
looks at the file, writes its answer into the pipe and ends. This process itself never opens a file, so nothing that
a file does can outlive its child.

    parent   request + pipe                     `stop`
    this                      `begun`                    exit code

The parent's end of the socket being closed means that the parent is gone: the child is killed, and this process ends.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from ingest import seclusion

MEMORY_EXIT = 77
"""The exit code that says: out of memory."""

BROKEN_EXIT = 70
"""The exit code that says: the extractor broke down."""

READY, BEGUN, STOP = b"ready", b"begun", b"stop"

_FILE_BYTES = 1 << 20
_FILES = 64
_REQUEST = 1 << 16
_PAUSE = 0.005
"""Seconds between two looks at the child where the system cannot tell of its end."""


def main(descriptor: str) -> int:
    """Serve requests until the parent closes its end."""
    line = socket.socket(fileno=int(descriptor))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if seclusion.withdraw():
        first = os.fork()
        if first:
            line.close()
            return abs(os.waitstatus_to_exitcode(os.waitpid(first, 0)[1]))
        seclusion.end_with_parent()
        return _serve(line, secluded=os.getpid() == 1)
    return _serve(line, secluded=False)


def _serve(line: socket.socket, *, secluded: bool) -> int:
    """Fork a child for each request, see it to its end, and say how it ended."""
    from ingest.extract import preload

    preload()
    gc.freeze()
    line.send(READY)
    while True:
        said, pipes, _flags, _address = socket.recv_fds(line, _REQUEST, 1)
        if not said:
            return 0
        if said == STOP:  # it came too late: that child has ended by itself
            continue
        child = _begun(line, json.loads(said), pipes[0])
        if child:
            there = _watched(line, child)
            code = _reaped(child, secluded=secluded)
            if not there:
                return 0
            line.send(str(code).encode())


def _begun(line: socket.socket, request: dict[str, Any], pipe: int) -> int:
    """Fork a child that reads one file; return its number, 0 where there is no room for another process."""
    mother = os.getpid()
    try:
        child = os.fork()
    except OSError:
        os.close(pipe)
        line.send(BEGUN)
        line.send(str(MEMORY_EXIT).encode())
        return 0
    if not child:
        line.close()
        os._exit(_work(request, pipe, mother))
    os.close(pipe)
    line.send(BEGUN)
    return child


def _watched(line: socket.socket, child: int) -> bool:
    """Wait until the child has ended or is to be stopped; False where the parent is gone."""
    end = [os.pidfd_open(child)] if sys.platform == "linux" else []
    try:
        while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            heard, _, _ = select.select([line.fileno(), *end], [], [], None if end else _PAUSE)
            if line.fileno() in heard:
                return bool(line.recv(_REQUEST))
        return True
    finally:
        for descriptor in end:
            os.close(descriptor)


def _reaped(child: int, *, secluded: bool) -> int:
    """Kill what is left of a child and of all that it forked; return how it ended (negative: by that signal)."""
    for kill, whom in ((os.killpg, child), (os.kill, child), (os.kill, -1)):
        if whom != -1 or secluded:
            try:
                kill(whom, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        while os.waitpid(-1, 0 if secluded else os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
    return code


def _work(request: dict[str, Any], pipe: int, mother: int) -> int:
    """Read one file and write the answer into the pipe; return the exit code."""
    try:
        os.setsid()
        seclusion.end_with_parent()
        if os.getppid() != mother:
            return BROKEN_EXIT
        limit(int(request["cpu_seconds"]), int(request["mebibytes"]) << 20)
        if not request["options"]["recognise"]:  # recognition is done by another program
            seclusion.renounce()
            resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
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
