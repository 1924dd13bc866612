"""The frozen text with everything that lies over it, as a page shows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from markupsafe import Markup, escape

from archive.documents import Revision, StructureKind
from archive.spans import Span
from web.layout import Paragraph, paragraphs
from web.marks import Layer, runs
from web.pages.reader import PageOfText, Run, Screenful
from web.present import page_state
from web.screenfuls import screenfuls

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
    """Return the text with its layers, or of it the paragraphs that touch `within`.

    One sweep goes over the paragraphs under layers; the others are as they are.
    """
    laid_out = paragraphs(revision)
    if within is not None:
        touched = [(page, [each for each in listed if each.span.intersect(within)]) for page, listed in laid_out]
        laid_out = [(page, listed) for page, listed in touched if listed]
    shown = [paragraph for _, page in laid_out for paragraph in page]
    whole = Span(shown[0].span.start, shown[-1].span.end) if shown else Span(0, 0)
    covered = _covered(shown, layers)
    cuts = [cut for paragraph in covered.values() for cut in _cuts(paragraph)]
    swept = list(runs(whole, cuts, layers))
    starts = [span.start for span, _ in swept]

    def words(paragraph: Paragraph) -> Iterable[Markup | Run]:
        span = paragraph.span
        if span.start not in covered:
            return (_unmarked(revision.text, span, paragraph.hard),)
        of_it = swept[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return _runs(revision.text, set(paragraph.hard), of_it)

    return tuple(
        PageOfText(
            page.number,
            page.name,
            tuple(Screenful(size, tuple(_joined(_blocks(those, words)))) for size, those in screenfuls(of_page)),
            page_state.remarks(page),
        )
        for page, of_page in laid_out
    )


def _blocks(those: Sequence[Paragraph], words: Callable[[Paragraph], Iterable[Markup | Run]]) -> Iterator[Markup | Run]:
    """Yield paragraphs with their tags."""
    for paragraph in those:
        opening, closing = _TAGS[paragraph.tag]
        yield opening + str(paragraph.span.start) + _OPEN
        yield from words(paragraph)
        yield closing


_TAGS = {
    "p": (Markup('<p data-start="'), Markup("</p>")),
    "h2": (Markup('<h2 data-start="'), Markup("</h2>")),
    "blockquote": (Markup('<blockquote data-start="'), Markup("</blockquote>")),
    "furniture": (Markup('<div class="furniture" data-start="'), Markup("</div>")),
    "reply": (Markup('<div class="reply" data-start="'), Markup("</div>")),
}
_OPEN = Markup('">')


def _joined(pieces: Iterable[Markup | Run]) -> Iterator[Markup | Run]:
    """Yield the pieces, what is markup between two runs in one."""
    held: list[Markup] = []
    for piece in pieces:
        if isinstance(piece, Markup):
            held.append(piece)
            continue
        yield Markup("").join(held)
        yield piece
        held = []
    yield Markup("").join(held)


def _covered(laid_out: Sequence[Paragraph], layers: Sequence[Layer]) -> dict[int, Paragraph]:
    """Return the paragraphs over which any layer lies, by their first code points."""
    starts = [paragraph.span.start for paragraph in laid_out]
    numbers = {
        number
        for layer in layers
        for number in range(max(0, bisect_right(starts, layer.span.start) - 1), bisect_left(starts, layer.span.end))
    }
    return {starts[number]: laid_out[number] for number in numbers}


def _cuts(paragraph: Paragraph) -> Iterator[int]:
    yield paragraph.span.start
    yield paragraph.span.end
    for at in paragraph.hard:
        yield at
        yield at + 1


def _unmarked(text: str, span: Span, hard: Iterable[int]) -> Markup:
    """Return words under no mark; the line breaks at `hard` are kept, and a form feed has no width."""
    end = span.end - text.endswith("\f", span.start, span.end)
    lines, start = [], span.start
    for at in hard:
        lines.append(escape(text[start:at]))
        start = at + 1
    words = _BREAK.join([*lines, escape(text[start:end])])
    return words if end == span.end else words + _FEED


_BREAK, _FEED = Markup('<span class="hard">\n</span>'), Markup('<span class="feed">\f</span>')


def _runs(text: str, hard: AbstractSet[int], swept: Sequence[tuple[Span, tuple[Layer, ...]]]) -> Iterator[Run | Markup]:
    for span, layers in swept:
        if not layers:
            yield _unmarked(text, span, [span.start] if span.start in hard else ())
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
