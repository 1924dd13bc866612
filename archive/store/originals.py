"""Originals: the bytes as they came, named by their SHA-256, written once and never again."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
import time
from pathlib import Path
from typing import Protocol

from archive.errors import Damaged, NotHeld, Refused
from archive.store.disk import taking

_CHUNK = 1 << 20
_COMING = ".incoming-"
_FORSAKEN_SECONDS = 60
"""How long nothing was written to a file on its way in before it is asked whether its writer is gone."""


class Source(Protocol):
    """What bytes are read from, such as an open file."""

    def read(self, size: int, /) -> bytes:
        """Return some bytes, none at the end."""


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _take_away(path: Path) -> None:
    """Take away a file whose writer was killed; one that is being written is locked and stays."""
    try:
        with path.open("rb") as kept:
            if os.fstat(kept.fileno()).st_mtime < time.time() - _FORSAKEN_SECONDS:
                fcntl.flock(kept, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
    except OSError:  # locked, or gone by now
        return


class Originals:
    """A folder of files `ab/abcdef…`; a file appears there whole and durable, or not at all."""

    def __init__(self, folder: Path) -> None:
        """Keep originals under `folder`, which is made where it is missing."""
        self._folder = folder
        with taking():
            folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob(f"{_COMING}*"):
            _take_away(path)

    def add(self, source: Source, *, limit: int) -> tuple[str, int]:
        """Keep the bytes of `source`; return SHA-256 (hex) and size in bytes.

        More than `limit` bytes: `Refused`. A disk that does not take them: `NoRoom` or `Unwritable`. Nothing is kept.
        """
        with taking():
            return self._add(source, limit)

    def _add(self, source: Source, limit: int) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=_COMING)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                fcntl.flock(target, fcntl.LOCK_EX)
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise Refused(f"the file is larger than the limit of {limit // _CHUNK} MiB")
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            self._settle(temporary, self._place(digest.hexdigest()))
        finally:
            temporary.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def path(self, sha256: str) -> Path:
        """Return where the original lies; `NotHeld` where it is not kept."""
        place = self._place(sha256)
        if not place.is_file():
            raise NotHeld(f"no original with digest {sha256[:12]}… is kept")
        return place

    def verify(self, sha256: str) -> None:
        """Hash the kept bytes again; `Damaged` where they are no longer what came."""
        with self.path(sha256).open("rb") as kept:
            found = hashlib.file_digest(kept, "sha256").hexdigest()
        if found != sha256:
            raise Damaged(f"original {sha256[:12]}… now hashes to {found[:12]}…")

    def all(self) -> list[str]:
        """Return the digests of everything that is kept here, in order."""
        return sorted(path.name for path in self._folder.glob("??/*"))

    def adopt(self, others: Originals) -> None:
        """Move everything that others keep, on the same disk, to here: durably, without copying."""
        with taking():
            for sha256 in others.all():
                self._settle(others.path(sha256), self._place(sha256))

    def _place(self, sha256: str) -> Path:
        if len(sha256) != 64 or not all(sign in "0123456789abcdef" for sign in sha256):
            raise NotHeld("that is not a digest of an original")
        return self._folder / sha256[:2] / sha256

    def _settle(self, temporary: Path, place: Path) -> None:
        """Move the finished file to its place, durably; an equal file already there stays, and is durable then too."""
        if not place.is_file():
            place.parent.mkdir(exist_ok=True)
            temporary.chmod(0o440)
            temporary.replace(place)
        _fsync_folder(place.parent)
        _fsync_folder(self._folder)
