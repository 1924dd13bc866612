"""Where words that were quoted from another copy of a text stand in this one: at one place, or it is said why not.

Another copy has its own blanks and line ends, and other words around the text (a menu, a title), so the rules are, the
first that holds: 1 the words stand with their context, sign for sign; 2 they stand with their context but for blanks;
3 they stand once, and are long enough or fit their context on one side. Several places are never chosen from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from archive.errors import Refused
from archive.locating import MOST, places
from archive.selectors import Quote
from archive.spans import Span

LONG = 24
"""From how many visible code points on words that stand once are known without their context."""

_ONE_SIDE = 8
"""How many visible code points of one side's context must agree for shorter words."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The one place (code points, half-open) of quoted words; `remark` says how they differ, if they do."""

    span: Span
    remark: str = ""


class Copy:
    """A text in which quotes from its other copies are looked for."""

    def __init__(self, text: str) -> None:
        """Stand on the text."""
        self.text = text

    def place(self, quote: Quote) -> Placed:
        """Return the one place of a quote; `Refused` where it stands nowhere or at several places."""
        if not quote.exact.strip():
            raise Refused("it quotes no words")
        quote = Quote(quote.exact, _whole(quote.prefix), _whole(quote.suffix))
        found = places(self.text, quote, Span(0, len(self.text)))
        if len(found) == 1:
            return Placed(found[0])
        if found:
            raise Refused(_several(len(found), "with the words before and after them as quoted"))
        return self._but_for_blanks(quote)

    def _but_for_blanks(self, quote: Quote) -> Placed:
        exact, prefix, suffix = (_dense(part) for part in (quote.exact, quote.prefix, quote.suffix))
        found = self._dense_places(prefix + exact + suffix)
        if len(found) > 1:
            raise Refused(_several(len(found), "with the words before and after them as quoted"))
        if found:
            span = self._span(found[0] + len(prefix), len(exact))
            return Placed(span, "" if span.of(self.text) == quote.exact else "blanks or line ends differ")
        found = self._dense_places(exact)
        if len(found) > 1:
            raise Refused(_several(len(found), "nowhere with the words before and after them as quoted"))
        if not found:
            raise Refused("the quoted words do not stand in this text")
        if len(exact) < LONG and not self._one_side(found[0], exact, prefix, suffix):
            raise Refused("the quoted words stand in this text once, but other words stand before and after them")
        return Placed(self._span(found[0], len(exact)), "other words stand before or after it here")

    def _one_side(self, at: int, exact: str, prefix: str, suffix: str) -> bool:
        """Tell whether enough context before the words or after them agrees."""
        text, end = self._dense, at + len(exact)
        before = len(prefix) >= _ONE_SIDE and text[max(0, at - len(prefix)) : at] == prefix
        return before or (len(suffix) >= _ONE_SIDE and text.startswith(suffix, end))

    def _dense_places(self, sought: str) -> list[int]:
        """Return where words without blanks stand in the text without blanks, overlapping ones too."""
        found: list[int] = []
        at = self._dense.find(sought)
        while at >= 0 and len(found) <= MOST:
            found.append(at)
            at = self._dense.find(sought, at + 1)
        return found

    def _span(self, at: int, length: int) -> Span:
        return Span(self._offsets[at], self._offsets[at + length - 1] + 1)

    @cached_property
    def _dense(self) -> str:
        return _dense(self.text)

    @cached_property
    def _offsets(self) -> list[int]:
        """Where each visible code point stands in the text."""
        return [offset for offset, sign in enumerate(self.text) if not sign.isspace()]


def _dense(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace())


def _whole(context: str) -> str:
    """Return a context without the half of a pair of surrogates that a cut in UTF-16 leaves at its ends."""
    start, end = 0, len(context)
    if context and "\udc00" <= context[0] <= "\udfff":
        start = 1
    if end > start and "\ud800" <= context[-1] <= "\udbff":
        end -= 1
    return context[start:end]


def _several(number: int, how: str) -> str:
    count = f"more than {MOST:,}" if number > MOST else f"{number:,}"
    return f"the quoted words stand at {count} places of this text, {how}: nothing tells which is meant"
