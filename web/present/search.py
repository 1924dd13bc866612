"""Search results as a page and as JSON."""

from __future__ import annotations

from archive.documents import Description, Document, Kind
from index.search import Group, Hit, Results
from web import urls
from web.asked import SearchRequest, address
from web.desk import Desk
from web.pages.frame import Choice
from web.pages.search import DocumentLine, HitLine, SearchPage, SnippetPart
from web.present.hits import hit_wire, places

_RECENT = 12
_Names = dict[tuple[str, int], tuple[str, ...]]
"""How the pages of revisions are called, by document and number."""


def home_page(held: Desk) -> SearchPage:
    """Return the search page before anything was searched."""
    recent = tuple(document_line(document, pages) for document, pages in held.store.documents.on(limit=_RECENT))
    return _page(held, SearchRequest(), None, recent)


def results_page(held: Desk, asked: SearchRequest, results: Results) -> SearchPage:
    """Return the page of an answered search."""
    return _page(held, asked, results, ())


def _page(held: Desk, asked: SearchRequest, results: Results | None, recent: tuple[DocumentLine, ...]) -> SearchPage:
    page, pages = (results.page, results.pages) if results else (1, 1)
    ignored = tuple(remark.message for remark in results.query.ignored) if results else ()
    return SearchPage(
        query=asked.query,
        searched=results is not None,
        total=results.total if results else 0,
        at_least=bool(results and not results.exact_total),
        documents=results.documents if results else 0,
        understood=results.query.understood if results else "",
        ignored=(*ignored, *asked.remarks),
        groups=_groups(held, asked, results) if results else (),
        kinds=_choices([("", "any kind"), *((kind.value, kind.value) for kind in Kind)], asked.kind),
        authors=_choices([("", "any author"), *((name, name) for name in _authors(held, asked))], asked.author),
        date_from=asked.date_from,
        date_to=asked.date_to,
        orders=_choices([("relevance", "best first"), ("date", "by date")], asked.order or "relevance"),
        page=page,
        pages=pages,
        previous_href=address(asked, page=page - 1) if page > 1 else "",
        next_href=address(asked, page=page + 1) if page < pages else "",
        milliseconds=round(results.seconds * 1000) if results else 0,
        index_note=held.index.state().note,
        recent=recent,
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
    return {
        "query": asked.query,
        "understood": results.query.understood,
        "ignored": [*(remark.message for remark in results.query.ignored), *asked.remarks],
        "total": results.total,
        "total_is_exact": results.exact_total,
        "documents": results.documents,
        "page": results.page,
        "pages": results.pages,
        "hits": [hit_wire(place, host.rstrip("/")) for place in places(held.store, results, asked.query)],
    }


def _authors(held: Desk, asked: SearchRequest) -> list[str]:
    names = held.store.documents.creators()
    return names if not asked.author or asked.author in names else [asked.author, *names]


def _choices(offered: list[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in offered)


def _groups(held: Desk, asked: SearchRequest, results: Results) -> tuple[DocumentLine, ...]:
    pages = held.store.documents.page_counts([group.document.id for group in results.groups])
    passages = [hit.passage for group in results.groups for hit in group.hits]
    names = held.store.revisions.page_names([(passage.document, passage.revision) for passage in passages])
    return tuple(_group(group, asked.query, pages.get(group.document.id, 0), names) for group in results.groups)


def _group(group: Group, query: str, pages: int, names: _Names) -> DocumentLine:
    hits = tuple(_hit_line(group.document, hit, query, names) for hit in group.hits)
    return document_line(group.document, pages, hits, urls.document(group.document, q=query))


def _hit_href(document: Document, hit: Hit, query: str) -> str:
    """Return the address that opens the reading view at the hit, scrolled there by its fragment."""
    start = hit.spans[0].start if hit.spans else hit.passage.span.start
    return urls.hit(document, hit.passage.revision, query, start)


def _hit_line(document: Document, hit: Hit, query: str, names: _Names) -> HitLine:
    pages = names[hit.passage.document, hit.passage.revision]
    return HitLine(
        href=_hit_href(document, hit, query),
        page_label=pages[hit.passage.page - 1] if len(pages) > 1 else "",
        parts=tuple(SnippetPart(part.text, part.hit) for part in hit.snippet.parts),
        cut_before=hit.snippet.cut_before,
        cut_after=hit.snippet.cut_after,
        matches=len(hit.spans),
    )
