"""A text is cut into passages, the unit of search results: every code point is in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.documents import Page
from archive.spans import Span

SHORTEST, LONGEST = 600, 1200
"""How long, in code points, a passage should be."""

CEILING = 2000
"""How long a passage may be at most, in code points."""

_PARAGRAPH = re.compile(r"\n{2,}")
_SENTENCE_LINE = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]*\n")
_SENTENCE = re.compile(r"[.!?][\"'\u201d\u2019)\]]*\s+")
_WORD = re.compile(r"\s+")


def segment(text: str, pages: Sequence[Page]) -> tuple[tuple[int, Span], ...]:
    """Return (page number, span) of each passage in order; a form feed belongs to the passage it ends."""
    found: list[tuple[int, Span]] = []
    start = 0
    for page in pages:
        end = min(page.span.end + 1, len(text))
        if not text[start:end].strip() and found and end > start:
            number, last = found.pop()
            found.append((number, Span(last.start, end)))
        elif end > start:
            found.extend((page.number, span) for span in _passages(text, start, end))
        start = end
    return tuple(found)


def _passages(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the passages of one page."""
    while end - start > LONGEST:
        cut = _cut(text, start, end)
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)


def _cut(text: str, start: int, end: int) -> int:
    """Return where the passage that begins at `start` should end: as good a boundary as there is."""
    for pattern, reach in (
        (_PARAGRAPH, LONGEST),
        (_SENTENCE_LINE, LONGEST),
        (_SENTENCE, LONGEST),
        (_PARAGRAPH, CEILING),
        (_WORD, CEILING),
    ):
        stop = min(start + reach, end)
        cuts = [match.end() for match in pattern.finditer(text, start + SHORTEST // 2, stop)]
        good = [cut for cut in cuts if cut >= start + SHORTEST] or cuts
        if good:
            return good[-1] if pattern is _WORD else good[-1 if reach == LONGEST else 0]
    return min(start + CEILING, end)
