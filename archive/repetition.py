"""Whether what stands around a passage tells it from others, in texts that say nearly the same again and again.

Of a form filled in sixty times each sentence has the same words and, over a line's length, the same neighbours: there
the context is widened until it stands once in the old text, and must then stand around the new place, sign for sign.
"""

from __future__ import annotations

from archive.contexts import fit
from archive.mapping import TextMap
from archive.selectors import CONTEXT
from archive.spans import Span

_WIDTHS = (CONTEXT, 2 * CONTEXT, 4 * CONTEXT, 8 * CONTEXT)


def told_apart(texts: TextMap, span: Span, place: Span) -> bool:
    """Tell whether a place cannot be that of another passage of the same words with the same near context."""
    lead, wide = _lead(texts.old, span)
    if wide and not _folded(texts.new[max(0, place.start - 2 * len(lead)) : place.end]).endswith(_folded(lead)):
        return False
    trail, wide = _trail(texts.old, span)
    return not wide or _folded(texts.new[place.start : place.end + 2 * len(trail)]).startswith(_folded(trail))


def only_one(texts: TextMap, span: Span) -> bool:
    """Tell whether the words of a span stayed and stand once in either text."""
    quote = span.of(texts.old)
    return texts.same(span) == len(span) and _once(quote, texts.old) and _once(quote, texts.new)


def firm(texts: TextMap, span: Span, place: Span) -> bool:
    """Tell whether a place with the words of a span is held by its context, or by nothing else having these words."""
    return fit(texts.old, span, texts.new, place).agrees or only_one(texts, span)


def _lead(text: str, span: Span) -> tuple[str, bool]:
    """Return a span's words with as much before them as stands once, and whether that is more than `CONTEXT`."""
    leads = [text[max(0, span.start - width) : span.end] for width in _WIDTHS]
    return _first_that_stands_once(text, leads)


def _trail(text: str, span: Span) -> tuple[str, bool]:
    """Return a span's words with as much after them as stands once, and whether that is more than `CONTEXT`."""
    return _first_that_stands_once(text, [text[span.start : span.end + width] for width in _WIDTHS])


def _first_that_stands_once(text: str, wider: list[str]) -> tuple[str, bool]:
    least = next((number for number, each in enumerate(wider) if _once(each, text)), len(wider) - 1)
    return wider[least], least > 0


def _once(words: str, text: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _folded(words: str) -> str:
    return " ".join(words.split())
