"""Places of quoted words in a frozen text, with the context they were quoted with. Spans are code points."""

from __future__ import annotations

from archive.selectors import Quote
from archive.spans import Span

MOST = 1000
"""How many places are told apart; where there are more, one more than that is given."""


def places(text: str, quote: Quote, within: Span) -> list[Span]:
    """Return the spans inside `within` at which the quote stands word for word, overlapping ones too.

    Its prefix and suffix, where given, may reach out of `within`. At most `MOST` + 1 are given; none for empty words.
    """
    if not quote.exact:
        return []
    sought, lead = quote.prefix + quote.exact + quote.suffix, len(quote.prefix)
    first, last = max(0, within.start - lead), min(len(text), within.end + len(quote.suffix))
    found: list[Span] = []
    at = text.find(sought, first, last)
    while at >= 0 and len(found) <= MOST:
        found.append(Span(at + lead, at + lead + len(quote.exact)))
        at = text.find(sought, at + 1, last)
    return found


def stands(text: str, quote: Quote, at: Span) -> bool:
    """Tell whether the quote stands exactly at a span, with its context where given."""
    before = max(0, at.start - len(quote.prefix))
    return (
        text[at.start : at.end] == quote.exact
        and text[before : at.start] == quote.prefix
        and text.startswith(quote.suffix, at.end)
    )
