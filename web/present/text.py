"""The frozen text with everything that lies over it, as a page shows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from archive.documents import Revision, StructureKind
from archive.spans import Span
from web.layout import Paragraph, paragraphs
from web.marks import Layer, runs
from web.pages.reader import Block, PageOfText, Run
from web.present import page_state

_INLINE = {
    StructureKind.EMPHASIS: "emphasis",
    StructureKind.STRONG: "strong",
    StructureKind.DOUBTFUL: "doubtful",
    StructureKind.LINK: "link",
}
_SCHEMES = ("http://", "https://", "mailto:")


def marks_of_source(revision: Revision) -> list[Layer]:
    """Return the marks that the source itself carries: emphasis, links, doubtful words."""
    return [Layer(mark.span, _INLINE[mark.kind], mark.detail) for mark in revision.structures if mark.kind in _INLINE]


def pages_of_text(revision: Revision, layers: Sequence[Layer], within: Span | None = None) -> tuple[PageOfText, ...]:
    """Return the text with its layers, one sweep over all of it; `within` a span, only the paragraphs that touch it."""
    laid_out = paragraphs(revision)
    if within is not None:
        touched = [(page, [each for each in listed if each.span.intersect(within)]) for page, listed in laid_out]
        laid_out = [(page, listed) for page, listed in touched if listed]
    cuts = [cut for _, page in laid_out for paragraph in page for cut in _cuts(paragraph)]
    shown = [paragraph.span for _, page in laid_out for paragraph in page]
    whole = Span(shown[0].start, shown[-1].end) if shown else Span(0, 0)
    swept = list(runs(whole, cuts, layers))
    starts = [span.start for span, _ in swept]
    return tuple(
        PageOfText(
            page.number,
            page.name,
            tuple(
                Block(
                    paragraph.span.start,
                    paragraph.tag,
                    tuple(_runs(revision.text, paragraph, swept[_within(starts, paragraph)])),
                )
                for paragraph in page_paragraphs
            ),
            page_state.remarks(page),
        )
        for page, page_paragraphs in laid_out
    )


def _cuts(paragraph: Paragraph) -> Iterator[int]:
    yield paragraph.span.start
    for at in paragraph.hard:
        yield at
        yield at + 1


def _within(starts: Sequence[int], paragraph: Paragraph) -> slice:
    return slice(bisect_left(starts, paragraph.span.start), bisect_right(starts, paragraph.span.end - 1))


def _unmarked(words: str, hard: bool) -> Run:
    return Run(words, plain=not words.endswith("\f"), hard=hard)


_BREAKS = {hard: _unmarked("\n", hard) for hard in (False, True)}
"""Runs of one line break, of which a text has very many: made once."""


def _runs(text: str, paragraph: Paragraph, swept: Sequence[tuple[Span, tuple[Layer, ...]]]) -> Iterator[Run]:
    hard = set(paragraph.hard)
    for span, layers in swept:
        if not layers:
            words = span.of(text)
            yield _BREAKS[span.start in hard] if words == "\n" else _unmarked(words, span.start in hard)
            continue
        hits = [layer for layer in layers if layer.sort == "hit"]
        notes = [layer for layer in layers if layer.sort == "note"]
        cited = [layer for layer in layers if layer.sort == "cited"]
        doubts = [layer for layer in layers if layer.sort == "doubtful"]
        links = [layer.key for layer in layers if layer.sort == "link" and layer.key.startswith(_SCHEMES)]
        quoted = [layer for layer in layers if layer.sort == "quotation"]
        sorts = {layer.sort for layer in layers}
        yield Run(
            text=span.of(text),
            hit=hits[0].key if hits else "",
            first_of_hit=bool(hits) and hits[0].span.start == span.start,
            cited=bool(cited),
            first_of_cited=bool(cited) and cited[0].span.start == span.start,
            notes=tuple(dict.fromkeys(note.key.partition("-")[0] for note in notes)),
            note_starts=tuple(note.key for note in notes if note.span.start == span.start),
            colour=notes[-1].tint if notes else "",
            emphasis="emphasis" in sorts,
            strong="strong" in sorts,
            hard=span.start in hard,
            certainty=doubts[0].key if doubts else "",
            link=links[-1] if links else "",
            quotation=quoted[-1].key if quoted else "",
            quotation_starts=tuple(layer.key for layer in quoted if layer.span.start == span.start),
        )
