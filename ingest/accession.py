"""Accession: a file arrives, its bytes are kept by digest, and the arrival is recorded before anything is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

from archive.provenance import Accession, Event, Outcome
from archive.store import Store
from ingest.sidecar import is_sidecar

_HALVES = re.compile("[\ud800-\udfff]")
_TOOL = f"verbatim {version('verbatim')}"


def gather(paths: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Return (file, its path as it was handed in) for all files at and below `paths`, in order, each once.

    Hidden files and sidecars are left out; links inside folders are not followed. A folder that cannot be looked into
    is returned itself, so that it is not passed over without a word.
    """
    found: dict[Path, Path] = {}
    for named in paths:
        for file in _below(named):
            found.setdefault(file.resolve(), file)
    return list(found.items())


def _below(path: Path) -> Iterator[Path]:
    try:
        entries = sorted(path.iterdir())
    except OSError:  # a file, or a folder that cannot be looked into: whoever opens it will say so
        yield path
        return
    for entry in entries:
        if entry.name.startswith(".") or is_sidecar(entry.name) or entry.is_symlink():
            continue
        if entry.is_dir() or entry.is_file():
            yield from _below(entry)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way in: its name, where it came from, who brings it, and what it comes with or inside of."""

    name: str
    source: str
    agent: str
    deposit: str = ""
    parent: str = ""


def bare_name(name: str) -> str:
    """Return the name of a file without folders, whichever way they are written."""
    return name.replace("\\", "/").rpartition("/")[2] or "unnamed"


def keep(store: Store, stream: IO[bytes], arrival: Arrival, *, limit: int) -> Accession:
    """Keep the bytes of `stream`, durably, and return the accession that is to be recorded.

    More than `limit` bytes are `Refused`, and nothing is kept of them.
    """
    sha256, size = store.originals.add(stream, limit=limit)
    return Accession(
        store.clock.new_id(),
        sha256,
        size,
        bare_name(writable(arrival.name))[-255:],
        writable(arrival.source)[:2000],
        arrival.agent,
        store.clock.now(),
        parent=arrival.parent,
        deposit=arrival.deposit,
    )


def writable(name: str) -> str:
    """Return a name as it can be written down: bytes that are no UTF-8, and halves of signs, become U+FFFD."""
    return _HALVES.sub("\ufffd", name)


def record(store: Store, accession: Accession) -> None:
    """Record that a file has arrived."""
    detail = f"{accession.size} bytes kept as SHA-256 {accession.original_sha256}"
    with store.atomic():
        store.accessions.add(accession)
        store.accessions.record(Event(accession.id, "accession", Outcome.SUCCESS, detail, accession.at, tool=_TOOL))
