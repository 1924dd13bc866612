"""A source with the words that others quote of it: who, how, and where to read it there.

Counted is what `archive.store.borrowings` counts, here as on the time line and in the reading view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.counting import many
from archive.documents import Document, Revision
from archive.ledgers import Quoting
from archive.spans import Span
from web import stretches, urls
from web.desk import Desk
from web.marks import Layer
from web.pages.frame import Link
from web.pages.ledger import CardsShown, PlaceLine, QuotedCard, QuotedPage
from web.present.quotation_card import QUOTE, about
from web.present.text import marks_of_source, pages_of_text
from web.present.tracing import shortened
from web.verdict_words import LABELS, TINTS


@dataclass(frozen=True, slots=True)
class Quotings:
    """Who quotes a document: by the `named` source, and at `every` place of a revision, whichever source is named.

    Documents that are withdrawn quote nothing. `here` are those of the named ones that stand in the revision.
    """

    named: Sequence[Quoting]
    here: Sequence[Quoting]
    every: Sequence[Quoting]

    @property
    def beside(self) -> int:
        """How many quotations have words here, and another source or none that is named."""
        return len({each.quotation for each in self.every} - {each.quotation for each in self.here})


def quotings(held: Desk, document: Document, revision: Revision) -> Quotings:
    """Return who quotes a revision."""
    named = held.store.borrowings.quotings(document.id)
    places = held.store.traces.on_source(document.id, revision.number)
    here = [each for each in named if each.revision == revision.number]
    withdrawn = held.store.withdrawals.among({each.quotation[0] for each in places})
    known = {(each.quotation, each.span) for each in here}
    others = [each for each in places if (each.quotation, each.span) not in known]
    shown = [each for each in (*here, *others) if each.quotation[0] not in withdrawn]
    return Quotings(named, here, sorted(shown, key=lambda each: (each.span, each.quotation)))


def quoted_page(held: Desk, document: Document, revision: Revision, *, every: bool, near: int) -> QuotedPage:
    """Return a revision with a card for each stretch of it that is quoted; with `every` also where no source is named.

    Of very many it has the cards about the one with the number `near`, and the text about them.
    """
    found = quotings(held, document, revision)
    quoted = list(_stretches(found.every if every else found.here).items())
    first = stretches.beginning(len(quoted), near)
    listed = quoted[first : first + stretches.CARDS]
    quoting = held.store.documents.get_many(sorted({each.quotation[0] for _, some in listed for each in some}))
    cards = tuple(_card(first + at, revision, span, some, quoting) for at, (span, some) in enumerate(listed))
    layers = [mark for mark in marks_of_source(revision) if mark.sort != "link"]
    layers += [Layer(each[0], "quotation", f"{card.key} {card.tint}") for each, card in zip(listed, cards, strict=True)]
    last = first + len(listed)
    start = quoted[first][0].start if first else 0
    end = quoted[last][0].start if last < len(quoted) else len(revision.text)
    return QuotedPage(
        title=document.description.title,
        about=about(document),
        back_href=urls.reading(document, revision.number),
        timeline_href=urls.timeline(around=document.id),
        summary=_summary(found),
        beside=_beside(found, document, revision, every=every),
        pages=pages_of_text(revision, layers, Span(start, end)),
        page_count=len(revision.pages),
        cards=cards,
        shown=_shown(document, revision, first, last, len(quoted), every=every),
        json_href=urls.quoted_by(document.id, revision.number, form=".json"),
    )


def _shown(document: Document, revision: Revision, first: int, last: int, count: int, *, every: bool) -> CardsShown:
    def href(near: int) -> str:
        return urls.quoted_by(document.id, revision.number, every="yes" if every else "", near=str(near))

    return CardsShown(
        first + 1, last, count, href(first - stretches.CARDS) if first else "", href(last) if last < count else ""
    )


def _beside(found: Quotings, document: Document, revision: Revision, *, every: bool) -> Link | None:
    if not found.beside:
        return None
    told = f"{many(found.beside, 'more quotation')} with words that stand here, from another source or one not named"
    href = urls.quoted_by(document.id, revision.number, every="" if every else "yes")
    return Link(f"{told}: {'do not show' if every else 'show'} them", href)


def _stretches(found: Sequence[Quoting]) -> dict[Span, list[Quoting]]:
    """Return who quotes each stretch; the same stretch comes once."""
    ordered = sorted(found, key=lambda each: (each.span, each.quotation))
    return {span: list(listed) for span, listed in groupby(ordered, key=lambda each: each.span)}


def _summary(found: Quotings) -> str:
    if not found.named:
        return "Nobody quotes it, as far as this archive knows."
    documents, elsewhere = len({each.quotation[0] for each in found.named}), len(found.named) - len(found.here)
    told = f"Quoted {many(len(found.named), 'time')} by {many(documents, 'document')}."
    return f"{told} {elsewhere:,} of these in another revision." if elsewhere else told


def _card(
    number: int, revision: Revision, span: Span, listed: Sequence[Quoting], quoting: Mapping[str, Document]
) -> QuotedCard:
    worst = max((each.verdict for each in listed), key=lambda verdict: verdict.rank)
    return QuotedCard(number, shortened(span.of(revision.text), QUOTE), TINTS[worst], tuple(_lines(listed, quoting)))


def _lines(listed: Sequence[Quoting], quoting: Mapping[str, Document]) -> list[PlaceLine]:
    return [
        PlaceLine(
            href=urls.quotation(document, number, quotation, card=False),
            title=quoting[document].description.title if document in quoting else document,
            page="",
            label=LABELS[each.verdict].lower(),
        )
        for each in listed
        for document, number, quotation in [each.quotation]
    ]


def quoted_wire(held: Desk, document: Document, revision: Revision, host: str) -> dict[str, object]:
    """Return who quotes a revision, at every place; spans are code points of its text."""
    base = host.rstrip("/")
    found = quotings(held, document, revision)
    named = {(each.quotation, each.span) for each in found.here}
    return {
        "document": document.id,
        "revision": revision.number,
        "times_quoted": len(found.named),
        "total": len(found.every),
        "quoted": [
            {
                "start": each.span.start,
                "end": each.span.end,
                "exact": each.span.of(revision.text),
                "verdict": each.verdict.value,
                "best": each.rank == 0,
                "named": (each.quotation, each.span) in named,
                "by": {"document": each.quotation[0], "revision": each.quotation[1], "quotation": each.quotation[2]},
                "url": base + urls.quotation(*each.quotation, card=False),
            }
            for each in found.every
        ],
    }
