"""W3C position and quote selectors: describe a span, and hold a description against the text.

Offsets are code points, half-open, as the W3C model asks; prefix and suffix are up to `CONTEXT` code points.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from archive.errors import Refused
from archive.spans import Span

CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Quote:
    """The words at a span with what stands before and after them."""

    exact: str
    prefix: str
    suffix: str


def _glued(sign: str) -> bool:
    """Tell whether `sign` belongs to the sign before it (a combining mark, a joiner, a selector)."""
    return unicodedata.category(sign).startswith("M") or sign in "\u200d\ufe0f"


def describe(text: str, span: Span) -> Quote:
    """Return the quote at `span`; contexts are not cut inside a combined sign."""
    exact = span.of(text)
    before, after = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    while before < span.start and _glued(text[before]):
        before += 1
    while span.end < after < len(text) and _glued(text[after]):
        after -= 1
    return Quote(exact, text[before : span.start], text[span.end : after])


def hold(text: str, span: Span, quote: Quote) -> None:
    """Raise `Refused` unless the quote stands at the span, word for word, with its context where given."""
    exact = span.of(text)
    if not exact.strip():
        raise Refused("a mark needs at least one visible character")
    if exact != quote.exact:
        raise Refused("the quoted words do not stand at this span; nothing was stored")
    if not text[: span.start].endswith(quote.prefix) or not text[span.end :].startswith(quote.suffix):
        raise Refused("the words before or after the quotation do not stand in the text; nothing was stored")
