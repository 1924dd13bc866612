"""Sidecars inside a ZIP file: what `NAME.meta.json` says is handed on with the file beside it that it describes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ingest.extract.extraction import Part

_SIZE_LIMIT = 100_000
_ENDING = re.compile(r"\.meta\.(?:json|ya?ml)\Z", re.I)


def paired(files: Sequence[Part], notes: list[str]) -> Iterator[Part]:
    """Yield the files that are no sidecars, each with what the sidecar beside it says.

    A sidecar that cannot be used is the fault of its file; one without a file is added to `notes`.
    """
    sidecars = {_ENDING.sub("", part.name): part for part in files if _ENDING.search(part.name)}
    used: set[str] = set()
    for part in files:
        if _ENDING.search(part.name):
            continue
        owner = next((name for name in (part.name, _stem(part.name)) if name in sidecars), "")
        if not owner:
            yield part
            continue
        used.add(owner)
        try:
            yield replace(part, sidecar=_told(sidecars[owner]))
        except (ValueError, RecursionError) as error:
            yield replace(part, fault=f"{sidecars[owner].name} cannot be used: {error}")
    notes += [f"describes no file of the ZIP file: {part.name}" for name, part in sidecars.items() if name not in used]


def _stem(name: str) -> str:
    """Return a member's name without its ending, with its folders."""
    path = PurePosixPath(name)
    return path.with_suffix("").as_posix() if path.suffix else name


def _told(sidecar: Part) -> Mapping[str, str]:
    """Return what a sidecar says; ValueError where it cannot be used."""
    if len(sidecar.data) > _SIZE_LIMIT:
        raise ValueError("it is too large")
    if not sidecar.name.lower().endswith(".json"):
        raise ValueError("inside a ZIP file only sidecars in JSON are read")
    told = json.loads(sidecar.data.decode("utf-8-sig"))
    if not isinstance(told, dict):
        raise ValueError("it must be one JSON object")  # noqa: TRY004  wrong content, as any other
    return {str(name): str(value) for name, value in told.items() if value is not None}
