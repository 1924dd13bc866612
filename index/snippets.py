"""Snippets: verbatim stored text around a hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.spans import Span

WIDTH = 320
_BEFORE = 110


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of stored text; `hit` where it is what was searched."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """Verbatim text; `start` is the code point of its first sign, the cuts say whether the text goes on."""

    start: int
    parts: tuple[Part, ...]
    cut_before: bool
    cut_after: bool


def snippet(text: str, base: int, spans: Sequence[Span], core: Span) -> Snippet:
    """Return about `WIDTH` code points of `text` (which begins at code point `base`) around the first hit.

    `core` is the passage: the snippet stays in it, save for a hit that runs over its end.
    """
    first = spans[0] if spans else Span(core.start, core.start)
    start = core.start if first.end - core.start <= WIDTH // 2 else max(core.start, first.start - _BEFORE)
    limit = max(core.end, first.end)
    end = min(limit, max(start + WIDTH, first.end))
    start, end = _at_word(text, base, start, core.start), _at_word(text, base, end, limit)
    end = max(end, first.end)
    shown = Span(start, end)
    return Snippet(start, tuple(cut(text, base, shown, spans)), start > core.start, end < limit)


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
