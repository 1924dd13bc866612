"""Accession: a file arrives, its bytes are kept by digest, and the arrival is recorded before anything is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from archive.errors import Unreadable
from archive.provenance import Accession, Event, Outcome
from archive.store import Store

SIDECAR_ENDING = ".meta.json"
_SIDECAR_LIMIT = 100_000


def gather(paths: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Return (file, the path it was named under) for all files at and below `paths`, in order, each once.

    Hidden files and sidecars are left out; links inside folders are not followed.
    """
    found: dict[Path, Path] = {}
    for named in paths:
        for file in _below(named):
            found.setdefault(file.resolve(), named)
    return list(found.items())


def _below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if entry.name.startswith(".") or entry.name.endswith(SIDECAR_ENDING) or entry.is_symlink():
            continue
        if entry.is_dir() or entry.is_file():
            yield from _below(entry)


def sidecar_of(path: Path) -> Mapping[str, str]:
    """Return what `NAME.meta.json` beside the file says of it, empty where there is none; `Unreadable` if broken."""
    beside = path.with_name(path.stem + SIDECAR_ENDING)
    if not beside.is_file():
        return {}
    try:
        told = _told(beside)
    except (ValueError, RecursionError) as error:
        raise Unreadable("bad-metadata", f"{beside.name} cannot be used: {error}") from error
    return {str(name): str(value) for name, value in told.items() if value is not None}


def _told(sidecar: Path) -> dict[str, object]:
    if sidecar.stat().st_size > _SIDECAR_LIMIT:
        raise ValueError("it is too large")
    told = json.loads(sidecar.read_text(encoding="utf-8"))
    if isinstance(told, dict):
        return told
    raise ValueError("it must be one JSON object")


def accede(store: Store, stream: IO[bytes], *, file_name: str, source: str, agent: str, limit: int) -> Accession:
    """Keep the bytes of `stream` and record their arrival; both are durable when this returns."""
    sha256, size = store.originals.add(stream, limit=limit)
    at = store.clock.now()
    accession = Accession(store.clock.new_id(), sha256, size, file_name[:255], source[:2000], agent, at)
    with store.atomic():
        store.accessions.add(accession)
        detail = f"{size} bytes kept as {sha256}"
        store.accessions.record(Event(accession.id, "accession", Outcome.SUCCESS, detail, at))
    return accession
