"""Stretches of stored text around proposed passages: a quotation may cross the ends of passages and of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.documents import Document, Page
from archive.sources import SEEN, Source, source_of
from archive.spans import Span
from archive.store import Store
from archive.store.sheets import Sheet

_FARTHEST = 60_000
"""Code points up to which stretches of one document are loaded as one, so that what lies between them is seen."""

_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a revision, with the revision's pages; never a word that is cut in two."""

    document: Document
    revision: int
    source: Source
    pages: tuple[Page, ...]

    def page_name(self, offset: int) -> str:
        """Return the name of the page that holds a code point of the revision, empty for a text of one page."""
        if len(self.pages) < 2:
            return ""
        return next((page.name for page in reversed(self.pages) if page.span.start <= offset), "")


def excerpts(store: Store, passages: Sequence[str], *, past: int, together: bool = True) -> list[Excerpt]:
    """Return the stored text around passages, to `past` code points before and after each.

    In the order of the passages, each document's stretches together; passages no longer held have none. Unless they are
    wanted `together`, stretches of one document that do not touch stay apart, however near they are.
    """
    farthest = _FARTHEST if together else 0
    return [excerpt for sheet in store.passages.sheets(passages) for excerpt in _of_sheet(sheet, past, farthest)]


def _of_sheet(sheet: Sheet, past: int, farthest: int) -> Iterator[Excerpt]:
    for stretch in _joined(sheet.passages, past, farthest):
        loaded = sheet.text[stretch.start : stretch.end + 1]
        start, text = _whole_words(loaded, stretch)
        reach = Span(start, start + len(text))
        source = source_of(text, start, sheet.pages, sheet.marks(reach, SEEN))
        yield Excerpt(sheet.document, sheet.revision, source, sheet.pages)


def _joined(spans: Sequence[Span], past: int, farthest: int) -> list[Span]:
    """Return the spans led on to both sides: as one where they lie near together, else those that touch joined."""
    wide = sorted(Span(max(0, span.start - past), span.end + past) for span in spans)
    whole = Span(wide[0].start, max(span.end for span in wide))
    if len(whole) <= farthest:
        return [whole]
    joined: list[Span] = []
    for span in wide:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _whole_words(loaded: str, stretch: Span) -> tuple[int, str]:
    """Return the start and the text of a stretch without the words that its ends cut in two.

    `loaded` goes one sign beyond the stretch, unless the text ends with it.
    """
    text = loaded[: len(stretch)]
    head = _BLANK.search(text) if stretch.start else None
    start = head.end() if head else 0
    end = len(text)
    if len(loaded) > len(stretch):
        tail = next((at for at in range(len(text) - 1, start, -1) if text[at].isspace()), end)
        end = tail
    return stretch.start + start, text[start:end]
