"""What an index says of itself: whose it is, how it is laid out, how far it has got. Durable."""

from __future__ import annotations

import json
import os
from pathlib import Path

from archive.errors import Damaged

_STATE = "state.json"


class Ledger:
    """The state of one generation, in a file of its folder."""

    def __init__(self, folder: Path, *, identity: str, schema: str) -> None:
        """Stand on a folder; nothing is read yet."""
        self._folder = folder
        self._identity = {"identity": identity, "schema": schema}
        self._synced: set[tuple[str, int, int]] = set()

    def is_kept(self) -> bool:
        """Tell whether there is a generation at all."""
        return (self._folder / _STATE).is_file()

    def cursor(self) -> int:
        """Return the number of the last outbox entry that is in the index.

        `Damaged` where that cannot be read, or the index is another archive's, analyser's or engine's.
        """
        try:
            state = json.loads((self._folder / _STATE).read_text(encoding="utf-8"))
            if {name: state.get(name) for name in self._identity} == self._identity:
                return int(state["cursor"])
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged("the index no longer says how far it has got") from error
        raise Damaged("the index belongs to another archive, analyser or engine")

    def moment(self) -> tuple[int, int]:
        """Return what differs after every `note`, whoever made it."""
        found = (self._folder / _STATE).stat()
        return found.st_ino, found.st_mtime_ns

    def note(self, cursor: int) -> None:
        """Record how far the index has got, after all files of its folder are on disk."""
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.is_file():
                    self._sync(entry)
        fresh = self._folder / f"{_STATE}.new"
        fresh.write_text(json.dumps({**self._identity, "cursor": cursor}), encoding="utf-8")
        _fsync(fresh)
        fresh.replace(self._folder / _STATE)
        _fsync(self._folder)

    def _sync(self, entry: os.DirEntry[str]) -> None:
        """Put a file on disk, once for each state it is in."""
        found = entry.stat()
        state = (entry.name, found.st_mtime_ns, found.st_size)
        if state not in self._synced:
            _fsync(entry)
            self._synced.add(state)


def _fsync(path: os.PathLike[str]) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
