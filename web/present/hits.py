"""Hits for machines: the exact words with their context, page and citation, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.citations import Citation, check_of
from archive.documents import Document
from archive.selectors import Quote, describe
from archive.spans import Span
from archive.store import Store
from index.search import Hit, Results
from web import urls
from web.asked import SearchRequest
from web.tables import csv_text

COLUMNS = (
    "document",
    "revision",
    "title",
    "author",
    "recipient",
    "date",
    "kind",
    "page",
    "start",
    "end",
    "exact",
    "prefix",
    "suffix",
    "url",
    "cite",
    "places",
)
"""The columns of the CSV export; `places` says how often the words stand in the passage, the row shows the first."""


@dataclass(frozen=True, slots=True)
class Place:
    """The first place of a hit: its words with their context, the name of its page, its addresses without a host.

    `paged` says whether its text has more pages than one.
    """

    document: Document
    hit: Hit
    span: Span
    quote: Quote
    page: str
    paged: bool
    href: str
    cite: str


def places(store: Store, results: Results, asked: SearchRequest) -> list[Place]:
    """Return the hits in their order with what must be read for them: one question to the store for up to 200 hits."""
    documents = {group.document.id: group.document for group in results.groups}
    return placed(store, results.hits, documents, asked)


def placed(store: Store, hits: Sequence[Hit], documents: Mapping[str, Document], asked: SearchRequest) -> list[Place]:
    """Return hits with what must be read for them; `documents` are theirs, by id."""
    names = store.revisions.page_names([(hit.passage.document, hit.passage.revision) for hit in hits])
    return [
        _place(documents[hit.passage.document], hit, names[hit.passage.document, hit.passage.revision], asked)
        for hit in hits
        if (hit.passage.document, hit.passage.revision) in names
    ]


def hit_href(document: Document, hit: Hit, asked: SearchRequest) -> str:
    """Return where a hit is read: at its first words, or where the query marks none, at its passage."""
    number, exact = hit.passage.revision, asked.exact
    if not hit.spans:
        return urls.unmarked(document, number, asked.query, hit.passage.span, exact=exact)
    return urls.hit(document, number, asked.query, hit.spans[0].start, exact=exact)


def hit_wire(place: Place, host: str) -> dict[str, object]:
    """Return a hit as JSON; offsets are code points of the named revision."""
    return {
        "document": place.document.id,
        "revision": place.hit.passage.revision,
        "title": place.document.description.title,
        "page": place.page,
        "start": place.span.start,
        "end": place.span.end,
        "spans": [[found.start, found.end] for found in place.hit.spans],
        "exact": place.quote.exact,
        "prefix": place.quote.prefix,
        "suffix": place.quote.suffix,
        "url": host + place.href,
        "cite": host + place.cite,
    }


def hits_csv(found: Sequence[Place], host: str, cut_off: str) -> bytes:
    """Return the hits as CSV: UTF-8 with a byte order mark, lines parted by CR LF.

    Where the list is cut off, the last row says so in its first cell.
    """
    rows = [_row(place, host) for place in found]
    last = [(f"# {cut_off}", *[""] * (len(COLUMNS) - 1))] if cut_off else []
    return csv_text(COLUMNS, [*rows, *last]).encode("utf-8-sig", "replace")


def _place(document: Document, hit: Hit, names: Sequence[str], asked: SearchRequest) -> Place:
    """Return a hit's first place; where the query marks no words, that is the passage."""
    span = hit.spans[0] if hit.spans else hit.passage.span
    window = hit.window
    breaks = window.text.count("\f", hit.passage.span.start - window.start, span.start - window.start)
    quote = describe(window.text, span.shift(-window.start))
    citation = Citation(document.id, hit.passage.revision, span, check_of(quote.exact))
    return Place(
        document=document,
        hit=hit,
        span=span,
        quote=quote,
        page=names[hit.passage.page - 1 + breaks],
        paged=len(names) > 1,
        href=hit_href(document, hit, asked),
        cite=urls.citation(citation),
    )


def _row(place: Place, host: str) -> tuple[str | int, ...]:
    described = place.document.description
    return (
        place.document.id,
        place.hit.passage.revision,
        described.title,
        described.creator,
        described.recipient,
        described.date,
        described.kind.value,
        place.page,
        place.span.start,
        place.span.end,
        place.quote.exact,
        place.quote.prefix,
        place.quote.suffix,
        host + place.href,
        host + place.cite,
        len(place.hit.spans),
    )
