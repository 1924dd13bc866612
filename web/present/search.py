"""Search results as a page and as JSON."""

from __future__ import annotations

from archive.citations import cite
from archive.documents import Description, Document, Kind
from archive.selectors import describe
from index.search import Group, Hit, Results
from web import urls
from web.desk import Desk
from web.pages.frame import Choice
from web.pages.search import DocumentLine, HitLine, SearchPage, SnippetPart
from web.receive import SearchRequest

_RECENT = 12
_Names = dict[tuple[str, int], tuple[str, ...]]
"""How the pages of revisions are called, by document and number."""


def home_page(held: Desk) -> SearchPage:
    """Return the search page before anything was searched."""
    recent = tuple(document_line(document, pages) for document, pages in held.store.documents.on(limit=_RECENT))
    return _page(held, SearchRequest("", "", "", "", "", "relevance", 1, ()), None, recent)


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
        orders=_choices([("relevance", "best first"), ("date", "by date")], asked.order),
        page=page,
        pages=pages,
        previous_href=_turn(asked, page - 1) if page > 1 else "",
        next_href=_turn(asked, page + 1) if page < pages else "",
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
        "hits": [
            _hit_wire(held, group.document, hit, asked.query, host.rstrip("/"))
            for group in results.groups
            for hit in group.hits
        ],
    }


def _hit_wire(held: Desk, document: Document, hit: Hit, query: str, host: str) -> dict[str, object]:
    passage = hit.passage
    revision = held.store.revisions.get(passage.document, passage.revision)
    span = hit.spans[0] if hit.spans else passage.span
    quote = describe(revision.text, span)
    return {
        "document": document.id,
        "revision": passage.revision,
        "title": document.description.title,
        "page": revision.page_at(span.start).name,
        "start": span.start,
        "end": span.end,
        "spans": [[found.start, found.end] for found in hit.spans],
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "url": host + _hit_href(document, hit, query),
        "cite": host + urls.citation(cite(revision, span)),
    }


def _authors(held: Desk, asked: SearchRequest) -> list[str]:
    names = held.store.documents.creators()
    return names if not asked.author or asked.author in names else [asked.author, *names]


def _choices(offered: list[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in offered)


def _turn(asked: SearchRequest, page: int) -> str:
    return urls.search(
        q=asked.query,
        kind=asked.kind,
        author=asked.author,
        **{"from": asked.date_from, "to": asked.date_to},
        order=asked.order if asked.order != "relevance" else "",
        page=str(page),
    )


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
