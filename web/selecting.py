"""W3C selectors read against the text they select from: each must hold, and all of them name one and the same place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

from flask import abort

from archive.errors import Refused
from archive.locating import MOST, places, stands
from archive.selectors import Quote
from archive.spans import Span
from web import fragments, wire

_QUOTE = "TextQuoteSelector"
_UNDERSTOOD = ("TextPositionSelector", "FragmentSelector", _QUOTE)
_DEEPEST = 8
_MOST_SELECTORS = 16


def selected(selector: object, text: str) -> Span:
    """Return the span (code points of `text`) that a selector, or every one of a list, selects.

    What does not stand there, lies outside the text or contradicts is `Refused`; 409 where a quotation stands at
    several places and nothing says at which. In a list, selectors of types not understood are passed over beside one
    that is.
    """
    return _one(selector, text, Span(0, len(text)), 0)


def _one(selector: object, text: str, region: Span, depth: int) -> Span:
    """Return the one place inside `region` on which all selectors agree."""
    known = _known(selector, depth)
    found: Sequence[Span] | None = None
    for each in known:
        found = _narrowed(each, text, region, found, depth)
        if not found:
            raise Refused(_contradiction(known))
    if not found or len(found) > 1:
        _several(len(found or ()))
    return found[0]


def _known(selector: object, depth: int) -> list[Mapping[str, object]]:
    """Return the selectors that are understood, quotations last, so that they are held against the places of others."""
    all_of_them = wire.listed(selector)
    if depth > _DEEPEST or len(all_of_them) > _MOST_SELECTORS:
        raise Refused(f"selectors may be {_MOST_SELECTORS} at one place and refine each other {_DEEPEST} times")
    known = [each for each in all_of_them if isinstance(each, dict) and each.get("type") in _UNDERSTOOD]
    if not known:
        raise Refused(f"the target needs a selector, one of {', '.join(_UNDERSTOOD)}")
    return sorted(known, key=lambda each: each["type"] == _QUOTE)


def _narrowed(
    selector: Mapping[str, object], text: str, region: Span, among: Sequence[Span] | None, depth: int
) -> Sequence[Span]:
    """Return the places that a selector selects, of those `among` which it must be where that is known."""
    if selector.get("refinedBy") is not None:
        outer = _one({**selector, "refinedBy": None}, text, region, depth)
        found = [_one(selector["refinedBy"], text, outer, depth + 1)]
    elif selector["type"] == _QUOTE:
        quote = _quote(selector)
        if among is not None:
            return [each for each in among if stands(text, quote, each)]
        found = places(text, quote, region)
        if len(found) > MOST:
            _several(len(found))
    else:
        found = [_place(selector, text, region)]
    return found if among is None else [each for each in found if each in among]


def _place(selector: Mapping[str, object], text: str, region: Span) -> Span:
    """Return the place that numbers name, counted from the start of `region`."""
    if selector["type"] == "FragmentSelector":
        span = fragments.span(selector, text, region)
    else:
        span = Span(wire.whole(selector, "start"), wire.whole(selector, "end"))
    if span.end > len(region):
        raise Refused(f"span {span} runs past the end of what it is counted in ({len(region)} code points)")
    return span.shift(region.start)


def _quote(selector: Mapping[str, object]) -> Quote:
    exact = wire.text(selector, "exact")
    if not exact.strip():
        raise Refused("a quotation needs at least one visible character (“exact”)")
    return Quote(exact, wire.text(selector, "prefix"), wire.text(selector, "suffix"))


def _contradiction(known: Sequence[Mapping[str, object]]) -> str:
    """Return the sentence for selectors that select nothing together."""
    if all(each["type"] == _QUOTE for each in known):
        return "the quoted words do not stand in this text as they are quoted; nothing was stored"
    if any(each["type"] == _QUOTE for each in known):
        return "the quoted words do not stand at this span; nothing was stored"
    return "the selectors name different places; nothing was stored"


def _several(number: int) -> NoReturn:
    count = f"more than {MOST:,}" if number > MOST else f"{number:,}"
    abort(
        409,
        f"the quoted words stand at {count} places of this text; say at which, by a longer prefix or suffix or by a "
        "TextPositionSelector. Nothing was stored",
    )
