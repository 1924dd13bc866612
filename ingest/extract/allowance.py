"""How much one file may come to: CPU seconds by the page, pages, signs, marks."""

from __future__ import annotations

import resource
from collections.abc import Sequence

from archive.errors import Unreadable
from ingest.extract.extraction import RawPage

SECONDS_A_PAGE = 1.5
CEILING = 600
"""CPU seconds that no file exceeds (a larger setting is respected)."""

PAGES_LIMIT = 5000
TEXT_LIMIT = 10_000_000
"""How many code points the text of a file may have; the longest books have a third of it."""

MARKS_LIMIT = 250_000


def allowed_seconds(seconds: int, pages: float) -> float:
    """Return the CPU seconds that a file of so many pages may use: `seconds` and its share for each page."""
    return max(seconds, min(CEILING, seconds + SECONDS_A_PAGE * pages))


def extend(pages: int) -> None:
    """Raise this process's soft CPU limit by `SECONDS_A_PAGE` for each page, up to its hard limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if resource.RLIM_INFINITY not in (soft, hard):
        resource.setrlimit(resource.RLIMIT_CPU, (min(hard, soft + int(pages * SECONDS_A_PAGE)), hard))


def refuse_excess(pages: Sequence[RawPage]) -> None:
    """Raise `Unreadable` where there is more than an archive can show, index and keep; nothing is cut off unsaid."""
    for count, limit, what in (
        (len(pages), PAGES_LIMIT, "pages"),
        (sum(len(page.text) for page in pages), TEXT_LIMIT, "signs"),
        (sum(len(page.structures) for page in pages), MARKS_LIMIT, "marks (headings, emphasis, links)"),
    ):
        if count > limit:
            raise Unreadable("too-large", f"the file has {count:,} {what}; the limit is {limit:,}")
