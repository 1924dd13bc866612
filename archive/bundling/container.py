"""A foreign ZIP file, looked at before anything in it is believed: names, kinds, sizes."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

from archive.bundling import layout
from archive.errors import NotHeld, Refused

_NAME = re.compile(r"[A-Za-z0-9@_.-]{1,100}(?:/[A-Za-z0-9@_.-]{1,100}){0,8}/?")
_CHUNK = 1 << 20
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Container:
    """The files of a ZIP file by name, below its one folder. Nothing is ever unpacked to a name that it gives."""

    def __init__(self, path: Path, *, limit: int) -> None:
        """Open the file; `Refused` where it is not such a ZIP file, or is more than `limit` bytes when unpacked."""
        if not path.is_file():
            raise NotHeld(f"there is no file {path}")
        self._reading: list[IO[bytes]] = []
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise Refused(f"{path.name} is not a ZIP file, or it is cut short or damaged") from error
        try:
            self._entries = _files(self._zip.infolist(), size=path.stat().st_size, limit=limit)
        except Refused:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        """Keep the file open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, with what somebody has not read to its end."""
        for file in self._reading:
            file.close()
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """The names of all files, below the one folder."""
        return frozenset(self._entries)

    def size(self, name: str) -> int:
        """Return how many bytes a file says that it has; it never gives more."""
        return self._entry(name).file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes; `Refused` where it is missing, damaged or longer than it says."""
        entry, read = self._entry(name), 0
        try:
            with self._zip.open(entry) as file:
                self._reading = [*(one for one in self._reading if not one.closed), file]
                while chunk := file.read(_CHUNK):
                    read += len(chunk)
                    if read > entry.file_size:
                        raise Refused(f"{name} is longer than it says")
                    yield chunk
        except _BROKEN as error:
            raise Refused(f"{name} cannot be read: the file is damaged") from error
        if read != entry.file_size:
            raise Refused(f"{name} is shorter than it says")

    def _entry(self, name: str) -> zipfile.ZipInfo:
        if name not in self._entries:
            raise Refused(f"{name} is missing")
        return self._entries[name]


def _files(entries: list[zipfile.ZipInfo], *, size: int, limit: int) -> dict[str, zipfile.ZipInfo]:
    """Return the files by their names below the one folder, every one of them checked."""
    if len(entries) > layout.MOST_FILES + 10:
        raise Refused(f"it holds more than {layout.MOST_FILES:,} files")
    for entry in entries:
        _check(entry)
    told = sum(entry.file_size for entry in entries)
    if told > limit:
        raise Refused(f"unpacked it would be {told >> 20:,} MiB, and the limit is {limit >> 20:,} MiB")
    if sum(entry.compress_size for entry in entries) > size:
        raise Refused("its files lie one over the other: it is made to seem larger than it is")
    bases = {entry.filename.partition("/")[0] for entry in entries}
    if len(bases) != 1 or any("/" not in entry.filename for entry in entries):
        raise Refused("a bundle has one folder, and everything in it")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename.partition("/")[2]
        if entry.is_dir():
            continue
        if name.lower() in found:
            raise Refused(f"{name} stands in it twice")
        found[name.lower()] = entry
    return {entry.filename.partition("/")[2]: entry for entry in found.values()}


def _check(entry: zipfile.ZipInfo) -> None:
    shown = ascii(entry.orig_filename)
    parts = entry.filename.rstrip("/").split("/")
    if entry.orig_filename != entry.filename or not _NAME.fullmatch(entry.filename) or {".", ".."} & set(parts):
        raise Refused(f"{shown:.200} is not a name that a bundle has: nothing leads out of it")
    if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise Refused(f"{shown} is a link or a device, not a file")
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _KNOWN:
        raise Refused(f"{shown} is encrypted, or packed in an unknown way")
    if entry.is_dir() and entry.file_size:
        raise Refused(f"{shown} is a folder that has bytes")
