"""Whether a PDF page has text, is blank, or is a picture that waits to be recognised."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw

from archive.documents import PageState
from ingest.extract.pdf.second import Leaf

pdfium: Any = pypdfium2.raw

FEW_SIGNS = 30
"""A page with fewer signs, and a picture over a good part of it, needs OCR."""

_GOOD_PART = 0.3
_PIXELS = 120
"""The longer edge of the small picture in which ink is looked for."""

_CONTRAST = 40
"""What differs by less from the page's ground, of 255, is no ink."""

_OBJECTS = 20_000


def state(text: str, leaf: Leaf | None) -> PageState:
    """Return how the page stands with this text; a page that pdfium cannot open and that has none needs OCR."""
    signs = len("".join(text.split()))
    if signs >= FEW_SIGNS:
        return PageState.TEXT
    if leaf is None:
        return PageState.TEXT if signs else PageState.NEEDS_OCR
    if signs:
        return PageState.NEEDS_OCR if _picture(leaf) >= _GOOD_PART else PageState.TEXT
    return PageState.NEEDS_OCR if _has_ink(leaf) else PageState.BLANK


def _picture(leaf: Leaf) -> float:
    """Return the share of the shown page that pictures cover, added up."""
    frame = leaf.frame
    shown = (frame.right - frame.left) * (frame.top - frame.bottom)
    covered = 0.0
    try:
        for number, thing in enumerate(leaf.page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])):
            left, bottom, right, top = thing.get_bounds()
            wide = min(right, frame.right) - max(left, frame.left)
            high = min(top, frame.top) - max(bottom, frame.bottom)
            covered += max(0, wide) * max(0, high)
            if number > _OBJECTS:
                break
    except pypdfium2.PdfiumError:
        return 1.0
    return covered / shown if shown > 0 else 0.0


def _has_ink(leaf: Leaf) -> bool:
    """Tell whether anything is to be seen on the page: a picture of words, or words drawn as lines."""
    longer = max(*leaf.frame.size, 1.0)
    try:
        bitmap = leaf.page.render(scale=_PIXELS / longer, grayscale=True)
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return True
    shades = bytes(bitmap.buffer)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    bitmap.close()
    rows = [shades[row * stride : row * stride + width] for row in range(height)]
    return max(map(max, rows), default=255) - min(map(min, rows), default=255) > _CONTRAST
