"""Makers of kept traces: quotations put on record with the places they were traced to, without tracing."""

from __future__ import annotations

import make

from archive.ledgers import Found, Traced
from archive.quotations import Quotation, QuotationKind
from archive.spans import Span
from archive.verdicts import Verdict

TEXT = "x" * 400
HERE, THERE = Span(10, 40), Span(100, 130)


def many(store, count):
    """Keep documents, each a day later than the one before."""
    return [make.keep(store, TEXT, title=f"No. {n}", date=f"2031-01-{n + 1:02}") for n in range(count)]


def quote(store, document, *given):
    """Keep a document's quotations: of each its span, the source or None, the span there; untraced its span alone."""
    made = [
        Quotation(number, span, Span(max(span.start - 1, 0), span.end + 1), QuotationKind.INLINE, group=number)
        for number, (span, *_) in enumerate(given)
    ]
    store.quotations.add(document.id, 1, made, detection="test", complete=True)
    traced = [trace(number, *rest) for number, (_, *rest) in enumerate(given) if rest]
    store.traces.replace(document.id, 1, traced, {})


def place(source, span, *, verdict=Verdict.EXACT, flags=()):
    """Return a place in the first revision of a document."""
    return Found(source.id, 1, span, (span,), "", "x" * len(span), verdict, flags)


def trace(number, source=None, span=None, *, others=(), flags=(), verdict=Verdict.EXACT):
    """Return what became of a quotation; without a source it was not found."""
    places = (place(source, span, verdict=verdict), *others) if source else ()
    return Traced(number, "test", "2031-06-01T00:00:00Z", verdict, flags, places=places, named=bool(source))
