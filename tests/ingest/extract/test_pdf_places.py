"""PDF: every box lies where the page shows its sign, however the page is turned or cut."""

from __future__ import annotations

import math
import re

import make_pdf
import pypdfium2
import pytest

from ingest.extract.extraction import BOX_UNITS, NO_BOX, Options
from ingest.extract.pdf import extractor as pdf
from ingest.extract.pdf.frame import Frame

WORDS = ("Nine shelters stand in Ostwell", "and none of them forgets", "a pair of boots.")
BOXES = (
    "",
    "/MediaBox [0 0 612 792] /CropBox [40 300 580 760]",
    "/MediaBox [-100 -50 512 742] /CropBox [0 0 400 740]",
    "/MediaBox [612 792 0 0]",
)


def extract(path, data, **options):
    path.write_bytes(data)
    return pdf.extract(path, Options(**options))


def box_of(page, match):
    """Return the rectangle around a match in points from the shown corner."""
    held = [page.boxes[4 * at : 4 * at + 4] for at in range(*match.span()) if page.boxes[4 * at] != NO_BOX[0]]
    return tuple(
        pick(edges) / BOX_UNITS for pick, edges in zip((min, min, max, max), zip(*held, strict=True), strict=True)
    )


def inked(bitmap, box):
    """Tell whether something is printed within the box of a rendered page."""
    return bitmap.crop(tuple(round(edge) for edge in box)).getextrema()[0] < 128


@pytest.mark.parametrize("engine", ["pdfplumber", "pdfium"])
@pytest.mark.parametrize("boxes", BOXES)
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_each_word_is_printed_where_its_box_says(tmp_path, turn, boxes, engine):
    """On the picture of the page there is ink in each word's box, and none outside of all boxes."""
    path = tmp_path / "a.pdf"
    data = make_pdf.by_hand(make_pdf.lines(*WORDS), entries=f"/Rotate {turn} {boxes}")
    page = extract(path, data, engine=engine).pages[0]
    with pypdfium2.PdfDocument(path) as document:
        shown = document[0].render().to_pil().convert("L")
    words = list(re.finditer(r"\S+", page.text))
    assert [word[0] for word in words] == " ".join(WORDS).split()
    assert all(inked(shown, box_of(page, word)) for word in words)
    for word in words:
        left, top, right, bottom = box_of(page, word)
        shown.paste(255, (math.floor(left) - 1, math.floor(top) - 1, math.ceil(right) + 1, math.ceil(bottom) + 1))
    assert not inked(shown, (0, 0, *shown.size))


@pytest.mark.parametrize("engine", ["pdfplumber", "pdfium"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pdfium_finds_each_word_in_its_box(tmp_path, turn, engine):
    """The text that pdfium has in a word's box is that word."""
    path = tmp_path / "a.pdf"
    data = make_pdf.by_hand(make_pdf.lines(*WORDS), entries=f"/Rotate {turn} {BOXES[2]}")
    page = extract(path, data, engine=engine).pages[0]
    frame = Frame(0, 0, 400, 740, turn)
    with pypdfium2.PdfDocument(path) as document:
        signs = document[0].get_textpage()
        for word in re.finditer(r"\S+", page.text):
            left, top, right, bottom = box_of(page, word)
            corners = [_back(frame, x, y) for x, y in ((left, top), (right, bottom))]
            (x0, x1), (y0, y1) = (sorted(edges) for edges in zip(*corners, strict=True))
            assert signs.get_text_bounded(x0, y0, x1, y1).strip() == word[0]
        signs.close()


def _back(frame, x, y):
    a, b, c, d, e, f = frame.matrix
    return (d * (x - e) - c * (y - f)) / (a * d - b * c), (a * (y - f) - b * (x - e)) / (a * d - b * c)


@pytest.mark.parametrize("turned", ["0 1 -1 0 300 300", "-1 0 0 -1 500 300", "0 -1 1 0 300 600"])
def test_words_that_read_another_way_stay_words(tmp_path, turned):
    """A line printed upwards, upside down or downwards is a line of words, not a column of letters."""
    content = f"BT /F1 12 Tf {turned} Tm (sixteen lamps) Tj ET {make_pdf.lines('on the square')}"
    page = extract(tmp_path / "a.pdf", make_pdf.by_hand(content)).pages[0]
    assert page.text == "sixteen lamps\non the square"


def test_signs_beyond_the_edge_are_kept_and_doubted(tmp_path):
    """Words outside of the shown part are no less words, but a person is told."""
    data = make_pdf.by_hand(make_pdf.lines(*WORDS), entries="/CropBox [0 0 612 400]")
    page = extract(tmp_path / "a.pdf", data).pages[0]
    assert page.text.split() == " ".join(WORDS).split()
    assert page.doubts == ("Some words lie outside of what the page shows.",)


def test_turned_and_cropped_together_is_said(tmp_path):
    """Where a page is both turned and cropped a person is asked to look."""
    data = make_pdf.by_hand(make_pdf.lines(*WORDS), entries="/Rotate 90 /CropBox [40 300 580 760]")
    assert any("both turned and cropped" in doubt for doubt in extract(tmp_path / "a.pdf", data).pages[0].doubts)


def test_numbers_beyond_reason_are_cut(tmp_path):
    """A sign a million miles away has a box at the limit; the page is read all the same."""
    content = "BT /F1 12 Tf 1 0 0 1 9e20 700 Tm (far) Tj ET " + make_pdf.lines("near")
    page = extract(tmp_path / "a.pdf", make_pdf.by_hand(content)).pages[0]
    assert "near" in page.text.split()
    assert max(page.boxes) <= 2**24
