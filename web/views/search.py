"""Searching passages."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from index.search import Results
from web.answering import answer, answered, cut_off, whole
from web.asked import search_request
from web.desk import desk
from web.feeds import feed_response
from web.frame import render
from web.present.feed import asked_heading
from web.present.hits import hits_csv, places
from web.present.search import home_page, results_page, results_wire

VIEWS = Blueprint("search", __name__)


@VIEWS.get("/")
def home() -> Response:
    """Show the search box and the latest documents."""
    return make_response(render("search.html", home_page(desk())))


@VIEWS.get("/search")
def page() -> Response:
    """Show the passages that answer a query."""
    asked = search_request(request.args)
    if not asked.query:
        return home()
    held = desk()
    return make_response(render("search.html", results_page(held, asked, answered(held, asked))))


@VIEWS.get("/search.json")
def listing() -> Response:
    """Give the same answer for machines; with `all=1` every passage of it, as far as an export goes."""
    held, asked = desk(), search_request(request.args)
    if request.args.get("all") != "1":
        return jsonify(results_wire(held, asked, answer(held, asked), request.host_url))
    found = whole(held, asked)
    wire = results_wire(held, asked, found, request.host_url)
    return _counted(jsonify({**wire, "cut_off": cut_off(found)}), found)


@VIEWS.get("/search.csv")
def table() -> Response:
    """Give every passage that answers as a row of a table."""
    held, asked = desk(), search_request(request.args)
    found = whole(held, asked)
    written = hits_csv(places(held.store, found, asked), request.host_url.rstrip("/"), cut_off(found))
    response = Response(written, content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = 'attachment; filename="hits.csv"'
    return _counted(response, found)


@VIEWS.get("/search.atom")
def feed() -> Response:
    """Give what answers, newest arrivals first, to a reader of feeds."""
    asked = search_request(request.args)
    return feed_response(asked, asked_heading(desk().store, asked))


def _counted(response: Response, found: Results) -> Response:
    """Say in the headers of an export how many passages there are, and whether it was cut off."""
    response.headers["X-Total-Passages"] = f"{'' if found.exact_total else '>='}{found.total}"
    response.headers["X-Cut-Off"] = "yes" if cut_off(found) else "no"
    return response
