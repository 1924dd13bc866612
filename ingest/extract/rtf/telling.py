"""The story of an RTF document as it is told: paragraphs with their emphasis, tables, notes, boxes, running heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from archive.documents import StructureKind
from ingest.extract import tally
from ingest.extract.extraction import RawPage
from ingest.extract.office.story import Place, Story
from ingest.extract.office.styles import heading_level, quotes
from ingest.extract.rtf import words
from ingest.extract.sheet import CELLS
from ingest.extract.tally import Tally

LONGEST = 4096
"""The longest label, instruction or fact, in code points."""


class State(NamedTuple):
    r"""What holds inside a group until it ends.

    `place` is where text goes (see `rtf_places`). `style`, `level`, `table` and `page_before` are of paragraphs, until
    `\pard`.
    """

    place: str = "text"
    fallback: int = 1
    font: int = -1
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    level: str = ""
    table: bool = False
    page_before: bool = False


@dataclass(slots=True)
class Style:
    """A style of paragraphs: its name, and the emphasis that it gives to all their signs."""

    name: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Aside:
    """A note, box or running head that is open at a depth of groups, and what was open around it."""

    depth: int
    kind: str
    since: Place | None
    shape: tuple[int, str]
    label: str


class Telling:
    """Writes the story; the text of tables, notes and boxes finds its place by what is open."""

    def __init__(self, counted: Tally) -> None:
        """Begin an empty story."""
        self.story = Story()
        self.margins: dict[str, list[RawPage]] = {"head": [], "foot": []}
        self.styles: dict[int, Style] = {}
        self.label = ""
        self.continuous = False
        self._tally = counted
        self._since: Place | None = None
        self._shape = (0, "")
        self._nested = self._left_out = self._note_label = ""
        self._cell = self._listed = self._section = False
        self._cells = self._notes = 0
        self._asides: list[_Aside] = []

    def pages(self) -> tuple[RawPage, ...]:
        """Return the pages, whatever is still open ended."""
        while self._asides:
            self._end_aside()
        self.end_paragraph()
        self.end_row()
        return self.story.pages()

    # text

    def write(self, text: str, state: State) -> None:
        """Write text with its emphasis, but for what the style of its paragraph gives to all.

        Hidden and deleted text is counted by the stretch.
        """
        left_out = tally.DELETION if state.deleted else tally.HIDDEN if state.hidden else ""
        if left_out:
            self._tally[left_out] += left_out != self._left_out
        self._left_out = left_out
        if left_out:
            return
        self.begin_text(state)
        self._shape = (state.style, state.level)
        since = self.story.here()
        self.story.sheet.keep(text)
        style = self.styles.get(state.style, Style())
        if state.bold and not style.bold:
            self.story.mark(StructureKind.STRONG, since)
        if state.italic and not style.italic:
            self.story.mark(StructureKind.EMPHASIS, since)

    def begin_text(self, state: State) -> None:
        """See to what text needs before it: a section's page, a cell, the label of a list item."""
        if not self._asides:
            self._begin_place(state)
        if state.page_before and self._since is None:
            self.story.turn(even_empty=False)
        self._begin_paragraph()

    def _begin_place(self, state: State) -> None:
        if self._section:
            self._section = False
            if not self.continuous:
                self.story.turn(even_empty=False)
        if self._cells and not state.table and not self._cell:
            self.end_row()
        if state.table and not self._cell:
            self._begin_cell()

    def _begin_paragraph(self) -> None:
        label = self.label.strip()
        if self._since is None:
            self._listed = bool(label)
            self.story.sheet.owe(1 if label else 2)
            self._since = self.story.here()
        if self._nested or label:
            self.story.sheet.keep(self._nested + (f"{label} " if label else ""))
        self._nested = self.label = ""

    def end_line(self, state: State) -> None:
        """End a paragraph; one outside the table ends the table's row."""
        if not (self._asides or state.table or self._cell):
            self.end_row()
        self.end_paragraph()

    def end_paragraph(self) -> None:
        """End the paragraph, with its mark as a heading or quotation."""
        if self.label.strip():
            self._begin_paragraph()
        if self._since:
            style, level = self._shape
            name = self.styles.get(style, Style()).name
            level = level or heading_level(name)
            if level:
                self.story.mark(StructureKind.HEADING, self._since, level)
            elif quotes(name):
                self.story.mark(StructureKind.BLOCKQUOTE, self._since)
        self.story.end_paragraph(1 if self._listed else 2)
        self._since, self._listed = None, False

    def end_section(self) -> None:
        """End a section; whether the next begins on a new page is told later."""
        self._section = True

    def turn(self, state: State) -> None:
        """Begin a new page."""
        self.begin_text(state)
        self.story.turn()

    # tables

    def _begin_cell(self) -> None:
        if not self._cells:
            self.story.open_row()
        self._cells += 1
        self._cell = True
        self.story.open_aside()

    def end_cell(self) -> None:
        """End a cell, the empty one too."""
        if self._asides:
            self.nest(CELLS)
            return
        if not self._cell:
            self._begin_cell()
        self.end_paragraph()
        self._nested = ""
        self._cell = False
        self.story.close_cell()

    def end_row(self) -> None:
        """End the row; text after the last cell is a cell too."""
        if self._asides:
            self.nest("\n")
            return
        if self._cell:
            self.end_cell()
        if self._cells:
            self.story.close_row()
        self._cells = 0

    def nest(self, sign: str) -> None:
        """Let a sign stand between the cells or rows of a table inside a cell or a note."""
        self._nested = sign if sign == "\n" else (self._nested + sign)[:LONGEST]

    # notes, boxes, running heads

    def begin_aside(self, kind: str, depth: int) -> None:
        """Begin a note, a box or a running head in a group of this depth."""
        self._asides.append(_Aside(depth, kind, self._since, self._shape, self._note_label))
        self._since, self._note_label = None, ""
        self.story.open_aside()

    def end_group(self, depth: int) -> None:
        """End what was begun in the group of this depth."""
        if self._asides and self._asides[-1].depth == depth:
            self._end_aside()

    def _end_aside(self) -> None:
        self.end_paragraph()
        aside = self._asides.pop()
        self._since, self._shape, self._nested = aside.since, aside.shape, ""
        if aside.kind in words.MARGINS:
            self.margins[words.MARGINS[aside.kind]].append(self.story.close_aside())
        elif aside.kind == "footnote":
            self.story.note(aside.label or "*", self.story.close_aside())
        else:
            self.story.close_box()

    def number_note(self, state: State) -> None:
        """Write the number of a note into the text; inside the note it stands before it already."""
        if any(aside.kind == "footnote" for aside in self._asides) or state.deleted:
            return
        self._notes += 1
        self._note_label = f"[{self._notes}]"
        self._tally[tally.NUMBERED_NOTE] += 1
        self.write(self._note_label, state)
