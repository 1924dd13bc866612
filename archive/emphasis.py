"""The emphasis of a quotation, and what it claims of it, held against the source's own marks, word by word.

A text that has lost its italics says nothing of them: what cannot be seen is called so, and never false.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.claims import Claim, claims_of
from archive.folding import Word
from archive.printed_signs import PartKind, starred
from archive.quoted import Quoted
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import Flag

_REACH = 8
"""Code points before and after a span that are looked at for the ends of its paragraph."""


@dataclass(frozen=True, slots=True)
class Stress:
    """Words of a quotation, by their places in it: all that stand in the source, those emphasised here, and there.

    `blind` says that the source was read off a scan there, which loses emphasis; `around`, that its emphasis holds
    the whole passage and runs on past it, or holds a paragraph or heading, so that nothing in the passage stands out.
    """

    words: frozenset[int]
    ours: frozenset[int]
    theirs: frozenset[int]
    blind: bool
    around: bool


def claims_in(quoted: Quoted) -> frozenset[Claim]:
    """Return what the remarks in a quotation claim."""
    return frozenset().union(*(claims_of(span.of(quoted.text)) for span in quoted.of(PartKind.CLAIM)))


def emphasis_flags(quoted: Quoted, source: Source, pairs: Mapping[int, Word]) -> Iterator[Flag]:
    """Yield what is to be said of the emphasis; `pairs` are the source's words by their places in the quotation."""
    claims = claims_in(quoted) & {Claim.ADDED, Claim.ORIGINAL, Claim.OMITTED}
    if not (claims or quoted.emphasised or (pairs and _marks(source, _whole(pairs)))):
        return
    stress = _stress(quoted, source, pairs)
    if not (claims or stress.ours or stress.theirs):
        return
    if _is_style(quoted, stress) and not claims:
        yield Flag.EMPHASISED_WHOLLY
        stress = Stress(stress.words, frozenset(), stress.theirs, stress.blind, stress.around)
    yield from _claimed(claims, stress)
    yield from _seen(claims, stress)


def dropped(quoted: Quoted, source: Source, pairs: Mapping[int, Word]) -> tuple[Span, ...]:
    """Return the words that the source emphasises and the quotation does not; neighbours as one span of the source."""
    stress = _stress(quoted, source, pairs)
    left = sorted(Span(*pairs[at][1:]) for at in stress.theirs - stress.ours)
    return tuple(_joined(left, source))


def _stress(quoted: Quoted, source: Source, pairs: Mapping[int, Word]) -> Stress:
    ours = frozenset(at for at in pairs if _inside(quoted.emphasised, at))
    if not pairs:
        return Stress(frozenset(), ours, frozenset(), blind=False, around=False)
    whole = _whole(pairs)
    marks = _marks(source, whole)
    theirs = frozenset(at for at, word in pairs.items() if _inside(marks, word.start))
    blind = all(_inside(source.recognised, word.start) for word in pairs.values())
    holding = [mark for mark in _joined(marks, source) if mark.contains(whole)]
    around = any(mark != whole or _is_paragraph(source, mark) for mark in holding)
    return Stress(frozenset(pairs), ours, theirs, blind, around)


def _whole(pairs: Mapping[int, Word]) -> Span:
    """Return the stretch of the source from the first word to the last."""
    return Span(min(word.start for word in pairs.values()), max(word.end for word in pairs.values()))


def _marks(source: Source, whole: Span) -> list[Span]:
    """Return what the source emphasises at a stretch, by its own marks or with stars."""
    start = max(source.start, whole.start - 1)
    stars = [span.shift(start) for span in starred(source.between(start, whole.end + 1))]
    return sorted({*stars, *(mark for mark in source.emphasised if mark.intersect(whole))})


def _joined(marks: Sequence[Span], source: Source) -> Iterator[Span]:
    """Yield spans in their order; those with nothing but blanks between them as one."""
    held: Span | None = None
    for mark in marks:
        if held and not source.between(held.end, mark.start).strip():
            held = Span(held.start, max(held.end, mark.end))
            continue
        if held:
            yield held
        held = mark
    if held:
        yield held


def _is_paragraph(source: Source, span: Span) -> bool:
    """Tell whether a span is a paragraph, or a heading, but for signs that are no words."""
    before, after = source.between(span.start - _REACH, span.start), source.between(span.end, span.end + _REACH)
    begins = re.search(r"(?:\n\s*\n|\f)\W*\Z", before) or not (before.strip() or span.start - _REACH > source.start)
    return bool(begins) and bool(re.match(r"[^\w\n]*(?:\n\s*\n|\f|\s*\Z)", after))


def _is_style(quoted: Quoted, stress: Stress) -> bool:
    """Tell whether a document sets the quotation in emphasis as a whole, as some set all they quote."""
    whole = bool(stress.ours) and stress.ours == stress.words and not stress.ours <= stress.theirs
    return whole and not quoted.of(PartKind.EMPHASIS)


def _claimed(claims: frozenset[Claim], stress: Stress) -> Iterator[Flag]:
    """Yield what becomes of each claim; of two that share the emphasis each needs but a part of it."""
    added, kept = stress.ours - stress.theirs, stress.ours & stress.theirs
    if claims & {Claim.ADDED, Claim.ORIGINAL} and not stress.ours:
        yield Flag.CLAIM_UNSEEN
    elif Claim.ADDED in claims:
        yield Flag.ADDED_TRUE if added else Flag.ADDED_FALSE
    if Claim.ORIGINAL in claims and stress.ours:
        holds = bool(kept) if Claim.ADDED in claims else not added
        if stress.blind and not holds:
            yield Flag.SOURCE_UNSEEN
        else:
            yield Flag.ORIGINAL_TRUE if holds else Flag.ORIGINAL_FALSE
    if Claim.OMITTED in claims:
        left = stress.theirs - stress.ours
        yield Flag.OMITTED_TRUE if left else Flag.SOURCE_UNSEEN if stress.blind else Flag.OMITTED_FALSE


def _seen(claims: frozenset[Claim], stress: Stress) -> Iterator[Flag]:
    """Yield what the emphasis itself shows, whatever is claimed of it."""
    added, kept = stress.ours - stress.theirs, stress.ours & stress.theirs
    if added and not claims & {Claim.ADDED, Claim.ORIGINAL}:
        yield Flag.EMPHASIS_UNSAID
    if kept:
        yield Flag.EMPHASIS_PARTLY if added else Flag.EMPHASIS_IN_SOURCE
    left = stress.theirs - stress.ours
    unseen = not stress.ours and claims & {Claim.ADDED, Claim.ORIGINAL}
    if left and not unseen and Claim.OMITTED not in claims:
        yield Flag.EMPHASIS_AROUND if stress.around else Flag.EMPHASIS_DROPPED


def _inside(spans: Collection[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)
