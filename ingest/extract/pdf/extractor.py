"""PDF: the text in reading order with a box for each sign; of two readers each page has the one that reads it right."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pdfminer
import pdfplumber
import pypdfium2

from archive.errors import Unreadable
from ingest.extract import allowance
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.pdf import choice, flow, links, metadata, outline, second, states, unread
from ingest.extract.pdf.choice import Agreement
from ingest.extract.pdf.first import FirstReader
from ingest.extract.pdf.frame import Frame
from ingest.extract.pdf.second import Leaf, Share

FIRST, SECOND = "pdfplumber", "pdfium"

_NO_FRAME = Frame(0, 0, 612, 792)


@dataclass(frozen=True, slots=True)
class _File:
    """The file as both readers hold it; `because` says why the first is not asked, where it is not."""

    second: pypdfium2.PdfDocument
    first: FirstReader | None
    because: str
    outline: Mapping[int, list[outline.Entry]]


def extract(path: Path, options: Options) -> Extraction:
    """Read the wanted pages of a PDF; encrypted and damaged files are `Unreadable`.

    With `options.engine` "pdfium" that reader alone is used, which is fast: the bulk engine.
    """
    logging.disable(logging.CRITICAL)
    document = second.opened(path)
    count = len(document)
    if count > allowance.PAGES_LIMIT:
        raise Unreadable("too-large", f"the file has {count} pages; the limit is {allowance.PAGES_LIMIT}")
    wanted = range(options.first - 1, min(options.last or count, count))
    allowance.extend(len(wanted))
    told = metadata.told(document)
    hints, bases = metadata.hints(told, document)
    bulk = options.engine == SECOND
    because = "a browser made the file" if choice.by_browser(told.get("Producer", "")) and not bulk else ""
    with nullcontext() if bulk or because else path.open("rb") as stream:
        first = FirstReader(stream, wanted.start, count) if stream else None
        pages = list(_pages(_File(document, first, because, outline.outline(document, wanted)), wanted))
    return Extraction(
        tuple(pages),
        *_engine(bulk=bulk),
        hints=hints,
        bases=bases,
        properties=metadata.properties(told, document),
        notes=tuple(
            f"page {number} was read by {page.reader}: {page.why}"
            for number, page in enumerate(pages, wanted.start + 1)
            if page.why
        ),
        page_count=count,
    )


def _engine(*, bulk: bool) -> tuple[str, str, str]:
    """Return name, version and profile of the first choice among readers."""
    if bulk:
        return SECOND, f"{pypdfium2.PDFIUM_INFO} (pypdfium2 {pypdfium2.PYPDFIUM_INFO})", second.PROFILE
    return FIRST, f"{pdfplumber.__version__} (pdfminer.six {pdfminer.__version__})", flow.PROFILE


def _pages(file: _File, wanted: range) -> Iterator[RawPage]:
    for index in wanted:
        with second.leaf(file.second, index) as leaf:
            page, common, share = _chosen(file, leaf, _label(file.second, index))
            yield _finished(page, leaf, common, share, file.outline.get(index, []))


def _chosen(file: _File, leaf: Leaf | None, label: str) -> tuple[RawPage, Agreement, Share]:
    """Return the page by the reader that is to be believed, how far both agree, and what is unseen of it."""
    other = leaf.text if leaf else ""
    if file.first is None:
        page, share = leaf.read(label) if leaf else (RawPage("", label), Share())
        return replace(page, reader=SECOND, why=file.because), Agreement(), share
    frame = leaf.frame if leaf else _NO_FRAME
    first = file.first.next_page(frame, label, len("".join(other.split())))
    common = choice.agreement(first.page.text, other) if first.page.text and other else Agreement()
    why = first.failure or choice.why_second(first.page.text, other, common)
    if leaf is None or not why or not other.strip():
        return replace(first.page, reader=FIRST, why=first.failure), common, Share(first.unseen)
    page, share = leaf.read(label)
    return replace(page, reader=SECOND, why=why), common, share


def _finished(
    page: RawPage, leaf: Leaf | None, common: Agreement, share: Share, entries: list[outline.Entry]
) -> RawPage:
    """Return the page with its links and headings, its state and what is to be doubted."""
    state = states.state(page.text, leaf)
    if leaf is None:
        said = (
            "pdfium cannot open this page; nobody has checked its text." if page.text else "This page cannot be opened."
        )
        return replace(page, state=state, doubts=(said,))
    marks = (
        *page.structures,
        *links.links(page, leaf),
        *outline.headings(page, leaf.frame, entries),
    )
    doubts = choice.doubts(page, leaf.frame, common, share, cropped=_cropped(leaf))
    left_out = unread.unread(leaf)
    return replace(page, state=state, structures=marks, doubts=(*doubts, left_out) if left_out else doubts)


def _cropped(leaf: Leaf) -> bool:
    """Tell whether less of the page is shown than it has."""
    left, bottom, right, top = leaf.page.get_mediabox()
    frame = leaf.frame
    return (frame.left, frame.bottom, frame.right, frame.top) != (left, bottom, right, top)


def _label(document: pypdfium2.PdfDocument, index: int) -> str:
    """Return the printed label of a page, empty where the file has none."""
    label: Any = document.get_page_label(index)
    return str(label)
