"""What people do about an annotation beside changing it: answering, reviewing, reading how it stood before."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.annotations import Annotation
from archive.carrying import carry_due
from archive.marking import mark_all, reply
from archive.reviewing import assess, assign, reopen, settle
from archive.sight import seen, versions
from web import addressed, urls
from web.asked import looking
from web.desk import desk
from web.errors import wants_json
from web.frame import render
from web.markdown import to_html
from web.marking_hits import drafts_of_hits
from web.note_requests import reply_body, review_request, tags_written, visibility_chosen
from web.present.annotation import annotation_wire, etag
from web.present.reviews import reviews_page
from web.present.versions import versions_page, versions_wire
from web.security import refuse_large

VIEWS = Blueprint("threads", __name__)
_BODY_BYTES = 1 << 20


@VIEWS.post("/annotations/<identifier>/replies")
def answer(identifier: str) -> BaseResponse:
    """Keep an answer to an annotation, sent as a form or as JSON."""
    refuse_large(_BODY_BYTES)
    made = reply(desk().store, desk().actor, identifier, reply_body(request))
    carry_due(desk().store, made.document)
    if not wants_json():
        return redirect(_back(made), 303)
    response = jsonify(annotation_wire(made, request.host_url))
    response.status_code = 201
    response.headers["Location"] = request.host_url.rstrip("/") + urls.annotation(made.id)
    response.headers["ETag"] = etag(made)
    return response


@VIEWS.get("/annotations/<identifier>/versions")
def history(identifier: str) -> Response:
    """Show how an annotation stood before each change."""
    held = seen(desk().store, desk().actor, identifier)
    before = versions(desk().store, desk().actor, identifier)
    if wants_json():
        return jsonify(versions_wire(held, before))
    return make_response(render("versions.html", versions_page(held, before)))


@VIEWS.post("/annotations/<identifier>/review")
def review(identifier: str) -> BaseResponse:
    """Keep a reviewer's view, settle or open again, or ask another reviewer; lead back to the note."""
    asked = review_request(request.form)
    held, actor = seen(desk().store, desk().actor, identifier), desk().actor
    store = desk().store
    if asked.act == "assess":
        assess(store, actor, identifier, asked.opinion, asked.comment)
    elif asked.act == "settle":
        settle(store, actor, identifier, asked.opinion, asked.comment)
    elif asked.act == "reopen":
        reopen(store, actor, identifier, asked.comment)
    else:
        assign(store, actor, identifier, asked.person)
    return redirect(_back(held), 303)


@VIEWS.get("/reviews")
def queue() -> Response:
    """Show a reviewer what waits for them, and how far reviewers agree."""
    return make_response(render("reviews.html", reviews_page(desk())))


@VIEWS.post("/documents/<reference>/annotations/hits")
def mark_hits(reference: str) -> BaseResponse:
    """Mark every hit of a search in a revision: all of them or none."""
    document, revision = addressed.revision(desk().store, reference)
    looked, tags = looking(request.form), tags_written(request.form)
    visibility = visibility_chosen(request.form)
    drafts = drafts_of_hits(revision, looked, tags, visibility)
    mark_all(desk().store, desk().actor, drafts, listed=desk().settings.listed_tags)
    carry_due(desk().store, document.id)
    return redirect(urls.reading(document, revision.number), 303)


@VIEWS.post("/preview")
def preview() -> Response:
    """Give a comment as it will be shown."""
    refuse_large(_BODY_BYTES)
    return Response(to_html(request.get_data(as_text=True)[:100_000]), content_type="text/html; charset=utf-8")


def _back(held: Annotation) -> str:
    """Return where a note is shown: in the newest revision where it stands there, else in its own."""
    newest = desk().store.documents.get(held.document).newest
    carried = desk().store.anchors.on(held.document, newest).get(held.id, []) if held.revision != newest else []
    if any(each.span is not None for each in carried):
        return urls.noted(held.document, newest, held.id, card=True)
    return urls.noted(held.document, held.revision, held.id, card=True)
