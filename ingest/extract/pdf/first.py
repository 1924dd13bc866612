"""The first reader of a PDF, pdfplumber's way of reading (profile `flow15`): text, boxes and emphasis of a page."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from archive.errors import Unreadable
from ingest.extract.extraction import NO_BOX, RawPage
from ingest.extract.pdf import styles, tree
from ingest.extract.pdf.flow import flow15
from ingest.extract.pdf.frame import Frame, units
from ingest.extract.pdf.signs import Sign, signs_of, without_doubles

DOUBLED = 1.2
"""Where this reader has so many times the signs of the other, doubles are taken out."""

_BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError, PSException, PdfminerException)
_FAILS = (*_BROKEN, ArithmeticError, LookupError, AssertionError)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page by the first reader. `failure` says why it has none; `unseen` is the share of signs not painted."""

    page: RawPage
    failure: str = ""
    unseen: float = 0.0


class FirstReader:
    """Reads the pages of one file in order, from the first that is wanted."""

    def __init__(self, stream: Any, start: int, count: int) -> None:
        """Open the file; `start` is the first wanted page (from 0), `count` how many pages the file has."""
        self._pdf = _opened(stream)
        self._pages: Iterator[PDFPage | None] = tree.pages_from(self._pdf.doc, start, count) if self._pdf else iter(())

    def next_page(self, frame: Frame, label: str, signs_of_other: int) -> FirstPage:
        """Return the next page as the frame shows it; `signs_of_other` is how many signs the other reader has."""
        page = next(self._pages, None)
        if self._pdf is None or page is None:
            return FirstPage(RawPage("", label), "pdfplumber cannot open it")
        try:
            device = signs_of(page, self._pdf.rsrcmgr, frame)
            signs = device.signs
            if len(signs) > DOUBLED * signs_of_other:
                signs = _thinned(signs, signs_of_other)
            return FirstPage(_page(signs, label), unseen=device.unseen / max(1, len(device.signs)))
        except _FAILS as error:
            return FirstPage(RawPage("", label), f"pdfplumber fails ({type(error).__name__})")


def _opened(stream: Any) -> PDF | None:
    """Open the file with pdfplumber; None where it cannot."""
    try:
        return PDF(stream)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise Unreadable("encrypted", "the PDF is encrypted and needs a password") from error
    except _BROKEN:
        pass
    return None


def _thinned(signs: list[Sign], signs_of_other: int) -> list[Sign]:
    """Return the signs without doubles where there are many more than the other reader has."""
    seen = sum(not sign[0].isspace() for sign in signs)
    return without_doubles(signs) if seen > DOUBLED * signs_of_other else signs


def _page(signs: list[Sign], label: str) -> RawPage:
    """Return the page: its text in profile flow15, a box for each code point, its emphasis."""
    text, places = flow15(signs)
    quads: list[tuple[int, ...]] = list(zip(*(units(edges, 1, 0) for edges in _edges(signs)), strict=True))
    quads.append(NO_BOX)
    boxes = array("i", chain.from_iterable([quads[place] for place in places]))
    shapes = [styles.style(sign[6]) for sign in signs]
    shapes.append(styles.BLANK)
    marks = styles.marks(bytes([shapes[place] for place in places])) if any(shapes[:-1]) else ()
    return RawPage(text, label, marks, boxes)


def _edges(signs: list[Sign]) -> Iterator[list[float]]:
    """Yield the left, top, right and bottom edges of signs."""
    yield [sign[1] for sign in signs]
    yield [sign[2] for sign in signs]
    yield [sign[3] for sign in signs]
    yield [sign[4] for sign in signs]
