"""A watched folder: which files have appeared or changed and are no longer being written to."""

from __future__ import annotations

import hashlib
from pathlib import Path

from archive.store import Store
from ingest.accession import gather

_Look = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class Watch:
    """Looks at a folder again and again. A file is settled when two looks in a row find it the same.

    What came from the same place with the same bytes before, in an earlier watch too, is left alone.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        """Watch `folder` and all below it."""
        self._store = store
        self._folder = folder
        self._seen: dict[Path, _Look] = {}
        self._taken: dict[Path, _Look] = {}
        self.unsettled = True

    def settled(self) -> list[Path]:
        """Return the files that are new or changed since they were last returned, and settled."""
        now = {file: look for file, _ in gather([self._folder]) if (look := _look(file)) is not None}
        fresh = {file: look for file, look in now.items() if self._taken.get(file) != look}
        ready = [file for file, look in fresh.items() if self._seen.get(file) == look]
        self.unsettled = len(ready) < len(fresh)
        self._seen = now
        self._taken.update({file: now[file] for file in ready})
        return [file for file in ready if not self._known(file)]

    def _known(self, file: Path) -> bool:
        """Tell whether these bytes have come from this place before."""
        try:
            with file.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return False
        return self._store.accessions.brought(file.resolve().as_uri(), sha256)


def _look(file: Path) -> _Look | None:
    """Return how a file looks now, None where it is gone."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
