"""A source with the words that others quote of it: who, how, and where to read it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from archive.counting import many
from archive.documents import Document, Revision
from archive.ledgers import Quoting
from archive.spans import Span
from web import urls
from web.desk import Desk
from web.marks import Layer
from web.pages.ledger import PlaceLine, QuotedCard, QuotedPage
from web.present.ledger import QUOTE, about
from web.present.text import marks_of_source, pages_of_text
from web.present.tracing import shortened
from web.verdict_words import LABELS, TINTS


def quoted_page(held: Desk, document: Document, revision: Revision) -> QuotedPage:
    """Return a revision with a card for each stretch of it that somebody quotes."""
    found = held.store.traces.on_source(document.id, revision.number)
    quoting = held.store.documents.get_many(sorted({each.quotation[0] for each in found}))
    stretches = _stretches(found)
    cards = tuple(
        _card(number, revision, span, listed, quoting) for number, (span, listed) in enumerate(stretches.items())
    )
    layers = [mark for mark in marks_of_source(revision) if mark.sort != "link"]
    layers += [Layer(span, "quotation", f"{card.key} {card.tint}") for span, card in zip(stretches, cards, strict=True)]
    return QuotedPage(
        title=document.description.title,
        about=about(document),
        back_href=urls.reading(document, revision.number),
        timeline_href=urls.timeline(around=document.id),
        summary=_summary(found, quoting),
        pages=pages_of_text(revision, layers),
        page_count=len(revision.pages),
        cards=cards,
        json_href=urls.quoted_by(document.id, revision.number, form=".json"),
    )


def _stretches(found: Sequence[Quoting]) -> dict[Span, list[Quoting]]:
    """Return who quotes each stretch; the same stretch comes once."""
    ordered = sorted(found, key=lambda each: (each.span, each.quotation))
    return {span: list(listed) for span, listed in groupby(ordered, key=lambda each: each.span)}


def _summary(found: Sequence[Quoting], quoting: Mapping[str, Document]) -> str:
    if not found:
        return "Nobody quotes it, as far as this archive knows."
    count = len({each.quotation for each in found})
    return f"Quoted {count:,} times by {many(len(quoting), 'document')}." if count > 1 else "Quoted once."


def _card(
    number: int, revision: Revision, span: Span, listed: Sequence[Quoting], quoting: Mapping[str, Document]
) -> QuotedCard:
    worst = max((each.verdict for each in listed), key=lambda verdict: verdict.rank)
    return QuotedCard(number, shortened(span.of(revision.text), QUOTE), TINTS[worst], tuple(_lines(listed, quoting)))


def _lines(listed: Sequence[Quoting], quoting: Mapping[str, Document]) -> list[PlaceLine]:
    return [
        PlaceLine(
            href=f"{urls.ledger(document, number)}#q-{quotation}",
            title=quoting[document].description.title if document in quoting else document,
            page="",
            label=LABELS[each.verdict],
        )
        for each in listed
        for document, number, quotation in [each.quotation]
    ]


def quoted_wire(held: Desk, document: Document, revision: Revision, host: str) -> dict[str, object]:
    """Return who quotes a revision; spans are code points of its text."""
    base = host.rstrip("/")
    found = held.store.traces.on_source(document.id, revision.number)
    return {
        "document": document.id,
        "revision": revision.number,
        "total": len(found),
        "quoted": [
            {
                "start": each.span.start,
                "end": each.span.end,
                "exact": each.span.of(revision.text),
                "verdict": each.verdict.value,
                "best": each.rank == 0,
                "by": {"document": each.quotation[0], "revision": each.quotation[1], "quotation": each.quotation[2]},
                "url": f"{base}{urls.ledger(*each.quotation[:2])}#q-{each.quotation[2]}",
            }
            for each in found
        ],
    }
