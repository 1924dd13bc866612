"""Stretches of stored text around proposed passages: a quotation may cross the ends of passages and of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.documents import Page, PageState, Structure, StructureKind
from archive.sources import Source
from archive.spans import Span
from archive.store import Store

_FARTHEST = 60_000
"""Code points up to which stretches of one document are loaded as one, so that what lies between them is seen."""

UNCERTAIN = 70
"""Below this mean certainty, in percent, a recognised page is no ground to call a word wrong."""

_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a revision, with the revision's pages; never a word that is cut in two."""

    document: str
    revision: int
    source: Source
    pages: tuple[Page, ...]

    def page_name(self, offset: int) -> str:
        """Return the name of the page that holds a code point of the revision, empty for a text of one page."""
        if len(self.pages) < 2:
            return ""
        return next((page.name for page in reversed(self.pages) if page.span.start <= offset), "")


def excerpts(store: Store, passages: Sequence[str], *, past: int) -> list[Excerpt]:
    """Return the stored text around passages, to `past` code points before and after each.

    In the order of the passages, each document's stretches together; passages no longer held have none.
    """
    held = store.passages.windows(passages, 0, 0)
    spans: dict[tuple[str, int], list[Span]] = {}
    for identifier in passages:
        if identifier in held:
            passage = held[identifier].passage
            spans.setdefault((passage.document, passage.revision), []).append(passage.span)
    return [excerpt for key, found in spans.items() for excerpt in _of_revision(store, *key, found, past)]


def _of_revision(store: Store, document: str, revision: int, spans: Sequence[Span], past: int) -> Iterator[Excerpt]:
    pages, structures = store.revisions.outline(document, revision)
    marked = _marked(pages, structures)
    for stretch in _joined(spans, past):
        loaded = store.revisions.stretch(document, revision, Span(stretch.start, stretch.end + 1))
        start, text = _whole_words(loaded, stretch)
        reach = Span(start, start + len(text))
        near = {kind: tuple(span for span in found if span.intersect(reach)) for kind, found in marked.items()}
        yield Excerpt(document, revision, Source(text, start, **near), pages)


def _marked(pages: Sequence[Page], structures: Sequence[Structure]) -> dict[str, tuple[Span, ...]]:
    """Return the stretches of a revision that a source tells apart, by the names it has for them."""
    kinds = {
        "furniture": {StructureKind.FURNITURE},
        "emphasised": {StructureKind.EMPHASIS, StructureKind.STRONG},
        "quoting": {StructureKind.BLOCKQUOTE, StructureKind.REPLY},
        "recognised": {StructureKind.DOUBTFUL},
    }
    marked = {name: tuple(mark.span for mark in structures if mark.kind in held) for name, held in kinds.items()}
    scanned = [page for page in pages if page.state is PageState.RECOGNISED]
    marked["recognised"] += tuple(page.span for page in scanned)
    marked["uncertain"] = tuple(page.span for page in scanned if 0 <= page.confidence < UNCERTAIN)
    return marked


def _joined(spans: Sequence[Span], past: int) -> list[Span]:
    """Return the spans led on to both sides: as one where they lie near together, else those that touch joined."""
    wide = sorted(Span(max(0, span.start - past), span.end + past) for span in spans)
    whole = Span(wide[0].start, max(span.end for span in wide))
    if len(whole) <= _FARTHEST:
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
