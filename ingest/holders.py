"""Who works on the queue: each process holds a locked file while it lives, so that a dead one is known at once."""

from __future__ import annotations

import fcntl
import secrets
from pathlib import Path
from typing import IO

_FOLDER = "at-work"


class Holder:
    """One process's standing as a worker; `token` marks the jobs it holds. A lock ends with its process."""

    def __init__(self, archive: Path) -> None:
        """Take a new token; nothing is locked yet."""
        self.token = secrets.token_hex(8)
        self._folder = archive / _FOLDER
        self._file: IO[str] | None = None

    def begin(self) -> None:
        """Lock this process's file in the archive's folder; before it holds any job."""
        if self._file is None:
            self._folder.mkdir(exist_ok=True)
            self._file = self._path(self.token).open("w")
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def dead(self, token: str) -> bool:
        """Tell whether the process behind another token is gone; its file is taken away."""
        if token == self.token:
            return False
        try:
            with self._path(token).open("r+") as file:
                if not _free(file):
                    return False
        except FileNotFoundError:
            return True
        self._path(token).unlink(missing_ok=True)
        return True

    def close(self) -> None:
        """Leave."""
        if self._file is not None:
            self._path(self.token).unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def _path(self, token: str) -> Path:
        return self._folder / f"{Path(token).name or 'nobody'}.lock"


def _free(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
