"""Emphasis in a PDF, read from the names of its fonts."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.documents import StructureKind
from ingest.extract.extraction import RawStructure

PLAIN, SLANTED, BOLD, BLANK = 0, 1, 2, 4
"""How a code point is printed: a byte each; slanted and bold add up, a blank is neither."""

_SHARE = 0.5
"""A style that covers more than this share of a page marks nothing."""

_RUNS = (
    (StructureKind.EMPHASIS, re.compile(rb"[\x01\x03](?:[\x01\x03\x04]*[\x01\x03])?")),
    (StructureKind.STRONG, re.compile(rb"[\x02\x03](?:[\x02\x03\x04]*[\x02\x03])?")),
)
_SLANTED = re.compile(
    r"italic|oblique|kursiv|slanted|[-,]it\b|[-,]\w*ital\b|(?:bold|medium|light|regular|black|demi)it\b"
    r"|^(?:[a-z]{6}\+)?(?:cm|ec|sf|tc)(?:ti|sl|bxti|bxsl|it)\d",
    re.I,
)
_BOLD = re.compile(
    r"bold|black\b|heavy|[-,]demi(?:ital|it|obli)?\b|[-,]medi(?:ital|obli)?\b|^(?:[a-z]{6}\+)?(?:cm|ec|sf|tc)b(?:x|\d)",
    re.I,
)


def marks(styles: bytes) -> tuple[RawStructure, ...]:
    """Return the emphasised runs of a page, in code points; blanks between such words belong to them."""
    found: list[RawStructure] = []
    for kind, pattern in _RUNS:
        runs = [RawStructure(kind, match.start(), match.end()) for match in pattern.finditer(styles)]
        if sum(run.end - run.start for run in runs) <= _SHARE * len(styles):
            found.extend(runs)
    return tuple(sorted(found, key=lambda run: (run.start, run.end)))


@lru_cache(maxsize=4096)
def style(font: str) -> int:
    """Return what a font's name says of its shape."""
    return (SLANTED if _SLANTED.search(font) else 0) | (BOLD if _BOLD.search(font) else 0)
