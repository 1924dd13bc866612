"""Set the letters in `tools/sample_letters/` as PDFs in `documents/`; a second run gives the same bytes.

A source begins with `name: value` lines. In its body a blank line parts paragraphs, `|` keeps a line as it is,
`*` is the line of subject, `@` a signature, and `~` a place where a word may be hyphenated.
"""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

from fpdf import FPDF

TOOLS = Path(__file__).resolve().parent
SOURCES = TOOLS / "sample_letters"
DOCUMENTS = TOOLS.parent / "documents"
INK = (28, 38, 92)
MARGIN = 30.0
SOFT_HYPHEN = "\u00ad"


class Letter(FPDF):
    """A letter on A4: letterhead on the first page, reference and page number at the foot of each."""

    def __init__(self, about: dict[str, str]) -> None:
        """Take what the head of the source says."""
        super().__init__(format="A4")
        self.about = about
        self.face, self.size, self.leading = about["font"], float(about["size"]), float(about["leading"])
        self.core_fonts_encoding = "cp1252"
        self.set_margins(MARGIN, 24, MARGIN)
        self.set_auto_page_break(auto=True, margin=30)
        self.set_title(about["title"])
        self.set_author(about["author"])
        self.set_lang("en")
        written = datetime.date.fromisoformat(about["date"])
        self.set_creation_date(datetime.datetime.combine(written, datetime.time(9), tzinfo=datetime.UTC))

    def header(self) -> None:
        """Print the letterhead on the first page."""
        if self.page_no() > 1:
            return
        self.set_text_color(*INK)
        self.set_font(self.face, "B", 17)
        self.cell(0, 9, self.about["head"], align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_font(self.face, "", 9.5)
        self.cell(0, 6, self.about["under"], align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_draw_color(*INK)
        self.line(MARGIN, self.get_y() + 2, self.w - MARGIN, self.get_y() + 2)
        self.ln(12)
        self.set_text_color(0)

    def footer(self) -> None:
        """Print the reference, where there is one, and the number of the page."""
        self.set_y(-20)
        self.set_font(self.face, "", 9)
        self.set_text_color(90)
        for line in filter(None, (self.about["foot"], f"Page {self.page_no()} of {{nb}}")):
            self.cell(0, 5, line, align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_text_color(0)

    def paragraph(self, block: str) -> None:
        """Print one block of the source."""
        mark, style = block[0], "B" if block[0] == "*" else ""
        if mark == "@":
            self.signature(block[1:])
            return
        self.set_font(self.face, style, self.size)
        lines = block.split("\n") if mark == "|" else [block]
        leading = self.leading - 1 if mark == "|" else self.leading
        for line in lines:
            words = line.lstrip("|*").replace("~", SOFT_HYPHEN)
            self.multi_cell(0, leading, words, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(self.leading * 0.55)

    def signature(self, name: str) -> None:
        """Draw a scrawl whose loops follow the letters of the name; it adds no text to the page."""
        height = 14.0
        if self.will_page_break(height + 20):
            self.add_page()
        x, base = self.get_x() + 2, self.get_y() + height * 0.6
        points = [(x, base)]
        for letter in name:
            tall = 6.5 if letter.isupper() or letter in "bdfhklt" else 2.2
            step = 1.3 + ord(letter) % 5 * 0.35
            points += [(x + step * 0.7, base - tall), (x + step * 0.4, base + 1 + ord(letter) % 3 * 0.5)]
            x += step
        points += [(x + 4, base - 1.5), (x + 14, base - 2.5)]
        with self.new_path() as path:
            path.style.fill_color = None
            path.style.stroke_color = "#1c265c"
            path.style.stroke_width = 0.45
            path.move_to(*points[0])
            for (cx, cy), (nx, ny) in pairwise(points[1:]):
                path.quadratic_curve_to(cx, cy, (cx + nx) / 2, (cy + ny) / 2)
        self.set_y(self.get_y() + height)


def read(source: Path) -> tuple[dict[str, str], list[str]]:
    """Return the head of a source and the blocks of its body."""
    head, _, body = source.read_text(encoding="utf-8").partition("\n\n")
    about = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in head.splitlines())}
    return about, [block for block in body.strip().split("\n\n") if block]


def make(source: Path, folder: Path) -> Path:
    """Set one source as a PDF in `folder` and return its path."""
    about, blocks = read(source)
    letter = Letter(about)
    letter.add_page()
    for block in blocks:
        letter.paragraph(block)
    made = folder / f"{source.stem}.pdf"
    letter.output(str(made))
    return made


if __name__ == "__main__":
    for found in sorted(SOURCES.glob("*.txt")):
        print(make(found, DOCUMENTS).name)
