"""Whether what stands around a passage tells it from others, in texts that say nearly the same again and again.

Of a form filled in sixty times each sentence has the same words and, over a line's length, the same neighbours: there
the context is widened until it stands once in the old text. At the new place it must then stand too, or at least be
nearer to what stands there than the context of any other passage that has the same words.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from archive.contexts import fit
from archive.mapping import TextMap
from archive.selectors import CONTEXT
from archive.spans import Span

_WIDTHS = (CONTEXT, 2 * CONTEXT, 4 * CONTEXT, 8 * CONTEXT)
_MOST = 64
"""Of a passage that has more others like it, and does not stand there with its context, nothing is known."""


def told_apart(texts: TextMap, span: Span, place: Span) -> bool:
    """Tell whether a place is not as likely that of another passage of the same words with the same near context."""
    old, new = texts.old, texts.new
    width = _telling(old, [old[max(0, span.start - each) : span.end] for each in _WIDTHS])
    if width:
        own, near = _before(old, span.start, width), old[max(0, span.start - CONTEXT) : span.end]
        others = [_before(old, end - len(span), width) for end in _ends(near, old) if end != span.end]
        if not _nearest(own, others, _before(new, place.start, width)):
            return False
    width = _telling(old, [old[span.start : span.end + each] for each in _WIDTHS])
    if not width:
        return True
    near = old[span.start : span.end + CONTEXT]
    starts = [end - len(near) for end in _ends(near, old)]
    others = [_after(old, start + len(span), width) for start in starts if start != span.start]
    return _nearest(_after(old, span.end, width), others, _after(new, place.end, width))


def only_one(texts: TextMap, span: Span) -> bool:
    """Tell whether the words of a span stayed and stand once in either text."""
    quote = span.of(texts.old)
    return texts.same(span) == len(span) and _once(quote, texts.old) and _once(quote, texts.new)


def firm(texts: TextMap, span: Span, place: Span) -> bool:
    """Tell whether a place with the words of a span is held by its context, or by nothing else having these words."""
    return fit(texts.old, span, texts.new, place).agrees or only_one(texts, span)


def _telling(text: str, wider: list[str]) -> int:
    """Return how wide a context must be for a passage to stand once; 0 where `CONTEXT` is enough."""
    least = next((number for number, each in enumerate(wider) if _once(each, text)), len(wider) - 1)
    return _WIDTHS[least] if least else 0


def _nearest(own: str, others: list[str], found: str) -> bool:
    """Tell whether of all contexts the passage's own is the nearest to what was found."""
    if own == found:
        return True
    if len(others) > _MOST:
        return False
    share = Levenshtein.normalized_similarity(own, found)
    return all(Levenshtein.normalized_similarity(other, found) < share for other in others)


def _ends(words: str, text: str) -> list[int]:
    """Return where words end that stand in a text, up to one time more than `_MOST`."""
    ends: list[int] = []
    at = text.find(words)
    while at >= 0 and len(ends) <= _MOST + 1:
        ends.append(at + len(words))
        at = text.find(words, at + 1)
    return ends


def _before(text: str, at: int, width: int) -> str:
    return " ".join(text[max(0, at - width) : at].split())


def _after(text: str, at: int, width: int) -> str:
    return " ".join(text[at : at + width].split())


def _once(words: str, text: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0
