"""Saved searches as a page."""

from __future__ import annotations

from collections.abc import Mapping

from archive.documents import Document
from archive.searches import SavedSearch
from web import urls
from web.asked import SearchRequest, address, search_request
from web.desk import Desk
from web.pages.searches import SavedLine, SearchesPage
from web.present.narrowing import chips, documents_within


def searches_page(held: Desk) -> SearchesPage:
    """Return the searches of whoever asks."""
    searches = [(saved, asked_again(saved)) for saved in held.store.searches.on(held.actor.id)]
    documents = documents_within(held, [asked for _, asked in searches])
    return SearchesPage(tuple(_line(saved, asked, documents) for saved, asked in searches))


def asked_again(saved: SavedSearch) -> SearchRequest:
    """Return a saved search as if it were asked now."""
    return search_request({**saved.filters, "q": saved.query})


def _line(saved: SavedSearch, asked: SearchRequest, documents: Mapping[str, Document]) -> SavedLine:
    return SavedLine(
        id=saved.id,
        name=saved.name,
        query=saved.query,
        narrowed=tuple(chip.label for chip in chips(asked, documents)),
        created=saved.created,
        href=address(asked),
        feed_href=urls.saved_feed(saved.id),
        rename_href=urls.saved(saved.id) + "/name",
        forget_href=urls.saved(saved.id) + "/remove",
    )
