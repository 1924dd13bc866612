"""How a page came by its text, as sentences for the reader: recognised, missing, blank, to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.documents import Page, PageState, Revision, StructureKind
from web.pages.page_state import PageRemark

_SHOWN = 12
_MISSING = "words may be wrong or missing"
"""Certainty is of the words that were found: it says nothing of those that were overlooked."""


def remarks(page: Page) -> tuple[PageRemark, ...]:
    """Return what is to be said over one page."""
    return (*_state(page), *(PageRemark("doubt", f"Check against the original: {doubt}.") for doubt in page.doubts))


def _state(page: Page) -> Iterator[PageRemark]:
    if page.state is PageState.RECOGNISED:
        sure = f", certainty {page.confidence} %" if page.confidence >= 0 else ""
        by = page.reader or "a program"
        yield PageRemark("recognised", f"Recognised from a picture by {by}{sure}; {_MISSING}.")
    elif page.state is PageState.NEEDS_OCR:
        why = f": {page.why}" if page.why else ""
        yield PageRemark("missing", f"The text of this page is not here: it is a picture and needs OCR{why}.")
    elif page.state is PageState.BLANK:
        yield PageRemark("blank", "This page is blank.")


def waiting(revision: Revision) -> str:
    """Return a sentence that names the pages whose text is missing, empty where none is."""
    names = [page.name for page in revision.pages if page.state is PageState.NEEDS_OCR]
    if not names or len(revision.pages) == 1:
        return ""
    listed = f"{_listed(names)} of {len(revision.pages)}"
    return (
        f"Page {listed} needs OCR: its text is missing below."
        if len(names) == 1
        else (f"Pages {listed} need OCR: their text is missing below.")
    )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def doubtful(revision: Revision) -> bool:
    """Tell whether any word is marked as doubtful, so that the mark must be explained."""
    return any(mark.kind is StructureKind.DOUBTFUL for mark in revision.structures)
