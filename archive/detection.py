"""Finds the quotations of a document: by its markup, by quote marks, and blocks that have none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from archive.covering import Cover
from archive.documents import Structure, StructureKind
from archive.folding import terms
from archive.quotations import Quotation, QuotationKind, Trait
from archive.quote_blocks import TAG, blocks, looks_like_heading
from archive.quote_marks import Marked, marked
from archive.reply_paragraphs import reply_paragraphs
from archive.spans import Span

DETECTION = "2"
"""The version of detection, kept with what it found."""

MOST = 20_000
"""How many quotations of one document are kept; where there are more, `complete` is false."""

_MOST_PARAGRAPHS = 100_000

_PARAGRAPH_ENDS = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?:”\"’)\]])\s*\f\s*|\n(?=[^\S\n]*[•‣◦▪])")
_BULLET = re.compile(r"[^\S\n]*(?:[•‣◦▪*·–-]|\d{1,2}[.)])\s+")
_REPLY = re.compile(r"(?m:^>[^\n]*(?:\n>[^\n]*)*)")
_REPLY_HEAD = re.compile(
    r"\s*(?:-{2,}[^\n]*(?:message|Nachricht)[^\n]*-{2,}\s*)?(?:[A-Z][\w-]{1,20}:[^\n]*\n\s*)*(?:[^\n>]*:\s*\n(?=\s*>))?",
    re.I,
)
"""What stands above the words of a reply or a forwarded message: who wrote them, when, to whom."""

_SENTENCE = re.compile(r"[.!?]['\"”’)\]]*\s+")
_INTRO = 400
_WHOLE = 0.9
_MARKUP = {StructureKind.BLOCKQUOTE: QuotationKind.BLOCK, StructureKind.REPLY: QuotationKind.REPLY}


@dataclass(frozen=True, slots=True)
class Detected:
    """The quotations of a text in the order of their starts; not `complete` where there are more than `MOST`."""

    quotations: tuple[Quotation, ...]
    complete: bool = True


def find_quotations(text: str, structures: Sequence[Structure] = ()) -> Detected:
    """Return the quotations of a text; `structures` are its stand-off marks. Linear in the length of the text."""
    titles = [mark.span for mark in structures if mark.kind is StructureKind.HEADING]
    headings = Cover(titles) if titles else None
    paragraphs = _paragraphs(text)
    complete = len(paragraphs) <= _MOST_PARAGRAPHS
    del paragraphs[_MOST_PARAGRAPHS:]
    between: list[Marked] = []
    for words in marked(text, paragraphs):
        if words is None or len(between) == MOST:
            complete = False
            break
        between.append(words)
    set_off = _set_off(text, structures)
    plain = blocks(text, paragraphs, between, Cover([*titles, *(span for span, _ in set_off)]))
    found = [
        *(_of_markup(text, span, kind) for span, kind in set_off),
        *(_block(text, span, intro) for span, intro in plain),
    ]
    found += _of_marks(text, paragraphs, between, headings)
    return Detected(tuple(_numbered(text, _whole_blocks(found))), complete and len(found) <= MOST)


def _paragraphs(text: str) -> list[Span]:
    """Return the paragraphs without the blanks round them; a line with a bullet is one of its own."""
    spans: list[Span] = []
    start = 0
    for end in chain((found.span() for found in _PARAGRAPH_ENDS.finditer(text)), [(len(text), len(text))]):
        if len(spans) > _MOST_PARAGRAPHS:
            break
        paragraph = _stripped(text, start, end[0])
        if len(paragraph):
            spans.append(paragraph)
        start = end[1]
    return spans


def _set_off(text: str, structures: Sequence[Structure]) -> list[tuple[Span, QuotationKind]]:
    """Return what the source's own markup sets off as quoted: of blocks in others the widest, replies by paragraphs."""
    wanted = [(mark.span, _MARKUP[mark.kind]) for mark in structures if mark.kind in _MARKUP]
    if not wanted:
        wanted = [(Span(*found.span()), QuotationKind.REPLY) for found in _REPLY.finditer(text)]
    kept: list[tuple[Span, QuotationKind]] = []
    for span, kind in sorted(wanted, key=lambda each: (each[0].start, -each[0].end)):
        words = span.of(text)
        if not words.strip() or (kept and kept[-1][0].end >= span.end):
            continue
        head = _REPLY_HEAD.match(words) if kind is QuotationKind.REPLY else None
        start = span.start + (head.end() if head and words[head.end() :].strip() else 0)
        kept.append((_stripped(text, start, span.end), kind))
    replies = [span for span, kind in wanted if kind is QuotationKind.REPLY]
    return [(part, kind) for span, kind in kept for part in _parts(text, span, kind, replies)]


def _parts(text: str, span: Span, kind: QuotationKind, replies: Sequence[Span]) -> Iterable[Span]:
    """Return what is one quotation each: the paragraphs of a reply, any other block as a whole."""
    return reply_paragraphs(text, span, replies) if kind is QuotationKind.REPLY else [span]


