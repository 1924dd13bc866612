"""Running heads and feet of office documents: once, before the first page and after the last, marked as furniture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archive.documents import PageState, StructureKind
from ingest.extract.extraction import RawPage, RawStructure


def framed(pages: tuple[RawPage, ...], heads: Iterable[RawPage], feet: Iterable[RawPage]) -> tuple[RawPage, ...]:
    """Return the pages with running heads at the start of the first and feet at the end of the last, marked as such."""
    above, below = _furniture(heads), _furniture(feet)
    pages = tuple(page if page.text.strip() else replace(page, state=PageState.BLANK) for page in pages)
    if not pages or not (above or below):
        return pages
    first = _after(above, pages[0]) if above else pages[0]
    pages = (first, *pages[1:])
    return (*pages[:-1], _after(pages[-1], below)) if below else pages


def _furniture(stories: Iterable[RawPage]) -> RawPage | None:
    """Return the texts one after another, each once, wholly marked as furniture."""
    together: RawPage | None = None
    seen: set[str] = set()
    for story in stories:
        text = story.text.strip()
        if text and text not in seen:
            seen.add(text)
            mark = RawStructure(StructureKind.FURNITURE, 0, len(story.text))
            marked = replace(story, structures=(mark, *story.structures))
            together = _after(together, marked) if together else marked
    return together


def _after(first: RawPage, second: RawPage) -> RawPage:
    """Return two texts as one, parted by a blank line."""
    if not first.text:
        return second
    shift = len(first.text) + 2
    moved = tuple(mark.shift(shift) for mark in second.structures)
    return RawPage(f"{first.text}\n\n{second.text}", first.label, (*first.structures, *moved))
