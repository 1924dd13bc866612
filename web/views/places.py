"""Where annotations of earlier revisions stand in a later one, and what people decide about the doubtful ones."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.carrying import carry_due, decide
from archive.errors import Refused
from archive.sight import seen
from web import addressed, urls
from web.desk import desk
from web.frame import render
from web.note_requests import place_decided
from web.present.places import places_page
from web.receive import page_number

VIEWS = Blueprint("places", __name__)


@VIEWS.get("/documents/<reference>/places")
def shelf(reference: str) -> Response:
    """Show what became of the annotations of earlier revisions in this one."""
    document, revision = addressed.revision(desk().store, reference)
    carry_due(desk().store, document.id)
    return make_response(
        render("places.html", places_page(desk(), document, revision, page_number(request.args.get("page", ""))))
    )


@VIEWS.post("/annotations/<identifier>/place")
def settle(identifier: str) -> BaseResponse:
    """Keep what a person decided about one passage, and lead back to the list."""
    held = seen(desk().store, desk().actor, identifier)
    asked = place_decided(request.form)
    exact = asked.exact
    if asked.cited is not None:
        if asked.cited.document != held.document:
            raise Refused("the citation is of another document")
        exact = asked.cited.span.of(desk().store.revisions.text(held.document, asked.revision))
    decide(desk().store, desk().actor, identifier, asked.revision, asked.part, asked.span, exact=exact)
    return redirect(urls.places(held.document, asked.revision), 303)
