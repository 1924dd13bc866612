"""What an extractor hands back: raw pages, marks, hints. Offsets are code points of a page."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.documents import StructureKind

BOX_UNITS = 20
"""Boxes are whole numbers of 1/20 point."""

NO_BOX = (-(2**31),) * 4
"""Stands for a sign that has no place on the page, such as a line break."""


def no_boxes() -> array[int]:
    """Return an empty list of boxes."""
    return array("i")


@dataclass(frozen=True, slots=True)
class RawStructure:
    """A mark of the source: half-open range of code points of one raw page."""

    kind: StructureKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as the extractor gave it, unchanged.

    `boxes` is flat: for each code point of `text` four numbers (left, top, right, bottom) in 1/20 point from
    the top left corner of the visible page, `NO_BOX` where a sign has none; empty without pages on paper.
    """

    text: str
    label: str = ""
    structures: tuple[RawStructure, ...] = ()
    boxes: array[int] = field(default_factory=no_boxes)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one extractor read from one file.

    `hints` are what the file itself says: title, creator, recipient, date (ISO 8601), kind, source_url,
    language, publisher. `charset` is the encoding that was used, where there was one to choose.
    """

    pages: tuple[RawPage, ...]
    engine: str
    engine_version: str
    profile: str
    charset: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
