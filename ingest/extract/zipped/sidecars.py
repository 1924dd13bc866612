"""Sidecars inside a ZIP file: what one says is handed on with the file beside it that it describes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from archive.errors import Unreadable
from ingest import sidecar
from ingest.extract.extraction import Part


def paired(files: Sequence[Part], notes: list[str]) -> Iterator[Part]:
    """Yield the files that are no sidecars, each with what the sidecar beside it says.

    A sidecar that cannot be used is the fault of its file; one without a file is added to `notes`.
    """
    lone = {part.name: part for part in files if sidecar.is_sidecar(part.name)}
    beside: dict[PurePosixPath, dict[str, bytes]] = {}
    for name, part in lone.items():
        place = PurePosixPath(name)
        beside.setdefault(place.parent, {})[place.name] = part.data
    for part in files:
        if not sidecar.is_sidecar(part.name):
            place = PurePosixPath(part.name)
            near = beside.get(place.parent, {})
            for name in near:
                if sidecar.describes(name, place.name):
                    lone.pop(str(place.parent / name), None)
            yield _described(part, place.name, near)
    notes += [f"describes no file of the ZIP file: {name}" for name in lone]


def _described(part: Part, name: str, near: dict[str, bytes]) -> Part:
    """Return a file with what the sidecars of its folder say of it, or with why that cannot be used."""
    try:
        return replace(part, sidecar=sidecar.among(name, near))
    except Unreadable as error:
        return replace(part, fault=str(error))
