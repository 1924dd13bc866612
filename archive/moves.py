"""A quote that no longer stands where it stood, looked for word for word in the rest of the new text."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from archive.contexts import AGREES, Fit, fit, kept
from archive.mapping import TextMap, inside_word
from archive.selectors import CONTEXT
from archive.spans import Span

UNIQUE = 24
"""From how many code points on a quote that stands once is known without its context."""

_MOST = 64
"""Of a quote that stands more often, none is known by itself."""

_CANDIDATES = 8
"""At how many places at most words are shown to a person that nothing around them tells from others."""

_NEAR = 0.4
"""By how much (of 2) one place must fit better than another not to be nearly alike."""

_NEXT = 8
"""How many code points beside a place tell whose neighbours stand there."""

_SETTLED = 0.7
"""From which share kept on a passage has a place of its own."""

_REACH = 4_000
"""How far around a span rivals are looked for, in code points."""


class Standing(enum.Enum):
    """Whether the words were found: nowhere, at one place, or at several that fit nearly alike."""

    NOWHERE = enum.auto()
    FOUND = enum.auto()
    DOUBTFUL = enum.auto()


def moved(texts: TextMap, span: Span) -> tuple[Standing, list[Span]]:
    """Return where the very words of a span stand that are no other passage's, if they are known there.

    They are by their full context, by standing once in the new text and being long enough, or by what stands on one
    side of them, `CONTEXT` code points, where that fits at one place alone.
    """
    quote = span.of(texts.old)
    found = list(_occurrences(quote, texts.new, 0, len(texts.new)))
    if len(found) > _MOST:
        found = list(_with_context(texts, span))
    fits = [(fit(texts.old, span, texts.new, place), place) for place in found if not texts.taken(place, span)]
    known = [(each, place) for each, place in fits if _known(each, quote, alone=len(fits) == 1)]
    if not known:
        long = len(quote) >= UNIQUE and len(fits) > 1
        return (Standing.DOUBTFUL, [place for _, place in fits]) if long else (Standing.NOWHERE, [])
    best, place = max(known, key=lambda pair: pair[0].total)
    near = [other for each, other in fits if each.total > best.total - _NEAR]
    if len(near) > 1 or contested(texts, span, place):
        return Standing.DOUBTFUL, near
    return Standing.FOUND, near


def unplaced(texts: TextMap, span: Span) -> list[Span]:
    """Return where the very words of a span stand in text that came, whatever is around; none where they are many.

    They are no other passage's, and begin and end at a word's edge where the span does.
    """
    quote = span.of(texts.old)
    found = list(_occurrences(quote, texts.new, 0, len(texts.new)))
    free = [place for place in found if not texts.taken(place, span) and _edges(texts, span, place)]
    return free if len(free) <= _CANDIDATES and len(found) <= _MOST else []


def _edges(texts: TextMap, span: Span, place: Span) -> bool:
    """Tell whether a place begins and ends inside of a word only where the span does."""
    pairs = (span.start, place.start), (span.end, place.end)
    return all(inside_word(texts.old, old) or not inside_word(texts.new, new) for old, new in pairs)


def rivals(texts: TextMap, span: Span, place: Span) -> tuple[Span, ...]:
    """Return other places near one that the map leads to which the span fits nearly as well; none if it is certain.

    Where another passage of the same words was lost that fits the place nearly as well, the place itself is returned.
    """
    quote, own = span.of(texts.old), fit(texts.old, span, texts.new, place)
    low, high = max(0, place.start - _REACH), place.end + _REACH
    others = [
        other
        for other in _occurrences(quote, texts.new, low, high)
        if other != place
        and not texts.taken(other, span)
        and fit(texts.old, span, texts.new, other).total > own.total - _NEAR
    ]
    return tuple(others) if others or not contested(texts, span, place) else (place,)


def contested(texts: TextMap, span: Span, place: Span) -> bool:
    """Tell whether another passage of the same words fits a place better than the span does, or nearly as well.

    Nearly as well counts of one that was lost: one that has a place of its own is content with it.
    """
    own = fit(texts.old, span, texts.new, place).total
    for other in _occurrences(span.of(texts.old), texts.old, 0, len(texts.old)):
        if other != span:
            theirs = fit(texts.old, other, texts.new, place).total
            near = theirs > own - _NEAR or _is_neighboured(texts, span, other, place)
            if theirs > own or (near and texts.lost(other) and not _settled(texts, other, place)):
                return True
    return False


def _is_neighboured(texts: TextMap, span: Span, other: Span, place: Span) -> bool:
    """Tell whether next to a place stands the very text that another passage has there, and the span has not."""
    after = [(texts.old, span.end), (texts.old, other.end), (texts.new, place.end)]
    before = [(texts.old, span.start), (texts.old, other.start), (texts.new, place.start)]
    own, theirs, found = (text[at : at + _NEXT] for text, at in after)
    own_before, theirs_before, found_before = (text[max(0, at - _NEXT) : at] for text, at in before)
    return theirs == found != own or theirs_before == found_before != own_before


def _settled(texts: TextMap, span: Span, but: Span) -> bool:
    """Tell whether the map leads a span to its own words, little changed and in its context, not at the place `but`."""
    place = texts.span(span)
    alike = kept(span.of(texts.old), place.of(texts.new)) >= _SETTLED
    return alike and place.intersect(but) is None and min(fit(texts.old, span, texts.new, place)) >= AGREES


def _known(each: Fit, quote: str, *, alone: bool) -> bool:
    return each.full or max(each) == 1 or (alone and len(quote) >= UNIQUE)


def _with_context(texts: TextMap, span: Span) -> Iterator[Span]:
    """Yield where a quote that stands often stands with its whole context."""
    before = min(CONTEXT, span.start)
    whole = texts.old[span.start - before : span.end + CONTEXT]
    for found in _occurrences(whole, texts.new, 0, len(texts.new)):
        yield Span(found.start + before, found.start + before + len(span))


def _occurrences(quote: str, text: str, low: int, high: int) -> Iterator[Span]:
    """Yield where a quote stands between two places, up to one time more than `_MOST`; they may overlap."""
    at = text.find(quote, low, high)
    for _ in range(_MOST + 1):
        if at < 0:
            return
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1, high)
