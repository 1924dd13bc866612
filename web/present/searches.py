"""Saved searches as a page."""

from __future__ import annotations

from archive.searches import SavedSearch
from web import urls
from web.asked import SearchRequest, address, search_request
from web.desk import Desk
from web.pages.searches import SavedLine, SearchesPage
from web.present.narrowing import chips


def searches_page(held: Desk) -> SearchesPage:
    """Return the searches of whoever asks."""
    return SearchesPage(tuple(_line(held, saved) for saved in held.store.searches.on(held.actor.id)))


def asked_again(saved: SavedSearch) -> SearchRequest:
    """Return a saved search as if it were asked now."""
    return search_request({**saved.filters, "q": saved.query})


def _line(held: Desk, saved: SavedSearch) -> SavedLine:
    asked = asked_again(saved)
    return SavedLine(
        id=saved.id,
        name=saved.name,
        query=saved.query,
        narrowed=tuple(chip.label for chip in chips(held, asked)),
        created=saved.created,
        href=address(asked),
        feed_href=urls.saved_feed(saved.id),
        rename_href=urls.saved(saved.id) + "/name",
        forget_href=urls.saved(saved.id) + "/remove",
    )
