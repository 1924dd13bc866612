"""The story of an OpenDocument text, from `content.xml`, `styles.xml` or a flat file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.documents import StructureKind
from ingest.extract import addresses, tally
from ingest.extract.extraction import RawPage
from ingest.extract.odt.lists import Lists
from ingest.extract.odt.styles import Styles, StyleShelf, number
from ingest.extract.odt.words import FACTS, LEFT_OUT, MARGINS, PASSED, VOCABULARY
from ingest.extract.office.package import Reader
from ingest.extract.office.story import Place, Story
from ingest.extract.office.styles import heading_level
from ingest.extract.tally import Tally

_SPACES = 1000
"""The longest row of blanks that is kept."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph or heading that is open."""

    style: str
    level: str
    since: Place
    listed: bool


class Body(Reader):
    """Reads one part: its styles, its text, its running heads, what it says of the document."""

    vocabulary = VOCABULARY
    silent = frozenset({*LEFT_OUT, *PASSED})

    def __init__(self, counted: Tally, common: Styles | None = None) -> None:
        """Begin a part that may use the common styles."""
        super().__init__()
        self.story = Story()
        self.facts: dict[str, str] = {}
        self.margins: list[tuple[str, str, RawPage]] = []
        self.masters: dict[str, str] = {}
        self.used_masters: list[str] = []
        self.encrypted = False
        shelf = StyleShelf(common)
        self.styles = shelf.styles
        self._tally = counted
        self._paragraphs: list[_Paragraph] = []
        self._spans: list[str] = []
        self._links: list[tuple[Place, str]] = []
        self._lists = Lists(self.styles, counted)
        self._cells: list[int] = []
        self._labels: list[str] = []
        self._master = ""
        self.begins = {**shelf.begins, **self._begins()}
        self.ends = self._ends()

    def _begins(self) -> dict[str, Callable[[dict[str, str]], None]]:
        """Return what is done at the beginning of which element."""
        story = self.story
        return {
            "text:p": lambda told: self._begin_paragraph(told, ""),
            "text:h": lambda told: self._begin_paragraph(told, told.get("outline-level", "1")),
            "text:span": lambda told: self._spans.append(told.get("style-name", "")),
            "text:s": lambda told: self._write(" " * min(_SPACES, number(told.get("c", ""), 1)), kept=True),
            "text:tab": lambda _: self._write("\t", kept=True),
            "text:line-break": lambda _: self._write("\n", kept=True),
            "text:a": self._begin_link,
            "draw:a": self._begin_link,
            "text:list": self._begin_list,
            "text:list-item": self._lists.begin_item,
            "text:list-header": lambda _: self._lists.begin_header(),
            "text:section": self._begin_section,
            "text:hidden-text": self._begin_hidden,
            "text:hidden-paragraph": self._begin_hidden,
            "text:note": lambda _: self._labels.append(""),
            "text:note-body": lambda _: story.open_aside(),
            "table:table": self._begin_table,
            "table:table-row": lambda _: story.open_row(),
            "table:table-cell": self._begin_cell,
            "draw:text-box": lambda _: story.open_aside(),
            "draw:image": lambda _: self._count(tally.PICTURE),
            "style:master-page": self._begin_master,
            "manifest:encryption-data": lambda _: setattr(self, "encrypted", True),
            "meta:document-statistic": self._statistic,
            **dict.fromkeys(MARGINS, self._begin_margin),
        }

    def _ends(self) -> dict[str, Callable[[], None]]:
        """Return what is done at the end of which element."""
        story = self.story
        return {
            "text:p": self._end_paragraph,
            "text:h": self._end_paragraph,
            "text:span": self._end_span,
            "text:a": self._end_link,
            "draw:a": self._end_link,
            "text:list": self._end_list,
            "text:note-citation": lambda: self._write(f"[{self._labels[-1].strip()}]" if self._labels else ""),
            "text:note-body": self._end_note,
            "table:table": lambda: story.sheet.owe(2),
            "table:table-row": story.close_row,
            "table:table-cell": lambda: story.close_cell(self._cells.pop()),
            "draw:text-box": story.close_box,
            **dict.fromkeys(MARGINS, self._end_margin),
        }

    def passed_over(self, name: str) -> None:
        """Count what is left out."""
        if name in LEFT_OUT:
            self._count(LEFT_OUT[name])

    def signs(self, text: str) -> None:
        """Take signs: of a paragraph, of a note's number, or of a fact about the document."""
        name = self.path[-1] if self.path else ""
        if name == "text:note-citation" and self._labels:
            self._labels[-1] += text
        elif self._paragraphs:
            self._write(text)
        elif name in FACTS and self.parent() == "office:meta":
            self.facts[FACTS[name]] = (self.facts.get(FACTS[name], "") + text)[:10_000]

    def _count(self, what: str) -> None:
        self._tally[what] += 1

    def _write(self, text: str, *, kept: bool = False) -> None:
        """Write signs with the emphasis of the spans around them; hidden ones are counted."""
        if not self._paragraphs:
            return
        if self._is("hidden"):
            self._count(tally.HIDDEN)
            return
        since = self.story.here()
        (self.story.sheet.keep if kept else self.story.sheet.write)(text)
        for name, kind in (("bold", StructureKind.STRONG), ("italic", StructureKind.EMPHASIS)):
            if self._is(name):
                self.story.mark(kind, since)

    def _is(self, name: str) -> bool:
        """Tell whether the innermost span that says anything says bold, italic or hidden."""
        answers = (self.styles.is_so(span, name) for span in reversed(self._spans))
        return bool(next((answer for answer in answers if answer is not None), False))

    # paragraphs and lists

    def _begin_paragraph(self, told: dict[str, str], level: str) -> None:
        style = told.get("style-name", "")
        master = self.styles.told("paragraph", style, "master")
        if master or self.styles.told("paragraph", style, "break_before") == "page":
            self.story.turn(even_empty=False)
        if not self.story.aside and (master or not self.used_masters):
            self.used_masters.append(master or "Standard")
        label = self._lists.label()
        if level and not self._lists.open and told.get("is-list-header") != "true":
            label = self._lists.heading_label(style, level)
        self.story.sheet.owe(1 if label and not level else 2)
        self._paragraphs.append(_Paragraph(style, level, self.story.here(), self._lists.open))
        if label:
            self.story.sheet.keep(f"{label} ")

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        if paragraph.level:
            self.story.mark(StructureKind.HEADING, paragraph.since, str(number(paragraph.level, 1)))
        elif level := self._titled(paragraph.style):
            self.story.mark(StructureKind.HEADING, paragraph.since, level)
        elif self.styles.quotes(paragraph.style):
            self.story.mark(StructureKind.BLOCKQUOTE, paragraph.since)
        self.story.end_paragraph(1 if paragraph.listed else 2)
        if self.styles.told("paragraph", paragraph.style, "break_after") == "page":
            self.story.turn(even_empty=False)

    def _titled(self, style: str) -> str:
        """Return the level that a paragraph has as a title by the name of its style."""
        names = (one.name for one in self.styles.chain("paragraph", style))
        return next((heading_level(name) for name in names if name in {"Title", "Subtitle"}), "")

    def _begin_list(self, told: dict[str, str]) -> None:
        if not self._lists.open:
            self.story.sheet.owe(2)
        self._lists.begin(told)

    def _end_list(self) -> None:
        self._lists.end()
        if not self._lists.open:
            self.story.sheet.owe(2)

    # spans, links, hidden parts, notes

    def _end_span(self) -> None:
        self._spans.pop()

    def _begin_link(self, told: dict[str, str]) -> None:
        self._links.append((self.story.here(), addresses.outward(told.get("href", ""))))

    def _end_link(self) -> None:
        since, target = self._links.pop()
        if target:
            self.story.mark(StructureKind.LINK, since, target)

    def _begin_section(self, told: dict[str, str]) -> None:
        if told.get("display") == "none":
            self._count(tally.HIDDEN)
            self.pass_over()

    def _begin_hidden(self, told: dict[str, str]) -> None:
        if told.get("is-hidden") == "true":
            self._count(tally.HIDDEN)
            self.pass_over()

    def _end_note(self) -> None:
        page = self.story.close_aside()
        label = self._labels.pop() if self._labels else ""
        self.story.note(f"[{label.strip()}]", page)

    # tables, running heads, facts

    def _begin_table(self, told: dict[str, str]) -> None:
        if self.styles.told("table", told.get("style-name", ""), "break_before") == "page":
            self.story.turn(even_empty=False)
        self.story.sheet.owe(2)

    def _begin_cell(self, told: dict[str, str]) -> None:
        self._cells.append(min(100, number(told.get("number-columns-repeated", ""), 1)))
        self.story.open_aside()

    def _begin_master(self, told: dict[str, str]) -> None:
        self._master = told.get("name", "")
        self.masters[self._master] = told.get("next-style-name", "")

    def _begin_margin(self, told: dict[str, str]) -> None:
        if told.get("display") == "false":
            self.pass_over()
        else:
            self.story.open_aside()

    def _end_margin(self) -> None:
        self.margins.append((self._master, self.path[-1], self.story.close_aside()))

    def _statistic(self, told: dict[str, str]) -> None:
        if "page-count" in told:
            self.facts["pages as laid out"] = told["page-count"]
