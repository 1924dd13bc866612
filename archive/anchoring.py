"""Re-anchoring: where the spans of one revision's text stand in the next one's, and which of them a person must see.

The rules, the first that holds: 1 the texts are one; 2 the map of both texts leads to the very words; 3 the words
stand elsewhere, once or with their context; 4 the map, or else the fewest edits, leads to words of which enough was
kept; 5 so it does for a longer quote without its context. What two places fit nearly alike is ambiguous, so are words
that stand only among other ones now, and a place that is known as another passage's is never taken.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from archive.contexts import fit, kept
from archive.errors import Refused
from archive.mapping import TextMap, text_map
from archive.moves import Standing, contested, moved, rivals, unplaced
from archive.repetition import firm, only_one, told_apart
from archive.resemblance import ENOUGH, Sought, resembling
from archive.spans import Span

SURE = 0.8
"""The confidence from which on a changed passage passes without a person."""

_LONG, _ALONE = 30, 0.75
"""From how many code points, and with which share kept, a quote is known without its context."""

_BOTH_SIDES = 1.6
"""How well both contexts together (of 2) must fit for a passage that was much changed where it stood."""

_BEYOND_CONTEXT = 2_000
"""Longer passages are counted, not aligned: by how much of them stayed."""


class Outcome(enum.Enum):
    """What became of an anchor; the value is the wire word."""

    KEPT = "kept"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a span of the old text stands in the new one.

    `span` is None where it is ambiguous or gone; `confidence` runs from 0 to 1, that of a changed passage is the share
    of it (elsewhere: of its context too) that was kept; `candidates` are the places that fit nearly alike.
    """

    outcome: Outcome
    span: Span | None
    confidence: float
    candidates: tuple[Span, ...] = ()


_GONE = Anchored(Outcome.GONE, None, 0.0)


def needs_person(anchored: Anchored) -> bool:
    """Tell whether a person must look at this: it is gone or ambiguous, or changed with less than `SURE` kept."""
    if anchored.outcome is Outcome.CHANGED:
        return anchored.confidence < SURE
    return anchored.outcome in (Outcome.AMBIGUOUS, Outcome.GONE)


def reanchor(old_text: str, new_text: str, spans: Sequence[Span]) -> list[Anchored]:
    """Return what became of each span of the old text, in the order of the spans.

    Where the outcome is `KEPT` or `MOVED` the new span has exactly the old one's words. Spans are code points,
    half-open; one that runs past the end of the old text is `Refused`.
    """
    if any(span.end > len(old_text) for span in spans):
        raise Refused(f"a span runs past the end of the text ({len(old_text)} code points)")
    if old_text == new_text:
        return [Anchored(Outcome.KEPT, span, 1.0) for span in spans]
    texts = text_map(old_text, new_text)
    known = {span: _in_place(texts, span) if span.of(old_text).strip() else _GONE for span in set(spans)}
    lost = [span for span, anchored in known.items() if anchored is None]
    found = dict(zip(lost, resembling(texts, lost), strict=True))
    return [known[span] or _elsewhere(texts, span, found[span]) for span in spans]


def _in_place(texts: TextMap, span: Span) -> Anchored | None:
    """Return what the map says of a span, or the very words elsewhere; None where the fewest edits must be sought."""
    place = texts.span(span)
    share = _kept(texts, span, place)
    if share == 1 and firm(texts, span, place):
        return _unchanged(texts, span, place)
    standing, places = moved(texts, span)
    if standing is Standing.DOUBTFUL:
        return _ambiguous(*places)
    if standing is Standing.FOUND:
        return _sure(texts, span, Anchored(Outcome.MOVED, places[0], _confidence(texts, span, places[0])))
    context = fit(texts.old, span, texts.new, place)
    solid = share >= SURE and (context.agrees or len(span) >= _LONG)
    if solid or (share >= ENOUGH and context.total >= _BOTH_SIDES):
        return _sure(texts, span, Anchored(Outcome.CHANGED, place, share))
    return None


def _unchanged(texts: TextMap, span: Span, place: Span) -> Anchored:
    """Return what becomes of a span that the map leads to its own words, but for blanks."""
    others = () if fit(texts.old, span, texts.new, place).full else rivals(texts, span, place)
    if others and not only_one(texts, span):
        return _ambiguous(place, *others)
    if place.of(texts.new) == span.of(texts.old):
        return _sure(texts, span, Anchored(Outcome.KEPT, place, _confidence(texts, span, place)))
    return _sure(texts, span, Anchored(Outcome.CHANGED, place, 1.0))


def _sure(texts: TextMap, span: Span, anchored: Anchored) -> Anchored:
    """Return an anchor as it is, or ambiguous where the place may as well be another passage's."""
    place = anchored.span
    if place is None:
        return anchored
    changed = anchored.outcome is Outcome.CHANGED and anchored.confidence < 1
    if (changed and contested(texts, span, place)) or not told_apart(texts, span, place):
        return _ambiguous(place)
    return anchored


def _confidence(texts: TextMap, span: Span, place: Span) -> float:
    """Return how sure a place is that has the very words: half for them, half for their context."""
    return 0.5 + fit(texts.old, span, texts.new, place).total / 4


def _kept(texts: TextMap, span: Span, place: Span) -> float:
    """Return the share of a span that was kept at the place the map leads to."""
    if max(len(span), len(place)) <= _BEYOND_CONTEXT:
        return kept(span.of(texts.old), place.of(texts.new))
    return texts.same(span) / max(len(span), len(place), 1)


def _ambiguous(*places: Span) -> Anchored:
    return Anchored(Outcome.AMBIGUOUS, None, 0.0, tuple(sorted(set(places))))


def _elsewhere(texts: TextMap, span: Span, found: Sequence[Sought]) -> Anchored:
    """Judge the places that resemble a span most, the best first."""
    fitting = [each for each in found if each.whole >= ENOUGH and each.kept >= ENOUGH]
    fitting = fitting or [each for each in found if each.length >= _LONG and each.kept >= _ALONE]
    if not fitting:
        places = unplaced(texts, span)
        return _ambiguous(*places) if places else _GONE
    best = fitting[0]
    near = [each.place for each in fitting if each.score >= best.score - 0.1]
    if len(near) > 1:
        return _ambiguous(*near)
    return _sure(texts, span, Anchored(Outcome.CHANGED, best.place, min(best.kept, best.whole)))
