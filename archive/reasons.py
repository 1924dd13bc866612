"""Why a quotation cannot be checked though a place was found, as a sentence for people."""

from __future__ import annotations

from collections.abc import Iterable

from archive.collation import Collation
from archive.documents import Page
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import VERDICTS, Verdict


def unreadable(collation: Collation, source: Source, pages: Iterable[Page]) -> str:
    """Return why the words that differ at a place are none to go by; empty where they are.

    Each of them stands on a page that was recognised with little certainty: the scan may say what the quotation says.
    `pages` are all those of the source's revision.
    """
    if collation.verdict is not Verdict.MISQUOTED:
        return ""
    wrong = [made.source for made in collation.differences if VERDICTS[made.kind] is Verdict.MISQUOTED]
    if not wrong or not all(_uncertain(source, span) for span in wrong):
        return ""
    page = next(page for page in pages if _touches(page.span, wrong[0]))
    return (
        f"Words differ, but page {page.name} of the likeliest source was recognised with a certainty of only "
        f"{page.confidence} %: its scan has to be looked at."
    )


def _uncertain(source: Source, span: Span) -> bool:
    return any(_touches(page, span) for page in source.uncertain)


def _touches(page: Span, span: Span) -> bool:
    """Tell whether a span, which may be empty, has its beginning on a page."""
    return page.start <= span.start <= page.end