def _stripped(text: str, start: int, end: int) -> Span:
    """Return the stretch without the blanks at its ends, empty where there is nothing else."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(words.strip()))


def _of_markup(text: str, span: Span, kind: QuotationKind) -> Quotation:
    words = span.of(text)
    traits = [Trait.PARAGRAPHS] if "\n\n" in words else []
    return Quotation(0, span, span, kind, traits=(*traits, *_tagged(words)), intro=_paragraph_before(text, span))


def _block(text: str, span: Span, intro: Span) -> Quotation:
    return Quotation(0, span, span, QuotationKind.BLOCK, traits=(Trait.UNMARKED, *_tagged(span.of(text))), intro=intro)


def _tagged(words: str) -> tuple[Trait, ...]:
    return (Trait.TAGGED,) if TAG.search(words) else ()


def _paragraph_before(text: str, span: Span) -> Span | None:
    """Return the paragraph before a block, where it leads up to it with a colon."""
    reach = _stripped(text, max(0, span.start - 2 * _INTRO), span.start)
    if not reach.of(text).endswith(":"):
        return None
    parted = text.rfind("\n\n", reach.start, reach.end)
    return Span(reach.start if parted < 0 else parted + 2, reach.end)


def _of_marks(
    text: str, paragraphs: Sequence[Span], between: Iterable[Marked], headings: Cover | None
) -> list[Quotation]:
    """Return what stands between marks as quotations, each with its kind and what leads up to it."""
    found: list[Quotation] = []
    at = 0
    for words in sorted(between, key=lambda each: each.outer.start):
        while at + 1 < len(paragraphs) and paragraphs[at + 1].start <= words.outer.start:
            at += 1
        paragraph = paragraphs[at]
        kind = QuotationKind.INLINE
        if _is_heading(text, paragraph, headings):
            kind = QuotationKind.HEADING
        elif (bullet := _BULLET.match(text, paragraph.start, paragraph.end)) and bullet.end() == words.outer.start:
            kind = QuotationKind.BULLET
        traits = {Trait.UNCLOSED: words.unclosed, Trait.PARAGRAPHS: words.paragraphs}
        held = (*(trait for trait, true in traits.items() if true), *_tagged(words.span.of(text)))
        found.append(
            Quotation(0, words.span, words.outer, kind, traits=held, intro=_lead(text, paragraph, words.outer))
        )
    return found


def _is_heading(text: str, paragraph: Span, headings: Cover | None) -> bool:
    """Tell whether a paragraph is a heading: by the source's markup where it has any, else by how it reads."""
    if headings:
        return headings.touches(paragraph)
    return len(paragraph) < 200 and looks_like_heading(paragraph.of(text))


def _lead(text: str, paragraph: Span, outer: Span) -> Span | None:
    """Return what of the sentence stands before a quotation, None where it begins with it."""
    start = max(paragraph.start, outer.start - _INTRO)
    for sentence in _SENTENCE.finditer(text, start, outer.start):
        start = sentence.end()
    end = outer.start
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _whole_blocks(found: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations with blocks that stand between marks as one: the words inside, the block's kind."""
    blocks_by_start = {quotation.span.start: quotation for quotation in found if quotation.kind in _BLOCKS}
    gone: set[int] = set()
    kept: list[Quotation] = []
    for quotation in found:
        block = blocks_by_start.get(quotation.outer.start)
        if (
            block
            and quotation.kind not in _BLOCKS
            and quotation.outer.end <= block.span.end
            and len(quotation.outer) >= _WHOLE * len(block.span)
        ):
            gone.add(id(block))
            traits = dict.fromkeys((*block.traits, *quotation.traits))
            kept.append(replace(block, span=quotation.span, traits=tuple(traits)))
        else:
            kept.append(quotation)
    return [quotation for quotation in kept if id(quotation) not in gone]


_BLOCKS = frozenset({QuotationKind.BLOCK, QuotationKind.REPLY})


def _numbered(text: str, found: Sequence[Quotation]) -> Iterable[Quotation]:
    """Yield the quotations in order with numbers, parents and groups; what crosses another without lying in it goes."""
    open_above: list[Quotation] = []
    groups: dict[str, int] = {}
    number = 0
    for quotation in sorted(found, key=lambda each: (each.outer.start, -each.outer.end)):
        while open_above and open_above[-1].outer.end <= quotation.outer.start:
            open_above.pop()
        words = " ".join(terms(quotation.span.of(text)))
        if not words or (open_above and open_above[-1].outer.end < quotation.outer.end) or number == MOST:
            continue
        parent = open_above[-1].number if open_above else None
        kind = QuotationKind.NESTED if parent is not None else quotation.kind
        group = groups.setdefault(words, number)
        numbered = replace(quotation, number=number, kind=kind, parent=parent, group=group)
        open_above.append(numbered)
        number += 1
        yield numbered
