"""Seclusion: what a process that reads foreign files gives up, where the kernel lets it: network, others, writing.

No privilege is needed, but not every machine allows all of it (a container may forbid namespaces, an old kernel has
no Landlock); what is not allowed is left as it is. `docs/confinement.md` says what then remains.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path

_LINUX = sys.platform == "linux"
_NEW_USER, _NEW_NETWORK, _NEW_PROCESSES = 0x10000000, 0x40000000, 0x20000000
_PARENT_DEATH_SIGNAL, _NO_NEW_PRIVILEGES = 1, 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
"""Numbers of Landlock's system calls, the same on every processor."""

_WRITING = 0x1FF2
"""Landlock's rights to write, remove, make and rename files of any kind (first version of the interface)."""

_REFER, _TRUNCATE = 1 << 13, 1 << 14
_TCP = 3
_SCOPES = 3
"""No signals and no abstract sockets out of the child's own reach."""


class _Ruleset(ctypes.Structure):
    """What Landlock is to refuse wholly."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def withdraw() -> bool:
    """Leave the network and the other processes behind; what is forked from here on is in its own world.

    The first process forked afterwards is that world's first: no signal from inside can stop or end it, and all the
    others end with it. Return False where the kernel refuses.
    """
    if not _LINUX:
        return False
    with contextlib.suppress(OSError):  # where memory runs out, these processes are ended first
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    return not ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK | _NEW_PROCESSES)


def end_with_parent() -> None:
    """Let the kernel end this process when the one that forked it ends."""
    if _LINUX:
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)


def renounce() -> None:
    """Give up writing files, opening connections and signalling others, for good."""
    if not _LINUX:
        return
    call = ctypes.CDLL(None).syscall
    version = call(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return
    rules = _Ruleset(
        _WRITING | (_REFER if version > 1 else 0) | (_TRUNCATE if version > 2 else 0),
        _TCP if version > 3 else 0,
        _SCOPES if version > 5 else 0,
    )
    known = 24 if version > 5 else 16 if version > 3 else 8
    ruleset = call(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(known), 0)
    if ruleset >= 0:
        ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        call(_RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)
