"""Round trip of places: the text that pdfium has where our boxes are must be the word that we have there."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from ingest.extract.extraction import BOX_UNITS, NO_BOX, Options, RawPage
from ingest.extract.pdf import extractor as pdf
from ingest.extract.pdf.frame import Frame, frame_of

_WORD = re.compile(r"\S+")
_PLAIN = re.compile(r"[\W_]+")
_MARGIN = 0.5
_BAND = 0.25


def round_trip(path: Path, engine: str, pages: int) -> tuple[int, int]:
    """Return how many words of the first `pages` pages pdfium finds in their boxes, and how many there are."""
    read = pdf.extract(path, Options(engine=engine, last=pages)).pages
    found = total = 0
    with pypdfium2.PdfDocument(path) as document:
        for index, page in enumerate(read):
            leaf = document[index]
            signs, frame = leaf.get_textpage(), frame_of(leaf)
            for word in _WORD.finditer(page.text):
                if _PLAIN.sub("", word[0]):
                    total += 1
                    found += _is_there(signs, frame, page, word)
            signs.close()
    return found, total


def _is_there(signs: pypdfium2.PdfTextPage, frame: Frame, page: RawPage, word: re.Match[str]) -> bool:
    held = [page.boxes[4 * at : 4 * at + 4] for at in range(*word.span()) if page.boxes[4 * at] != NO_BOX[0]]
    if not held:
        return False
    lefts, tops, rights, bottoms = zip(*held, strict=True)
    left, top, right, bottom = (edge / BOX_UNITS for edge in (min(lefts), min(tops), max(rights), max(bottoms)))
    if right - left >= bottom - top or len(word[0]) < 3:
        band = _BAND * (bottom - top)
        left, right, top, bottom = left - _MARGIN, right + _MARGIN, top + band, bottom - band
    (x0, y0), (x1, y1) = _own_point(frame, left, top), _own_point(frame, right, bottom)
    there = signs.get_text_bounded(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return _PLAIN.sub("", word[0].casefold()) in _PLAIN.sub("", there.casefold())


def _own_point(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """Return the point of the page's own space that is shown at a place."""
    a, b, c, d, e, f = frame.matrix
    area = a * d - b * c
    return (d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area
