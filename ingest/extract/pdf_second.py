"""The second reader of a PDF page, pdfium: it stands in for a failed page and finds the truly broken ones."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from ctypes import byref, c_double

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.extract.extraction import BOX_UNITS, NO_BOX, RawPage, no_boxes

AGREEMENT = 0.9
"""Below this share of common words pdfium's text is taken."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"\w+")
_FEW = 20


def read_page(document: pypdfium2.PdfDocument, index: int, label: str) -> RawPage:
    """Return page `index` (from 0) by pdfium with a box for each code point; empty where pdfium fails too."""
    try:
        page = document[index]
        leaf = page.get_textpage()
    except pypdfium2.PdfiumError:
        return RawPage("", label)
    try:
        return _signs(page, leaf, label)
    finally:
        leaf.close()
        page.close()


def doubt(mine: RawPage, other: RawPage) -> str:
    """Return why pdfium's reading is to be preferred, empty where it is not."""
    if "(cid:" in mine.text:
        return "a font without a map to letters"
    if _RIGHT_TO_LEFT.search(mine.text):
        return "right-to-left letters"
    if not mine.text.strip():
        return "pdfplumber finds no text"
    ours, theirs = (Counter(_WORD.findall(page.text.lower())) for page in (mine, other))
    total = max(ours.total(), theirs.total())
    if total < _FEW or (ours & theirs).total() >= AGREEMENT * total:
        return ""
    return "the two readers disagree"


def _signs(page: pypdfium2.PdfPage, leaf: pypdfium2.PdfTextPage, label: str) -> RawPage:
    """Return the signs one by one, so that each has its box."""
    text: list[str] = []
    boxes = no_boxes()
    corner, turn = _frame(page)
    for at in range(leaf.count_chars()):  # type: ignore[no-untyped-call]
        code = pdfium.FPDFText_GetUnicode(leaf, at)  # type: ignore[attr-defined]
        if not 0 < code < 0x110000:
            continue
        if 0xDC00 <= code < 0xE000 and text and 0xD800 <= ord(text[-1]) < 0xDC00:
            text[-1] = chr(0x10000 + ((ord(text[-1]) - 0xD800) << 10) + code - 0xDC00)
            continue
        text.append(chr(code))
        boxes.extend(_box(leaf, at, corner, turn))
    return RawPage("".join(text), label, boxes=boxes)


def _frame(page: pypdfium2.PdfPage) -> tuple[tuple[float, float, float, float], int]:
    """Return the visible rectangle (left, bottom, right, top; in points) and the turn in degrees."""
    try:
        return page.get_cropbox(), page.get_rotation()  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError:
        return (0.0, 0.0, page.get_width(), page.get_height()), 0  # type: ignore[no-untyped-call]


def _box(
    leaf: pypdfium2.PdfTextPage, at: int, frame: tuple[float, float, float, float], turn: int
) -> array[int] | tuple[int, ...]:
    """Return a box from the top left corner of the page as it is shown, in 1/20 point."""
    edges = [c_double() for _ in range(4)]
    left, right, bottom, top = edges
    places = (byref(edge) for edge in edges)
    if not pdfium.FPDFText_GetCharBox(leaf, at, *places):  # type: ignore[attr-defined]
        return NO_BOX
    if left.value == right.value and top.value == bottom.value:
        return NO_BOX
    x0, x1 = left.value - frame[0], right.value - frame[0]
    y0, y1 = bottom.value - frame[1], top.value - frame[1]
    wide, high = frame[2] - frame[0], frame[3] - frame[1]
    shown = {
        0: (x0, high - y1, x1, high - y0),
        90: (y0, x0, y1, x1),
        180: (wide - x1, y0, wide - x0, y1),
        270: (high - y1, wide - x1, high - y0, wide - x0),
    }[turn % 360]
    return tuple(max(-(2**24), min(2**24, round(edge * BOX_UNITS))) for edge in shown)
