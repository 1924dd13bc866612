"""One passage: with its neighbours, and with the passages that are like it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from index.likeness import like_passage
from index.surroundings import surroundings
from web import addressed
from web.asked import query_of, search_request
from web.desk import desk
from web.frame import render
from web.present.likeness import likeness_page
from web.present.surroundings import surroundings_wire
from web.references import parse_reference

VIEWS = Blueprint("passages", __name__)
_NO_SUCH = 10_000_000


@VIEWS.get("/documents/<reference>/passages/<int:number>.json")
def show(reference: str, number: int) -> Response:
    """Give a passage with its neighbours, for a hit that opens in place."""
    root = query_of(search_request(request.args)).root
    return jsonify(surroundings_wire(surroundings(desk().store, root, _id(reference, number))))


@VIEWS.get("/documents/<reference>/passages/<int:number>/like")
def like(reference: str, number: int) -> Response:
    """Show the passages that are like one."""
    held, identifier = desk(), _id(reference, number)
    document = addressed.document(held.store, reference)
    hits = held.index.ask(lambda engine: like_passage(engine, held.store, identifier, limit=held.settings.page_size))
    return make_response(render("likeness.html", likeness_page(held, document, identifier, hits)))


def _id(reference: str, number: int) -> str:
    named = parse_reference(reference)
    return f"{named.document}@{named.revision}#{min(number, _NO_SUCH)}"
