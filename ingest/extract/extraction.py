"""What an extractor hands back: raw pages, marks, hints. Offsets are code points of a page."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.documents import PageState, StructureKind
from archive.identifiers import Identifier

BOX_UNITS = 20
"""Boxes are whole numbers of 1/20 point."""

NO_BOX = (-(2**31),) * 4
"""Stands for a sign that has no place on the page, such as a line break."""


def no_boxes() -> array[int]:
    """Return an empty list of boxes."""
    return array("i")


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be read.

    `engine` is the first reader of a PDF, `pdfplumber` or `pdfium` (the bulk engine). `first` and `last` are page
    numbers from 1, both included, 0 for the end. With `recognise` the numbered pages are read as pictures by the
    program `tesseract`, for `languages` in its own notation (`eng+deu`), `seconds` of wall clock a page at most.
    """

    engine: str = "pdfplumber"
    first: int = 1
    last: int = 0
    recognise: tuple[int, ...] = ()
    tesseract: str = ""
    languages: str = "eng"
    seconds: int = 60


@dataclass(frozen=True, slots=True)
class RawStructure:
    """A mark of the source: half-open range of code points of one raw page. `detail` as in `Structure`."""

    kind: StructureKind
    start: int
    end: int
    detail: str = ""

    def shift(self, by: int) -> RawStructure:
        """Return the mark moved by `by` code points."""
        return RawStructure(self.kind, self.start + by, self.end + by, self.detail)


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as the extractor gave it, unchanged.

    `boxes` is flat: for each code point of `text` four numbers (left, top, right, bottom) in 1/20 point from
    the top left corner of the visible page, `NO_BOX` where a sign has none; empty without pages on paper.
    `state`, `reader`, `why`, `confidence` and `doubts` mean what they mean in `Page`.
    """

    text: str
    label: str = ""
    structures: tuple[RawStructure, ...] = ()
    boxes: array[int] = field(default_factory=no_boxes)
    state: PageState = PageState.TEXT
    reader: str = ""
    why: str = ""
    confidence: int = -1
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file: an attachment, a member of a ZIP file.

    `sidecar` is what stood beside it about it; `fault` says why that cannot be used.
    """

    name: str
    data: bytes
    sidecar: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one extractor read from one file.

    `hints` are what the file itself says: title, creator, recipient, date (ISO 8601), kind, source_url,
    language, publisher. `bases` says for a hint where it stood, for example `meta author`. `properties` are other
    things the file says, such as the program that made it. `charset` is the encoding that was used, where there was
    one to choose. `page_count` is the number of pages of the whole file where only some were asked for. `parts` are
    files inside the file; one without pages of its own (`pages` empty) is nothing but its parts.
    """

    pages: tuple[RawPage, ...]
    engine: str
    engine_version: str
    profile: str
    charset: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    identifiers: tuple[Identifier, ...] = ()
    page_count: int = 0
    parts: tuple[Part, ...] = ()
