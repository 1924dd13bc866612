"""Snippets: verbatim stored text around a hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.folding import terms
from archive.spans import Span

WIDTH = 320
_BEFORE = 110
_AROUND, _FURTHER = 60, 3
_LEFT_OUT = " […] "


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of stored text; `hit` where it is what was searched."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """Verbatim text, `[…]` between stretches of it; `start` is the code point of its first sign.

    The cuts say whether the text goes on before and behind.
    """

    start: int
    parts: tuple[Part, ...]
    cut_before: bool
    cut_after: bool


def snippet(text: str, base: int, spans: Sequence[Span], core: Span) -> Snippet:
    """Return about `WIDTH` code points of `text` (which begins at code point `base`) around the first hit.

    Of hits farther on the first with other words is shown too, with a little around it, and so on, `_FURTHER` at most.
    `core` is the passage: the snippet stays in it, save for a hit that runs over its end.
    """
    first = spans[0] if spans else Span(core.start, core.start)
    start = core.start if first.end - core.start <= WIDTH // 2 else max(core.start, first.start - _BEFORE)
    limit = max([core.end, *(span.end for span in spans)])
    room = Span(core.start, limit)
    shown = [_stretch(text, base, Span(start, max(start + WIDTH, first.end)), room, first)]
    told: set[tuple[str, ...]] = set()
    for span in spans:
        words = tuple(terms(span.shift(-base).of(text)))
        if span.end > shown[-1].end and words not in told and len(shown) <= _FURTHER:
            around = Span(max(core.start, span.start - _AROUND), span.end + _AROUND)
            further = _stretch(text, base, around, room, span)
            joins = further.start <= shown[-1].end
            shown[-1:] = [Span(shown[-1].start, further.end)] if joins else [shown[-1], further]
        told.add(words)
    parts = tuple(_parts(text, base, shown, spans))
    return Snippet(shown[0].start, parts, shown[0].start > core.start, shown[-1].end < limit)


def _stretch(text: str, base: int, wanted: Span, room: Span, hit: Span) -> Span:
    """Return what is shown of `wanted`: whole words in `room`, and all of the hit."""
    start = _at_word(text, base, wanted.start, room.start)
    end = _at_word(text, base, min(wanted.end, room.end), room.end)
    return Span(start, max(end, hit.end))


def _parts(text: str, base: int, shown: Sequence[Span], spans: Sequence[Span]) -> Iterator[Part]:
    for number, stretch in enumerate(shown):
        if number:
            yield Part(_LEFT_OUT, hit=False)
        yield from cut(text, base, stretch, spans)


def _at_word(text: str, base: int, at: int, border: int) -> int:
    """Return the nearest word end at or before `at`, unless `at` is the border or no blank is near."""
    if at == border:
        return at
    for back in range(at, max(at - 40, base), -1):
        if text[back - base - 1].isspace():
            return back
    return at


def cut(text: str, base: int, shown: Span, spans: Sequence[Span]) -> Iterator[Part]:
    """Yield the stretch `shown` of `text`, which begins at code point `base`, cut where hits begin and end."""
    at = shown.start
    for span in spans:
        hit = span.intersect(shown)
        if hit is None or hit.start < at:
            continue
        if at < hit.start:
            yield Part(text[at - base : hit.start - base], hit=False)
        yield Part(hit.shift(-base).of(text), hit=True)
        at = hit.end
    if at < shown.end:
        yield Part(text[at - base : shown.end - base], hit=False)
