"""A bundle is what its manifests say, to the last byte, before any of it is used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from archive.bundling import layout
from archive.bundling.container import Container
from archive.errors import Refused

_ENTRY = re.compile(r"([0-9a-f]{64}) [ *](\S+)")
_OXUM = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
_SMALL = 1 << 16


class Bundle:
    """A bundle that has been checked; whatever is read from it is checked again as it is read."""

    def __init__(self, container: Container, digests: Mapping[str, str], schema: str) -> None:
        """Stand on an open ZIP file and what its manifest says."""
        self._container, self._digests, self.schema = container, digests, schema

    @property
    def names(self) -> frozenset[str]:
        """The names of all files under `data/`."""
        return frozenset(self._digests)

    @property
    def originals(self) -> list[str]:
        """The digests of the originals, in order."""
        return sorted(filter(None, map(layout.digest_of, self._digests)))

    def size(self, name: str) -> int:
        """Return a file's size in bytes."""
        return self._container.size(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes; `Refused` at their end where they are not what the manifest says."""
        if name not in self._digests:
            raise Refused(f"{name} is missing")
        yield from _vouched(self._container, name, self._digests[name])


@contextmanager
def opened_bundle(path: Path, *, limit: int) -> Iterator[Bundle]:
    """Open a bundle and check all of it; `Refused` says what does not hold. Unpacked it may be `limit` bytes."""
    with Container(path, limit=limit) as container:
        tags = container.names - {name for name in container.names if name.startswith("data/")}
        if strange := sorted(tags - {*layout.TAG_FILES, layout.TAG_MANIFEST}):
            raise Refused(f"{strange[0]} is no part of a bundle")
        vouching = _manifest(container, layout.TAG_MANIFEST)
        if set(vouching) != set(layout.TAG_FILES):
            raise Refused(f"{layout.TAG_MANIFEST} does not name {', '.join(layout.TAG_FILES)}, each once")
        for name, digest in vouching.items():
            for _ in _vouched(container, name, digest):
                pass
        if _read(container, layout.DECLARATION).splitlines() != layout.DECLARED.splitlines():
            raise Refused(f"{layout.DECLARATION} does not say BagIt 1.0 in UTF-8")
        info = _labels(_read(container, layout.INFO))
        if info.get(layout.FORMAT_LABEL) != layout.FORMAT:
            raise Refused(
                f"it is a bundle of format {info.get(layout.FORMAT_LABEL, 'unknown')!r}; "
                f"this Verbatim reads format {layout.FORMAT}"
            )
        bundle = Bundle(container, _manifest(container, layout.MANIFEST), info.get(layout.SCHEMA_LABEL, ""))
        _check_payload(container, bundle, info.get(layout.OXUM_LABEL, ""))
        yield bundle


def _check_payload(container: Container, bundle: Bundle, oxum: str) -> None:
    """Hold everything under `data/` against the manifest: nothing missing, nothing more, nothing changed."""
    held = {name for name in container.names if name.startswith("data/")}
    if missing := sorted(bundle.names - held):
        raise Refused(f"{missing[0]} is missing, and {layout.MANIFEST} names it")
    if strange := sorted(held - bundle.names):
        raise Refused(f"{strange[0]} is not named in {layout.MANIFEST}")
    if unknown := sorted(name for name in held if not layout.is_payload(name)):
        raise Refused(f"{unknown[0]} is no part of a bundle of this format")
    told = _OXUM.fullmatch(oxum)
    if told is None or (int(told[1]), int(told[2])) != (sum(map(container.size, held)), len(held)):
        raise Refused(f"{layout.OXUM_LABEL} in {layout.INFO} does not say how many bytes and files there are")
    for name in sorted(held):
        for _ in bundle.chunks(name):
            pass
        if (sha256 := layout.digest_of(name)) and bundle._digests[name] != sha256:  # noqa: SLF001  its own kind
            raise Refused(f"original {sha256[:12]}… does not have the digest that it is named by")


def _vouched(container: Container, name: str, digest: str) -> Iterator[bytes]:
    found = hashlib.sha256()
    for chunk in container.chunks(name):
        found.update(chunk)
        yield chunk
    if found.hexdigest() != digest:
        raise Refused(f"{name} does not have the digest that its manifest says")


def _manifest(container: Container, name: str) -> dict[str, str]:
    """Return the digests of a manifest, by name of file."""
    digests: dict[str, str] = {}
    for line in _decoded(b"".join(container.chunks(name)), name).splitlines():
        told = _ENTRY.fullmatch(line)
        if told is None or told[2] in digests:
            raise Refused(f"{name} has a line that is none of a manifest, or one twice: {line!a:.120}")
        digests[told[2]] = told[1]
    return digests


def _read(container: Container, name: str) -> str:
    if container.size(name) > _SMALL:
        raise Refused(f"{name} is longer than {_SMALL:,} bytes")
    return _decoded(b"".join(container.chunks(name)), name)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is not UTF-8") from error


def _labels(info: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in info.splitlines())
    return {label.strip(): value.strip() for label, _, value in pairs}
