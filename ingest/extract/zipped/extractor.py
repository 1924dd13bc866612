"""ZIP files: what is inside is handed on, each file with the sidecar beside it; nothing is unpacked to disk.

Sizes are counted while the data are inflated, whatever the headers say. What cannot be taken in is named.
"""

from __future__ import annotations

import lzma
import platform
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archive.errors import Unreadable
from ingest.extract.extraction import Extraction, Options, Part
from ingest.extract.zipped import sidecars

MEMBERS_LIMIT = 10_000
EXPANDED_LIMIT = 200 << 20
"""How many bytes all members may have together."""

RATIO_LIMIT = 200
"""How many times larger than the ZIP file its members may be."""

_CHUNK = 1 << 16
_NAME_LIMIT = 255
_ENCRYPTED = 1
_UTF8 = 1 << 11
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", "icon\r"})
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)


def extract(path: Path, _options: Options) -> Extraction:
    """Read the members of a ZIP file; one that is too large or holds nothing that can be read is `Unreadable`."""
    unpacking = _Unpacking(min(EXPANDED_LIMIT, RATIO_LIMIT * path.stat().st_size))
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MEMBERS_LIMIT:
                raise Unreadable("too-large", f"the ZIP file has more than {MEMBERS_LIMIT:,} members")
            for member in members:
                unpacking.take(archive, member)
    except _FAULTS as error:
        raise Unreadable("damaged", "the ZIP file is damaged: its list of members cannot be read") from error
    parts = tuple(sidecars.paired(unpacking.files, unpacking.notes))
    if not parts:
        raise Unreadable(*_nothing(unpacking.notes))
    return Extraction(
        (),
        "zipfile",
        platform.python_version(),
        "counted",
        hints={},
        notes=tuple(unpacking.notes),
        parts=parts,
    )


def _nothing(notes: list[str]) -> tuple[str, str]:
    """Return code and sentence for a ZIP file of which nothing could be taken in."""
    if not notes:
        return "empty", "the ZIP file holds no files"
    code = "encrypted" if all(note.startswith("encrypted") for note in notes) else "damaged"
    more = f", and {len(notes) - 3} more" if len(notes) > 3 else ""
    return code, f"nothing in the ZIP file can be read: {'; '.join(notes[:3])}{more}"


@dataclass(slots=True)
class _Unpacking:
    """Members taken in so far; `room` is how many bytes more they may have."""

    room: int
    files: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        """Take in one member, or name it where it cannot be read."""
        name = _name(member)
        if member.orig_filename.endswith("/") or _is_litter(name):
            return
        if stat.S_ISLNK(member.external_attr >> 16):
            self.notes.append(f"a link, not followed: {name}")
        elif member.flag_bits & _ENCRYPTED:
            self.notes.append(f"encrypted, not read: {name}")
        else:
            self._inflate(archive, member, name)

    def _inflate(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
        data = bytearray()
        try:
            for chunk in _chunks(archive, member):
                data += chunk
                self.room -= len(chunk)
                if self.room < 0:
                    raise _too_large()
        except _FAULTS as error:
            self.notes.append(f"damaged, not read ({_reason(error)}): {name}")
            return
        if data:
            self.files.append(Part(name, bytes(data)))
        else:
            self.notes.append(f"empty: {name}")


def _too_large() -> Unreadable:
    return Unreadable(
        "too-large",
        f"unpacked, the ZIP file is larger than {EXPANDED_LIMIT >> 20} MiB or {RATIO_LIMIT} times its own size",
    )


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _reason(error: Exception) -> str:
    if isinstance(error, NotImplementedError):
        return "compressed in a way that is not known"
    return "its checksum is wrong" if "CRC" in str(error) else "its data cannot be unpacked"


def _name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member as text only: no roots, no steps upwards, no signs that cannot be shown.

    Names are UTF-8 where they say so, or where they are it without saying so; else code page 437.
    """
    name = member.orig_filename
    if not member.flag_bits & _UTF8 and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except ValueError:
            name = member.orig_filename
    steps = [
        shown
        for step in name.replace("\\", "/").split("/")
        if (shown := "".join(sign for sign in step if sign.isprintable())) not in {"", ".", ".."}
    ]
    return "/".join(steps)[-_NAME_LIMIT:] or "unnamed"


def _is_litter(name: str) -> bool:
    """Tell whether a member is hidden, or what an operating system adds of its own."""
    steps = PurePosixPath(name).parts
    return any(step.startswith(".") or step.lower() in _LITTER for step in steps)
