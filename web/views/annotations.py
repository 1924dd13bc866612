"""Annotations over HTTP, in the W3C model: each by its address, and a search inside all of them."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.annotations import Annotation
from archive.carrying import carry_due
from archive.errors import NotHeld
from archive.marking import amend, withdraw
from archive.sight import seen
from index.annotations import Notes, find
from index.parsing import parse
from web import incoming, jsonld, receive, urls
from web.desk import desk
from web.frame import render
from web.negotiation import content_type
from web.present.annotations import annotations_page, annotations_wire
from web.replacing import expected_version, hold_fast

VIEWS = Blueprint("annotations", __name__)


@VIEWS.get("/annotations")
def search() -> Response:
    """Show the annotations that answer a query, or all of them."""
    typed = request.args.get("q", "").strip()
    return make_response(render("annotations.html", annotations_page(typed, _found(typed))))


@VIEWS.get("/annotations.json")
def listing() -> Response:
    """Give the same answer for machines."""
    typed = request.args.get("q", "").strip()
    return jsonld.reply(annotations_wire(typed, _found(typed), request.host_url))


@VIEWS.get("/annotations/<identifier>")
def show(identifier: str) -> BaseResponse:
    """Give one annotation; a browser is taken to its place in the text."""
    annotation = _held(identifier)
    if content_type("text/html") == "text/html":
        response = redirect(urls.noted(annotation.document, annotation.revision, annotation.id), 303)
        response.headers["Vary"] = "Accept, Prefer"
        return response
    return jsonld.one(annotation).make_conditional(request)


@VIEWS.put("/annotations/<identifier>")
def replace(identifier: str) -> Response:
    """Change what one's own annotation says, to whom it is shown, and on which words of its revision it lies."""
    annotation, listed = _held(identifier), desk().settings.listed_tags
    with jsonld.merging(lambda: _held(identifier)):
        expected = expected_version(annotation, desk().settings)
        wire, store = jsonld.sent(), desk().store
        text = lambda number: store.revisions.text(annotation.document, number)  # noqa: E731
        change = incoming.change(wire, hold_fast(wire, annotation, request.host_url, text))
        changed = amend(store, desk().actor, identifier, change, expected=expected, listed=listed)
    carry_due(store, annotation.document)
    return jsonld.one(changed)


@VIEWS.delete("/annotations/<identifier>")
def remove(identifier: str) -> Response:
    """Take one's own annotation away."""
    with jsonld.merging(lambda: _held(identifier)):
        expected = expected_version(_held(identifier), desk().settings)
        withdraw(desk().store, desk().actor, identifier, expected=expected)
    return Response(status=204)


def _found(typed: str) -> Notes:
    held, page = desk(), receive.page_number(request.args.get("page", ""))
    return find(held.store, parse(typed), page=page, page_size=held.settings.page_size, viewer=held.actor)


def _held(identifier: str) -> Annotation:
    """Return the annotation; answer 410 where it was taken away."""
    try:
        return seen(desk().store, desk().actor, identifier)
    except NotHeld:
        if desk().store.annotations.was_removed(identifier, viewer=desk().actor):
            abort(410, "This annotation was taken away by its author.")
        raise
