"""Searching passages."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from index.engines.protocol import Filters
from index.parsing import parse
from index.search import Results, search
from web.desk import Desk, desk
from web.frame import render
from web.present.search import home_page, results_page, results_wire
from web.receive import SearchRequest, search_request

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
    return make_response(render("search.html", results_page(held, asked, _found(held, asked))))


@VIEWS.get("/search.json")
def listing() -> Response:
    """Give the same answer for machines."""
    held, asked = desk(), search_request(request.args)
    return jsonify(results_wire(held, asked, _found(held, asked), request.host_url))


def _found(held: Desk, asked: SearchRequest) -> Results:
    return held.index.ask(
        lambda engine: search(
            engine,
            held.store,
            parse(asked.query),
            filters=Filters(asked.kind, asked.author, asked.date_from, asked.date_to),
            page=asked.page,
            page_size=held.settings.page_size,
            order=asked.order,
        )
    )
