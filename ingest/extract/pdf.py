"""PDF: the text in reading order with a box for each sign; pdfium stands by where pdfplumber fails."""

from __future__ import annotations

import logging
from array import array
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfdocument import PDFNoPageLabels, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from archive.documents import PageState
from archive.errors import Unreadable
from ingest.extract import allowance, pdf_second, pdf_styles
from ingest.extract.extraction import BOX_UNITS, NO_BOX, Extraction, Options, RawPage, no_boxes

PROFILE = "flow15"
PAGES_LIMIT = 5000


class LeanPage(Page):
    """A page that keeps of each sign only what the text needs: a tenth of the memory."""

    def parse_objects(self) -> dict[str, list[dict[str, Any]]]:
        """Return the signs of the page and nothing else."""
        left, top = self.mediabox[0], self.height + self.mediabox[1]
        return {"char": [self._lean(sign, left, top) for sign in _signs(self.layout)]}

    def _lean(self, sign: LTChar, left: float, top: float) -> dict[str, Any]:
        above = top - sign.y1
        return {
            "text": sign.get_text(),
            "fontname": sign.fontname,
            "size": sign.size,
            "upright": sign.upright,
            "x0": sign.x0 + left,
            "x1": sign.x1 + left,
            "top": above,
            "bottom": top - sign.y0,
            "doctop": self.initial_doctop + above,
        }


def extract(path: Path, options: Options) -> Extraction:
    """Read a PDF page by page; encrypted, damaged and purely scanned files are `Unreadable`."""
    logging.disable(logging.CRITICAL)
    second = _second(path)
    count = len(second)
    if count > PAGES_LIMIT:
        raise Unreadable("too-large", f"the file has {count} pages; the limit is {PAGES_LIMIT}")
    wanted = range(options.first - 1, min(options.last or count, count))
    allowance.extend(len(wanted))
    with path.open("rb") as stream:
        first = _first(stream)
        labels, hints = _labels(first, count), _hints(second)
        pages, notes = _read(first, second, wanted, labels)
    return Extraction(
        tuple(pages),
        "pdfplumber",
        pdfplumber.__version__,
        PROFILE,
        hints=hints,
        notes=tuple(notes),
        page_count=count,
    )


def _second(path: Path) -> pypdfium2.PdfDocument:
    """Open the file with pdfium, which says best what is wrong with it."""
    try:
        return pypdfium2.PdfDocument(path)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("encrypted", "the PDF is encrypted and needs a password") from error
        raise Unreadable("damaged", "the PDF is damaged: it cannot be opened") from error


def _first(stream: Any) -> PDF | None:
    """Open the file with pdfplumber; None where it cannot."""
    try:
        return PDF(stream)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise Unreadable("encrypted", "the PDF is encrypted and needs a password") from error
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, PSException):
        return None


def _read(
    first: PDF | None, second: pypdfium2.PdfDocument, wanted: range, labels: list[str]
) -> tuple[list[RawPage], list[str]]:
    """Return the wanted pages (counted from 0) and what is to be said of them."""
    pages, notes = [], []
    waiting = islice(_lean_pages(first), wanted.start, None)
    for number, label in enumerate(labels[wanted.start : wanted.stop], wanted.start + 1):
        lean = next(waiting, None)
        mine, why = _flow15(lean, label)
        other = pdf_second.read_page(second, number - 1, label)
        why = why or pdf_second.doubt(mine, other)
        if why and other.text.strip():
            notes.append(f"page {number} was read by pdfium: {why}")
            mine = other
        if not mine.text.strip():
            mine = replace(mine, state=PageState.NEEDS_OCR)
        pages.append(mine)
    return pages, notes


def _lean_pages(first: PDF | None) -> Iterator[LeanPage | None]:
    """Yield the pages one at a time, None for one that cannot be set up; stops at the first broken link."""
    if first is None:
        return
    try:
        for number, page in enumerate(PDFPage.create_pages(first.doc), 1):
            try:
                yield LeanPage(first, page, page_number=number)
            except (ValueError, TypeError, KeyError, AttributeError, IndexError, PSException):
                yield None
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, PSException):
        return


def _flow15(page: LeanPage | None, label: str) -> tuple[RawPage, str]:
    """Return the page by pdfplumber in profile flow15, and why it failed where it did."""
    if page is None:
        return RawPage("", label), "pdfplumber cannot open it"
    try:
        tuples = page.get_textmap(use_text_flow=True, x_tolerance_ratio=0.15).tuples
        corner = page.cropbox[:2]
    except (ArithmeticError, LookupError, PSException, PdfminerException) as error:
        return RawPage("", label), f"pdfplumber fails ({type(error).__name__})"
    except (ValueError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        return RawPage("", label), f"pdfplumber fails ({type(error).__name__})"
    finally:
        page.close()
    text = "".join(sign for sign, _ in tuples)
    return RawPage(text, label, pdf_styles.marks(tuples), _boxes(tuples, *corner)), ""


def _boxes(tuples: list[tuple[str, dict[str, Any] | None]], left: float, top: float) -> array[int]:
    """Return the boxes, from the visible corner of the page, in 1/20 point."""
    boxes = no_boxes()
    for _, sign in tuples:
        if sign is None:
            boxes.extend(NO_BOX)
        else:
            edges = (sign["x0"] - left, sign["top"] - top, sign["x1"] - left, sign["bottom"] - top)
            boxes.extend([max(-(2**24), min(2**24, round(edge * BOX_UNITS))) for edge in edges])
    return boxes


def _signs(holder: LTContainer[Any]) -> Iterator[LTChar]:
    """Yield the signs of a page in the order of the file, those inside figures too."""
    waiting = [iter(holder)]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))


def _labels(first: PDF | None, count: int) -> list[str]:
    """Return the printed label of each page, empty where the file has none."""
    try:
        given = list(islice(first.doc.get_page_labels(), count)) if first else []
    except (PDFNoPageLabels, ValueError, TypeError, KeyError, AttributeError, RecursionError, PSException):
        given = []
    return given + [""] * (count - len(given))


def _hints(second: pypdfium2.PdfDocument) -> dict[str, str]:
    """Return title and author as the file gives them; titles that are file names say nothing."""
    told = second.get_metadata_dict(skip_empty=True)  # type: ignore[no-untyped-call]
    title = str(told.get("Title", "")).strip()
    if ("." in title[-6:] and " " not in title) or title.lower().startswith(("microsoft word", "untitled")):
        title = ""
    hints = {"title": title, "creator": str(told.get("Author", "")).strip()}
    return {name: value for name, value in hints.items() if value}
