"""The story of a DOCX part (body, header, footer, notes) as WordprocessingML tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from archive.documents import StructureKind
from ingest.extract import tally
from ingest.extract.docx.fields import Fields
from ingest.extract.docx.lists import Lists
from ingest.extract.docx.parts import OFF, VOCABULARY, Relation, Styles
from ingest.extract.docx.runs import Runs
from ingest.extract.docx.sections import Sections
from ingest.extract.extraction import RawPage
from ingest.extract.office import symbols
from ingest.extract.office.numbering import numeral
from ingest.extract.office.package import Reader
from ingest.extract.office.story import Place, Story
from ingest.extract.tally import Tally

_CHANGES = ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "numbering", "tblGrid", "tblPrEx")
_LEFT_OUT = {
    "w:del": tally.DELETION,
    "w:moveFrom": tally.DELETION,
    "w:rt": tally.READING,
    "w:altChunk": tally.IMPORTED,
    "w:subDoc": tally.IMPORTED,
    "c:chart": tally.OBJECT,
    "dgm:relIds": tally.OBJECT,
}
_SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
NOTES = {"w:footnoteReference": ("footnotes", "decimal"), "w:endnoteReference": ("endnotes", "lowerRoman")}
"""The elements that refer to notes: which part holds the notes, and the form of their numbers."""


@dataclass(slots=True)
class Common:
    """What all parts of one document share."""

    styles: Styles
    lists: Lists
    tally: Tally = field(default_factory=Tally)
    notes: dict[str, Mapping[str, RawPage]] = field(default_factory=dict)
    """Footnotes and endnotes by the elements that refer to them, and by their ids."""

    used: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is open."""

    style: str = ""
    outline: str = ""
    list_id: str | None = None
    depth: int | None = None
    since: Place | None = None
    listed: bool = False
    goes_on: bool = False


