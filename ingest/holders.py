"""Who works on the queue: each process holds a locked file while it lives, so that a dead one is known at once."""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path
from typing import IO

_FOLDER = "at-work"


class Holder:
    """One process's standing; `token` marks the jobs, or the deposit, that it has. A lock ends with its process."""

    def __init__(self, archive: Path, token: str = "") -> None:
        """Take a token, a new one where none is given; nothing is locked yet."""
        self.token = token or secrets.token_hex(8)
        self._folder = archive / _FOLDER
        self._file: IO[str] | None = None

    def begin(self) -> None:
        """Lock this process's file in the archive's folder; before it holds any job."""
        self._folder.mkdir(exist_ok=True)
        while self._file is None:
            file = self._path(self.token).open("w")
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.fstat(file.fileno()).st_nlink:
                self._file = file
            else:  # another process took it for one left behind, before it was locked
                file.close()

    def left_behind(self) -> list[str]:
        """Return the tokens of processes that are gone and took no leave; their files are taken away."""
        return [token for path in self._folder.glob("*.lock") if self.dead(token := path.stem)]

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
