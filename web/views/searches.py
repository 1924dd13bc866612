"""Saved searches: kept, listed, renamed, let go; each with its feed."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.errors import Refused
from archive.saving import forget, rename, save
from web import urls
from web.asked import address, parameters, search_request
from web.desk import desk
from web.feeds import feed_response
from web.frame import render
from web.present.feed import saved_heading
from web.present.searches import asked_again, searches_page

VIEWS = Blueprint("searches", __name__)


@VIEWS.get("/searches")
def mine() -> Response:
    """List the searches of whoever asks."""
    return make_response(render("searches.html", searches_page(desk())))


@VIEWS.post("/searches")
def keep() -> BaseResponse:
    """Keep a search under a name."""
    given = parameters(search_request(request.form))
    query = given.pop("q", "")
    try:
        save(desk().store, desk().actor, name=request.form.get("name", ""), query=query, filters=given)
    except Refused as error:
        return _refused(error)
    return redirect(urls.SEARCHES, 303)


@VIEWS.get("/searches/<identifier>")
def ask(identifier: str) -> BaseResponse:
    """Lead to the answer of a saved search."""
    return redirect(address(asked_again(desk().store.searches.get(identifier))), 303)


@VIEWS.get("/searches/<identifier>.atom")
def feed(identifier: str) -> Response:
    """Give what answers a saved search, newest arrivals first, to a reader of feeds."""
    saved = desk().store.searches.get(identifier)
    heading = saved_heading(desk().store, saved.id, saved.name, saved.created)
    return feed_response(asked_again(saved), heading)


@VIEWS.post("/searches/<identifier>/name")
def call(identifier: str) -> BaseResponse:
    """Give one's own search another name."""
    try:
        rename(desk().store, desk().actor, identifier, name=request.form.get("name", ""))
    except Refused as error:
        return _refused(error)
    return redirect(urls.SEARCHES, 303)


@VIEWS.post("/searches/<identifier>/remove")
def remove(identifier: str) -> BaseResponse:
    """Let go of one's own search."""
    forget(desk().store, desk().actor, identifier)
    return redirect(urls.SEARCHES, 303)


def _refused(error: Refused) -> Response:
    """Show the list with the reason why something was not kept."""
    return make_response(render("searches.html", searches_page(desk()), message=f"This was not kept: {error}."), 422)
