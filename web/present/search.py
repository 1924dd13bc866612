"""Search results as a page and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.documents import Description, Document
from archive.quoted import looks_printed
from index.query import Field, leaves
from index.search import Results
from web import urls
from web.answering import Answered
from web.asked import SearchRequest, address
from web.desk import Desk
from web.pages.search import DocumentLine, HitLine, SearchPage, SnippetPart
from web.present.controls import controls
from web.present.facets import facets_of
from web.present.hits import Place, hit_wire, places
from web.present.remarks import remarks
from web.present.suggestions import suggested
from web.present.timeline import timeline

_RECENT = 12


def home_page(held: Desk) -> SearchPage:
    """Return the search page before anything was searched."""
    recent = tuple(document_line(document, pages) for document, pages in held.store.documents.on(limit=_RECENT))
    asked = SearchRequest()
    return SearchPage(
        query="",
        searched=False,
        exact=False,
        date_from="",
        date_to="",
        total=0,
        at_least=False,
        documents=0,
        understood="",
        remarks=(),
        suggested=(),
        groups=(),
        flat=False,
        controls=controls(held, asked),
        facets=(),
        timeline=None,
        page=1,
        pages=1,
        previous_href="",
        next_href="",
        milliseconds=0,
        index_note=held.index.state().note,
        recent=recent,
    )


def results_page(held: Desk, asked: SearchRequest, answered: Answered) -> SearchPage:
    """Return the page of an answered search."""
    results, page = answered.results, answered.results.page
    return SearchPage(
        query=asked.query,
        searched=True,
        exact=asked.exact,
        date_from=asked.date_from,
        date_to=asked.date_to,
        total=results.total,
        at_least=not results.exact_total,
        documents=results.documents,
        understood=results.query.understood,
        remarks=remarks(
            asked.query, results.query.ignored, *asked.remarks, *_capped(results), *_unheld(held, asked, results)
        ),
        suggested=suggested(asked, results.suggestions),
        groups=_groups(held, asked, results),
        flat=asked.view == "flat",
        controls=controls(held, asked, results.query.order),
        facets=facets_of(asked, results.facets, answered.marks),
        timeline=timeline(asked, results.facets),
        page=page,
        pages=results.pages,
        previous_href=address(asked, page=page - 1) if page > 1 else "",
        next_href=address(asked, page=page + 1) if page < results.pages else "",
        milliseconds=round(results.seconds * 1000),
        index_note=held.index.state().note,
        recent=(),
        printed=looks_printed(asked.query),
    )


def document_line(document: Document, pages: int, hits: tuple[HitLine, ...] = (), href: str = "") -> DocumentLine:
    """Return a document as one line of a list."""
    described: Description = document.description
    return DocumentLine(
        href=href or urls.document(document),
        title=described.title,
        kind=described.kind.value,
        creator=described.creator,
        recipient=described.recipient,
        date=described.date,
        pages=pages,
        hits=hits,
    )


def results_wire(held: Desk, asked: SearchRequest, results: Results, host: str) -> dict[str, object]:
    """Return the answer as JSON; offsets are code points of the named revision."""
    ignored = (remark.message for remark in results.query.ignored)
    return {
        "query": asked.query,
        "understood": results.query.understood,
        "ignored": [*ignored, *asked.remarks, *_capped(results), *_unheld(held, asked, results)],
        "total": results.total,
        "total_is_exact": results.exact_total,
        "documents": results.documents,
        "page": results.page,
        "pages": results.pages,
        "hits": [hit_wire(place, host.rstrip("/")) for place in places(held.store, results, asked)],
    }


def _capped(results: Results) -> tuple[str, ...]:
    """Return a remark for each pattern that fits more words than were searched."""
    return tuple(
        f"“{written}” fits more words of this archive than one search takes; only a part of them was searched"
        for written in results.capped
    )


def _unheld(held: Desk, asked: SearchRequest, results: Results) -> tuple[str, ...]:
    """Return a remark for each document that the search is narrowed to and that is not there."""
    named = [
        leaf.terms[0] for leaf in leaves(results.query.root) if isinstance(leaf, Field) and leaf.name == "document"
    ]
    named += [asked.within] if asked.within else []
    there = held.store.documents.get_many(named)
    return tuple(f"there is no document {name} in this archive" for name in dict.fromkeys(named) if name not in there)


def _groups(held: Desk, asked: SearchRequest, results: Results) -> tuple[DocumentLine, ...]:
    """Return the hits by document; in a flat view each stands alone with its document."""
    shown = {place.hit.passage.id: place for place in places(held.store, results, asked)}
    grouped = [(group.document, group.hits) for group in results.groups]
    if asked.view == "flat":
        documents = {group.document.id: group.document for group in results.groups}
        grouped = [(documents[hit.passage.document], (hit,)) for hit in results.hits]
    pages = held.store.documents.page_counts([group.document.id for group in results.groups])
    return tuple(
        _group(document, [shown[hit.passage.id] for hit in hits], asked, pages.get(document.id, 0))
        for document, hits in grouped
    )


def _group(document: Document, found: Sequence[Place], asked: SearchRequest, pages: int) -> DocumentLine:
    href = urls.document(document, **urls.marking(asked.query, exact=asked.exact))
    described = document_line(document, pages, tuple(_hit_line(place, asked) for place in found), href)
    return described if asked.within else replace(described, within_href=address(asked, within=document.id))


def _hit_line(place: Place, asked: SearchRequest) -> HitLine:
    hit, shown = place.hit, place.hit.snippet
    return HitLine(
        href=place.href,
        page_label=place.page if place.paged else "",
        parts=tuple(SnippetPart(part.text, part.hit) for part in shown.parts),
        cut_before=shown.cut_before,
        cut_after=shown.cut_after,
        matches=len(hit.spans),
        whole_href=urls.surroundings(hit.passage, asked.query, exact=asked.exact),
        like_href=urls.likeness(hit.passage),
    )
