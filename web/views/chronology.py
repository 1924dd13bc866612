"""The time line: the archive's documents in the order of their dates, or those around one of them."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from web import addressed
from web.desk import desk
from web.frame import render
from web.present.chronology import chronology_page, chronology_wire
from web.receive import chronology_request

VIEWS = Blueprint("chronology", __name__)


@VIEWS.get("/timeline")
def whole() -> Response:
    """Show all documents, earliest first, with whom each quotes and who quotes it."""
    return make_response(render("chronology.html", chronology_page(desk(), chronology_request(request.args))))


@VIEWS.get("/timeline.json")
def whole_json() -> Response:
    """Give the same for machines."""
    return jsonify(chronology_wire(desk(), chronology_request(request.args), request.host_url))


@VIEWS.get("/documents/<reference>/timeline")
def around(reference: str) -> Response:
    """Show the documents around one: those it quotes, those that quote it, its thread, letters between the same two."""
    document = addressed.document(desk().store, reference)
    return make_response(render("chronology.html", chronology_page(desk(), chronology_request(request.args), document)))


@VIEWS.get("/documents/<reference>/timeline.json")
def around_json(reference: str) -> Response:
    """Give the same for machines."""
    document = addressed.document(desk().store, reference)
    return jsonify(chronology_wire(desk(), chronology_request(request.args), request.host_url, document))
