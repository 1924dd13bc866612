"""Passages like a passage, as a page."""

from __future__ import annotations

from collections.abc import Sequence

from archive.documents import Document
from index.search import Hit
from index.surroundings import surroundings
from web import urls
from web.asked import SearchRequest
from web.desk import Desk
from web.pages.frame import Link
from web.pages.likeness import LikenessPage
from web.pages.search import DocumentLine, HitLine, SnippetPart
from web.present.hits import Place, placed
from web.present.search import document_line

_LONGEST = 400


def likeness_page(held: Desk, document: Document, identifier: str, hits: Sequence[Hit]) -> LikenessPage:
    """Return the page of a passage (by its id, in `document`) and the passages that are like it."""
    origin = surroundings(held.store, None, identifier)
    words = " ".join(origin.core.shift(-origin.start).of(origin.text).split())
    documents = held.store.documents.get_many(list({hit.passage.document for hit in hits}))
    found = placed(held.store, hits, documents, SearchRequest())
    pages = held.store.documents.page_counts(list(documents))
    return LikenessPage(
        words=words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]} …",
        source=Link(
            document.description.title, urls.passage(document.id, origin.passage.revision, origin.passage.span)
        ),
        found=tuple(_line(place, pages.get(place.document.id, 0)) for place in found),
    )


def _line(place: Place, pages: int) -> DocumentLine:
    """Return a like passage with its document; its words are shown, and none is marked as searched."""
    hit, shown = place.hit, place.hit.snippet
    line = HitLine(
        href=urls.passage(hit.passage.document, hit.passage.revision, hit.passage.span),
        page_label=place.page if place.paged else "",
        parts=tuple(SnippetPart(part.text, part.hit) for part in shown.parts),
        cut_before=shown.cut_before,
        cut_after=shown.cut_after,
        matches=len(hit.spans),
        whole_href="",
        like_href=urls.likeness(hit.passage),
    )
    return document_line(place.document, pages, (line,))
