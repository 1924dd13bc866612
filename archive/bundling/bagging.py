"""Writes a bag into a ZIP file: the same files make the same bytes, whenever and wherever it is written."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO

from archive.bundling import layout
from archive.errors import Refused

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that ZIP files know: a bundle tells no time of its own."""

_UNIX = 3
_MODE = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of the payload: its name in the bag and its bytes in order. `packed` bytes are not compressed again."""

    name: str
    chunks: Iterable[bytes]
    packed: bool = False


def write_bag(target: IO[bytes], leaves: Iterator[Leaf], told: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write a bag of these leaves, which come in the order of their names; return the SHA-256 of its tag manifest.

    `told` stands in `bag-info.txt` besides the count of bytes and files. Format: RFC 8493, sections 2 and 4.
    """
    with zipfile.ZipFile(target, "w") as bag:
        declared = _write(bag, Leaf(layout.DECLARATION, [layout.DECLARED.encode()]))[0]
        manifest, size, last = [], 0, ""
        for leaf in leaves:
            if leaf.name <= last or not layout.is_payload(leaf.name):
                raise Refused(f"{leaf.name} has no place in a bundle, or not this one")
            digest, octets = _write(bag, leaf)
            manifest.append(f"{digest}  {leaf.name}\n")
            size, last = size + octets, leaf.name
        if len(manifest) > layout.MOST_FILES:
            raise Refused(f"a bundle holds {layout.MOST_FILES:,} files at most; export some documents at a time")
        info = {**told, layout.OXUM_LABEL: f"{size}.{len(manifest)}"}
        lines = "".join(f"{label}: {value}\n" for label, value in sorted(info.items()))
        vouched = {
            layout.DECLARATION: declared,
            layout.INFO: _write(bag, Leaf(layout.INFO, [lines.encode()]))[0],
            layout.MANIFEST: _write(bag, Leaf(layout.MANIFEST, (line.encode() for line in manifest)))[0],
        }
        tags = "".join(f"{digest}  {name}\n" for name, digest in sorted(vouched.items()))
        return _write(bag, Leaf(layout.TAG_MANIFEST, [tags.encode()]))[0]


def _write(bag: zipfile.ZipFile, leaf: Leaf) -> tuple[str, int]:
    """Write one file; return its SHA-256 and its size in bytes."""
    entry = zipfile.ZipInfo(f"{layout.BASE}/{leaf.name}", _NEVER)
    entry.create_system, entry.external_attr = _UNIX, _MODE
    entry.compress_type = zipfile.ZIP_STORED if leaf.packed else zipfile.ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with bag.open(entry, "w", force_zip64=True) as written:
        for chunk in leaf.chunks:
            digest.update(chunk)
            size += written.write(chunk)
    return digest.hexdigest(), size