class Body(Reader):
    """Reads one part into a story."""

    vocabulary = VOCABULARY
    silent = frozenset(
        {"mc:Fallback", "w:sdtPr", "w:tblGrid", *_LEFT_OUT, *(f"w:{name}Change" for name in _CHANGES)},
    )

    def __init__(self, common: Common, relations: Mapping[str, Relation]) -> None:
        """Begin a part that has these relationships."""
        super().__init__()
        self.story = Story()
        self.sections = Sections(self.story)
        self._common = common
        self._fields = Fields(self.story, relations)
        self._paragraphs: list[_Paragraph] = []
        self._runs = Runs(common.styles)
        self._words: list[str] = []
        self._goes_on = False
        self._note_numbers = dict.fromkeys(NOTES, 0)
        self.begins = self._begins()
        self.ends = {
            "w:p": self._end_paragraph,
            "w:pPr": self._open,
            "w:r": self._runs.end,
            "w:t": self._end_words,
            "m:t": self._end_words,
            "w:instrText": self._end_instruction,
            "w:hyperlink": self._fields.end_link,
            "w:fldSimple": self._fields.end_link,
            "w:tr": self.story.close_row,
            "w:tc": self.story.close_cell,
            "w:tbl": lambda: self.story.sheet.owe(2),
            "w:txbxContent": self.story.close_box,
            "w:sectPr": lambda: self.sections.end(in_paragraph=self.parent() == "w:pPr"),
        }

    def _begins(self) -> dict[str, Callable[[dict[str, str]], None]]:
        """Return what is done at the beginning of which element."""
        story, paragraph, run = self.story, self._set_paragraph, self._set_run
        begins: dict[str, Callable[[dict[str, str]], None]] = {
            "w:p": lambda _: self._paragraphs.append(_Paragraph()),
            "w:pStyle": lambda told: paragraph("style", told.get("val", "")),
            "w:outlineLvl": lambda told: paragraph("outline", told.get("val", "")),
            "w:numId": lambda told: paragraph("list_id", told.get("val", "")),
            "w:ilvl": lambda told: paragraph("depth", int(told["val"]) if told.get("val", "").isdecimal() else 0),
            "w:pageBreakBefore": self._break_before,
            "w:r": lambda _: self._runs.begin(),
            "w:rStyle": lambda told: run("style", told.get("val", "")),
            "w:rFonts": lambda told: run("font", told.get("ascii") or told.get("hAnsi", "")),
            "w:b": lambda told: run("bold", told.get("val", "") not in OFF),
            "w:i": lambda told: run("italic", told.get("val", "") not in OFF),
            "w:vanish": lambda told: run("hidden", told.get("val", "") not in OFF),
            "w:t": lambda _: self._words.clear(),
            "m:t": lambda _: self._words.clear(),
            "w:instrText": lambda _: self._words.clear(),
            "w:br": self._break,
            "w:sym": self._symbol,
            "w:hyperlink": self._fields.begin_link,
            "w:fldSimple": self._fields.begin_simple,
            "w:fldChar": lambda told: self._fields.take(told.get("fldCharType", "")),
            "w:tbl": lambda _: story.sheet.owe(2),
            "w:tr": lambda _: story.open_row(),
            "w:tc": lambda _: story.open_aside(),
            "w:txbxContent": lambda _: story.open_aside(),
            "w:sectPr": self.sections.begin,
            "w:type": self.sections.take_kind,
            "w:titlePg": self.sections.take_title_page,
            "w:headerReference": lambda told: self.sections.take_margin("headerReference", told),
            "w:footerReference": lambda told: self.sections.take_margin("footerReference", told),
            "a:blip": lambda _: self._count(tally.PICTURE),
            "v:imagedata": lambda _: self._count(tally.PICTURE),
            "w:object": lambda _: self._count(tally.OBJECT),
            "w:checkBox": lambda _: self._count(tally.FORM),
            "w:ddList": lambda _: self._count(tally.FORM),
            "m:oMath": lambda _: self._count(tally.FORMULA),
        }
        return begins | dict.fromkeys(_SIGNS, self._sign) | dict.fromkeys(NOTES, self._note)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element; a deleted end of a paragraph joins it to the next."""
        if not self._skipped and tag.endswith(("}del", "}moveFrom")) and self.path[-2:] == ["w:pPr", "w:rPr"]:
            self._paragraphs[-1].goes_on = True
        super().start(tag, attributes)

    def passed_over(self, name: str) -> None:
        """Count what is left out, but for marks of change that hold no text."""
        if name in _LEFT_OUT and self.parent(0) not in {"w:rPr", "w:trPr", "w:tcPr"}:
            self._count(_LEFT_OUT[name])

    def signs(self, text: str) -> None:
        """Take signs; only those in a text element count."""
        if self.path and self.path[-1] in {"w:t", "m:t", "w:instrText"}:
            self._words.append(text)

    def _count(self, what: str) -> None:
        self._common.tally[what] += 1

    # paragraphs

    def _set_paragraph(self, name: str, value: object) -> None:
        if self._paragraphs and "w:pPr" in self.path[-3:]:
            setattr(self._paragraphs[-1], name, value)

    def _break_before(self, told: dict[str, str]) -> None:
        if told.get("val", "") not in OFF:
            self.story.turn(even_empty=False)

    def _open(self) -> None:
        """Begin the text of the paragraph, with its label where it is an item of a list."""
        if not self._paragraphs or self._paragraphs[-1].since:
            return
        paragraph, sheet = self._paragraphs[-1], self.story.sheet
        chain = self._common.styles.chain(paragraph.style)
        label = self._common.lists.label((paragraph.list_id, paragraph.depth), chain, self._common.tally)
        paragraph.listed = bool(label)
        if not self._goes_on:
            sheet.owe(1 if label else 2)
        self._goes_on = False
        paragraph.since = self.story.here()
        if label:
            sheet.keep(f"{label} ")

    def _end_paragraph(self) -> None:
        self._open()
        paragraph = self._paragraphs.pop()
        styles = self._common.styles
        level = str(int(paragraph.outline) + 1) if paragraph.outline in set("012345678") else ""
        level = level or styles.level(paragraph.style)
        if paragraph.since and level:
            self.story.mark(StructureKind.HEADING, paragraph.since, level)
        elif paragraph.since and styles.quotes(paragraph.style):
            self.story.mark(StructureKind.BLOCKQUOTE, paragraph.since)
        self._goes_on = paragraph.goes_on
        if not paragraph.goes_on:
            self.story.end_paragraph(1 if paragraph.listed else 2)
        self.sections.end_paragraph()

    # runs

    def _set_run(self, name: str, value: object) -> None:
        if self.path[-3:-1] == ["w:r", "w:rPr"]:
            self._runs.set(name, value)

    def _end_instruction(self) -> None:
        self._fields.instruct("".join(self._words))
        self._words.clear()

    def _end_words(self) -> None:
        self._write("".join(self._words))
        self._words.clear()

    def _write(self, text: str) -> None:
        """Write signs of the run; those of an instruction are none, hidden ones are counted."""
        if self._fields.instructing:
            return
        if self._runs.is_so("hidden"):
            self._count(tally.HIDDEN)
            return
        self._open()
        since = self.story.here()
        shown = symbols.plain(self._runs.font, text)
        self._common.tally[tally.SYMBOL] += shown.count(symbols.UNKNOWN) - text.count(symbols.UNKNOWN)
        self.story.sheet.keep(shown)
        for name, kind in (("bold", StructureKind.STRONG), ("italic", StructureKind.EMPHASIS)):
            if self._runs.is_so(name):
                self.story.mark(kind, since)

    def _sign(self, _told: dict[str, str]) -> None:
        if self.parent() == "w:r":
            self._write(_SIGNS[self.path[-1]])

    def _break(self, told: dict[str, str]) -> None:
        if told.get("type") == "page" and not self._fields.instructing:
            self.story.turn()
        else:
            self._write("\n")

    def _symbol(self, told: dict[str, str]) -> None:
        try:
            sign = symbols.sign(told.get("font", ""), int(told.get("char", ""), 16))
        except ValueError:
            sign = symbols.UNKNOWN
        self._common.tally[tally.SYMBOL] += sign == symbols.UNKNOWN
        self._write(sign)

    def _note(self, told: dict[str, str]) -> None:
        """Write the number of a note and put the note to the end of the page; a custom mark stands in the text."""
        if self._fields.instructing:
            return
        kind, number = self.path[-1], ""
        if told.get("customMarkFollows", "0") in OFF:
            self._note_numbers[kind] += 1
            number = f"[{numeral(NOTES[kind][1], self._note_numbers[kind])}]"
            self._count(tally.NUMBERED_NOTE)
            self._write(number)
        page = self._common.notes.get(kind, {}).get(told.get("id", ""))
        if page is None:
            self._count(tally.MISSING_NOTE)
            return
        self._common.used.add((kind, told.get("id", "")))
        self.story.note(number or "*", page)
