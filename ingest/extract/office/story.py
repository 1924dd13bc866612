"""An office document as it is told: paragraphs, table rows, text boxes, notes, pages.

A row of a table is a line, its cells parted by ` | `; where a cell holds more than a line, the cells follow one another
as paragraphs. A text box follows the paragraph to which it is anchored; notes stand at the end of their page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive.documents import StructureKind
from archive.errors import Unreadable
from ingest.extract.allowance import PAGES_LIMIT
from ingest.extract.extraction import RawPage, RawStructure
from ingest.extract.sheet import CELLS, Sheet

_REPEATED = 100
"""The longest text of a repeated cell, in code points."""

_JOINED = frozenset({StructureKind.STRONG, StructureKind.EMPHASIS, StructureKind.BLOCKQUOTE, StructureKind.LINK})

Place = tuple[Sheet, int]
"""A sheet and an offset in it, in code points."""


@dataclass(slots=True)
class Story:
    """The pages in the making, and the boxes, cells and notes that are open (the innermost last)."""

    _pages: list[Sheet] = field(default_factory=lambda: [Sheet()])
    _turned_back: set[int] = field(default_factory=set)
    _flows: list[Sheet] = field(default_factory=list)
    _waiting: list[tuple[int, RawPage]] = field(default_factory=list)
    _notes: list[RawPage] = field(default_factory=list)
    _rows: list[list[RawPage]] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        """The sheet that is written on."""
        return self._flows[-1] if self._flows else self._pages[-1]

    @property
    def aside(self) -> bool:
        """Whether a box, a cell or a note is open."""
        return bool(self._flows)

    def here(self) -> Place:
        """Return the place where the next sign will stand."""
        return self.sheet, self.sheet.length

    def mark(self, kind: StructureKind, since: Place, detail: str = "") -> None:
        """Mark everything from a place to here, over the end of a page too."""
        sheet, start = since
        sheet.mark(kind, start, detail)
        if sheet is not self.sheet and sheet in self._pages and not self._flows:
            self.sheet.mark(kind, 0, detail)

    def end_paragraph(self, breaks: int = 2) -> None:
        """Ask for `breaks` line ends; the boxes anchored in the paragraph come first."""
        depth = len(self._flows)
        while self._waiting and self._waiting[-1][0] >= depth:
            self.sheet.owe(2)
            self.sheet.add(self._waiting.pop()[1])
            breaks = 2
        self.sheet.owe(breaks)

    def open_aside(self) -> None:
        """Begin a box, a cell or a note."""
        self._flows.append(Sheet())

    def close_aside(self) -> RawPage:
        """Return the box, cell or note that was begun last."""
        if not self._flows:
            return RawPage("")
        self.end_paragraph()
        return joined(self._flows.pop().page())

    def close_box(self) -> None:
        """End a text box; it will follow the paragraph that is open."""
        box = self.close_aside()
        self._waiting.append((len(self._flows), box))

    def note(self, label: str, page: RawPage) -> None:
        """Put a note at the end of this page, after its label."""
        sheet = Sheet()
        sheet.keep(f"{label} ")
        sheet.add(page)
        self._notes.append(sheet.page())

    def open_row(self) -> None:
        """Begin a row of a table."""
        self._rows.append([])

    def close_cell(self, times: int = 1) -> None:
        """End a cell that stands `times` side by side; a long text is not said again."""
        cell = self.close_aside()
        if self._rows:
            self._rows[-1].extend([cell] * (times if 0 < len(cell.text) <= _REPEATED else 1))
        else:
            self.sheet.owe(2)
            self.sheet.add(cell)

    def close_row(self) -> None:
        """Write the row that was begun last."""
        cells = self._rows.pop() if self._rows else []
        while cells and not cells[-1].text.strip():
            cells.pop()
        sheet = self.sheet
        if any("\n" in cell.text for cell in cells):
            for cell in cells:
                sheet.owe(2)
                sheet.add(cell)
            sheet.owe(2)
        elif cells:
            sheet.owe(1)
            for number, cell in enumerate(cells):
                sheet.keep(CELLS if number else "")
                sheet.add(cell)
            sheet.owe(1)

    def turn(self, *, even_empty: bool = True) -> None:
        """Begin a new page; inside a box, a cell or a note only a new paragraph.

        A page without a sign is kept only if `even_empty`.
        """
        if self._flows:
            self.sheet.owe(2)
        elif even_empty or self.sheet.length:
            self._end_page()
            if len(self._pages) >= PAGES_LIMIT:
                raise Unreadable("too-large", f"the document has more than {PAGES_LIMIT} pages")
            self._pages.append(Sheet())

    def page_number(self) -> int:
        """Return the number of the page that is written on, from 0."""
        return len(self._pages) - 1

    def turn_back(self, number: int) -> None:
        """Let page `number` (from 0) go on where the one before it ends, after all."""
        if number:
            self._turned_back.add(number)

    def _end_page(self) -> None:
        for page in self._notes:
            self._pages[-1].owe(2)
            self._pages[-1].add(page)
        self._notes.clear()

    def pages(self) -> tuple[RawPage, ...]:
        """Return all pages; whatever was left open is ended first."""
        while self._flows:
            self.close_cell()
        while self._rows:
            self.close_row()
        self.end_paragraph()
        self._end_page()
        kept: list[Sheet] = []
        for number, sheet in enumerate(self._pages):
            if number in self._turned_back:
                kept[-1].owe(2)
                kept[-1].add(sheet.page())
            else:
                kept.append(sheet)
        return tuple(joined(sheet.page()) for sheet in kept)


def joined(page: RawPage) -> RawPage:
    """Return the page with marks of a kind that touch made one: a word processor cuts its runs anywhere.

    Emphasis and links join over blanks and line ends in a paragraph, quoted paragraphs over what parts them.
    """
    marks: list[RawStructure] = []
    last: dict[StructureKind, int] = {}
    for mark in page.structures:
        at = last.get(mark.kind, -1)
        before = marks[at] if at >= 0 else None
        if before and mark.kind in _JOINED and before.detail == mark.detail and mark.start >= before.start:
            between = page.text[before.end : mark.start]
            if not between.strip() and (mark.kind is StructureKind.BLOCKQUOTE or "\n\n" not in between):
                marks[at] = replace(before, end=max(before.end, mark.end))
                continue
        last[mark.kind] = len(marks)
        marks.append(mark)
    return replace(page, structures=tuple(marks))
