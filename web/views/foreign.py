"""Foreign annotations over HTTP, in the W3C model, each by its address."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, request
from werkzeug.wrappers import Response as BaseResponse

from archive.errors import NotHeld
from archive.foreign import ForeignAnnotation
from archive.keeping_foreign import amend_foreign, foreign_seen, withdraw_foreign
from web import jsonld, urls
from web.desk import desk
from web.foreign_content import foreign_change
from web.frame import render
from web.negotiation import content_type
from web.present.foreign import foreign_page
from web.replacing import expected_version

VIEWS = Blueprint("foreign", __name__)
_ONE = f"{urls.FOREIGN}<identifier>"


@VIEWS.get(_ONE)
def show(identifier: str) -> BaseResponse:
    """Give one annotation; a browser sees it as in the list."""
    annotation = _held(identifier)
    if content_type("text/html") == "text/html":
        response = make_response(render("foreign.html", foreign_page([annotation], 1, 0, 1)))
        response.headers["Vary"] = "Accept, Prefer"
        return response
    return jsonld.one(annotation).make_conditional(request)


@VIEWS.put(_ONE)
def replace(identifier: str) -> Response:
    """Put another state of one's own annotation in place of what stands."""
    held = _held(identifier)
    with jsonld.merging(lambda: _held(identifier)):
        expected = expected_version(held, desk().settings)
        content, visibility = foreign_change(jsonld.sent(), held, request.host_url)
        return jsonld.one(amend_foreign(desk().store, desk().actor, identifier, content, visibility, expected=expected))


@VIEWS.delete(_ONE)
def remove(identifier: str) -> Response:
    """Take one's own annotation away."""
    with jsonld.merging(lambda: _held(identifier)):
        expected = expected_version(_held(identifier), desk().settings)
        withdraw_foreign(desk().store, desk().actor, identifier, expected=expected)
    return Response(status=204)


def _held(identifier: str) -> ForeignAnnotation:
    """Return the annotation; answer 410 where it was taken away."""
    try:
        return foreign_seen(desk().store, desk().actor, identifier)
    except NotHeld:
        if desk().store.foreign_annotations.was_removed(identifier, viewer=desk().actor):
            abort(410, "This annotation was taken away by its author.")
        raise
