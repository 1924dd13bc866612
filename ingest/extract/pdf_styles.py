"""Emphasis in a PDF, read from the names of its fonts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from archive.documents import StructureKind
from ingest.extract.extraction import RawStructure

_SHARE = 0.5
"""A style that covers more than this share of a page marks nothing."""

_STYLES = (
    (StructureKind.EMPHASIS, re.compile(r"italic|oblique|[-,]it\b|ital\b", re.I)),
    (StructureKind.STRONG, re.compile(r"bold|black|heavy", re.I)),
)


def marks(tuples: list[tuple[str, dict[str, Any] | None]]) -> tuple[RawStructure, ...]:
    """Return the emphasised runs of a page, in code points; blanks between such words belong to them."""
    found: list[RawStructure] = []
    for kind, _ in _STYLES:
        runs = _runs(tuples, kind)
        if sum(run.end - run.start for run in runs) <= _SHARE * len(tuples):
            found.extend(runs)
    return tuple(sorted(found, key=lambda run: (run.start, run.end)))


def _runs(tuples: list[tuple[str, dict[str, Any] | None]], kind: StructureKind) -> list[RawStructure]:
    runs: list[RawStructure] = []
    start = end = -1
    for at, (sign, box) in enumerate(tuples):
        if box is None or sign.isspace():
            continue
        if kind in _styles(str(box["fontname"])):
            start = at if start < 0 else start
            end = at + 1
        elif start >= 0:
            runs.append(RawStructure(kind, start, end))
            start = -1
    return [*runs, RawStructure(kind, start, end)] if start >= 0 else runs


@lru_cache(maxsize=1024)
def _styles(font: str) -> frozenset[StructureKind]:
    """Return what a font's name says of its shape."""
    return frozenset(kind for kind, pattern in _STYLES if pattern.search(font))
