"""Text as it grows, with line ends that are owed and marks. Shared by the extractors that build running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.documents import StructureKind
from ingest.extract.extraction import RawPage, RawStructure

CELLS = " | "
"""What parts the cells of a row."""

BULLET = "•"
"""The label of an item that is not numbered."""

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(slots=True, eq=False)
class Sheet:
    """One page in the making; breaks and blanks are owed until the next visible sign. Offsets are code points."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    breaks: int = 0
    blank: bool = False
    marks: list[RawStructure] = field(default_factory=list)

    def owe(self, breaks: int) -> None:
        """Ask for at least `breaks` line ends before the next sign."""
        self.breaks, self.blank = max(self.breaks, breaks), False

    def write(self, text: str) -> None:
        """Add the text, blanks run together."""
        words = _BLANKS.sub(" ", text)
        if not words or words == " ":
            self.blank = self.blank or words == " "
            return
        blank = " " if self.blank or words[0] == " " else ""
        self._put(blank, words.strip(" "))
        self.blank = words[-1] == " "

    def keep(self, text: str) -> None:
        """Add the text with its own blanks and line ends; before the first sign of a paragraph blanks are nothing."""
        if text.strip() or (text and self.length and not self.breaks):
            self._put(" " if self.blank else "", text)

    def mark(self, kind: StructureKind, start: int, detail: str = "") -> None:
        """Mark everything from `start` to here."""
        self.marks.append(RawStructure(kind, start, self.length, detail))

    def add(self, page: RawPage) -> None:
        """Add a text that is made already, with its marks."""
        if page.text.strip():
            self._put(" " if self.blank else "", page.text)
            start = self.length - len(page.text)
            self.marks.extend(
                RawStructure(mark.kind, max(0, start + mark.start), start + mark.end, mark.detail)
                for mark in page.structures
            )

    def page(self) -> RawPage:
        """Return the text and its marks, without blanks at their edges, in order."""
        text = "".join(self.parts)
        marks = sorted(_trimmed(text, self.marks), key=lambda mark: (mark.start, -mark.end))
        return RawPage(text, structures=tuple(marks))

    def _put(self, blank: str, text: str) -> None:
        shown = ("\n" * self.breaks or blank) + text if self.length else text.lstrip()
        if shown:
            self.parts.append(shown)
        self.length += len(shown)
        self.breaks, self.blank = 0, False


def _trimmed(text: str, marks: list[RawStructure]) -> Iterator[RawStructure]:
    """Yield the marks without blanks at their edges; empty ones are left out."""
    for mark in marks:
        inside = text[mark.start : mark.end]
        start = mark.start + len(inside) - len(inside.lstrip())
        end = mark.end - (len(inside) - len(inside.rstrip()))
        if start < end:
            yield RawStructure(mark.kind, start, end, mark.detail)
