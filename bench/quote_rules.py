"""Two other ways to find a quote again, to measure ours beside: exact find, and the rules of Hypothesis's client.

The rules (github.com/hypothesis/client, `match-quote`): where the words still stand at their old place they are taken
there; else all exact finds, or all with the fewest errors up to half the quote, are scored by quote 50, prefix 20,
suffix 20, nearness to the old place 2, and the best is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

import edlib

from archive.rows import narrowed
from archive.selectors import Quote, describe
from archive.spans import Span

_MOST_ERRORS = 256


def exact_find(old: str, new: str, span: Span) -> Span | None:
    """Return the exact find that is nearest to the old place."""
    return min(_finds(span.of(old), new), key=lambda place: abs(place.start - span.start), default=None)


def hypothesis(old: str, new: str, span: Span) -> Span | None:
    """Return where Hypothesis's client anchors a span."""
    quote = describe(old, span)
    if new[span.start : span.end] == quote.exact:
        return span
    found = [(place, 0) for place in _finds(quote.exact, new)] or list(_near(quote.exact, new))
    scored = [(_score(quote, span.start, new, place, errors), place) for place, errors in found]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _finds(quote: str, text: str) -> Iterator[Span]:
    at = text.find(quote)
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _near(quote: str, text: str) -> Iterator[tuple[Span, int]]:
    most = min(_MOST_ERRORS, len(quote) // 2)
    found = edlib.align(*narrowed(quote, text), mode="HW", task="locations", k=most)
    if found["editDistance"] >= 0:
        for start, end in found["locations"]:
            yield Span(start or 0, end + 1), found["editDistance"]


def _score(quote: Quote, hint: int, text: str, place: Span, errors: int) -> float:
    before = _alike(quote.prefix, text[max(0, place.start - len(quote.prefix)) : place.start])
    after = _alike(quote.suffix, text[place.end : place.end + len(quote.suffix)])
    near = 1 - abs(place.start - hint) / len(text)
    return (50 * (1 - errors / len(quote.exact)) + 20 * before + 20 * after + 2 * near) / 92


def _alike(wanted: str, text: str) -> float:
    if not wanted:
        return 1.0
    if not text:
        return 0.0
    return 1 - int(edlib.align(*narrowed(wanted, text), mode="HW", task="distance")["editDistance"]) / len(wanted)
