"""Annotations over HTTP, in the W3C model: a container a document, and each annotation by its address."""

from __future__ import annotations

import json
import re

from flask import Blueprint, Response, abort, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.annotations import Annotation
from archive.errors import NotHeld, Refused
from archive.marking import amend, annotate, seen, withdraw
from index.annotations import Notes, find
from index.parsing import parse
from web import addressed, receive, urls
from web.desk import desk
from web.frame import render
from web.present.annotation import MEDIA_TYPE, annotation_wire, container_wire, etag
from web.present.annotations import annotations_page, annotations_wire
from web.security import refuse_large

VIEWS = Blueprint("annotations", __name__)
_BODY_BYTES = 1 << 20
_TAG = re.compile(r'(?:W/)?"?([0-9]{1,9})"?')


@VIEWS.get("/documents/<reference>/annotations/")
def container(reference: str) -> Response:
    """Give all annotations of a document."""
    document = addressed.document(desk().store, reference)
    listed = desk().store.annotations.on(document.id, viewer=desk().actor)
    return _wire(container_wire(document.id, listed, request.host_url))


@VIEWS.post("/documents/<reference>/annotations/")
def create(reference: str) -> Response:
    """Keep a new annotation if its words stand at its span."""
    document = addressed.document(desk().store, reference)
    draft = receive.draft(_body(), document=document.id)
    annotation = annotate(desk().store, desk().actor, draft, listed=desk().settings.listed_tags)
    response = _one(annotation)
    response.status_code = 201
    response.headers["Location"] = request.host_url.rstrip("/") + urls.annotation(annotation.id)
    return response


@VIEWS.get("/annotations")
def search() -> Response:
    """Show the annotations that answer a query, or all of them."""
    typed = request.args.get("q", "").strip()
    return make_response(render("annotations.html", annotations_page(typed, _found(typed))))


@VIEWS.get("/annotations.json")
def listing() -> Response:
    """Give the same answer for machines."""
    typed = request.args.get("q", "").strip()
    return _wire(annotations_wire(typed, _found(typed), request.host_url))


@VIEWS.get("/annotations/<identifier>")
def show(identifier: str) -> BaseResponse:
    """Give one annotation; a browser is taken to its place in the text."""
    annotation = _held(identifier)
    if request.accept_mimetypes.best_match(["application/ld+json", "application/json", "text/html"]) == "text/html":
        place = urls.revision(annotation.document, annotation.revision)
        return redirect(f"{place}#mark-{annotation.id}", 303)
    return _one(annotation)


@VIEWS.put("/annotations/<identifier>")
def replace(identifier: str) -> Response:
    """Change the comment and the tags of one's own annotation."""
    expected = _expected()
    store, held = desk().store, _held(identifier)
    asked, revision = receive.change(_body(), document=held.document)
    if revision and revision != held.revision:
        abort(409, f"This annotation lies on revision {held.revision}; it cannot be moved to another.")
    listed = desk().settings.listed_tags
    return _one(amend(store, desk().actor, identifier, asked, expected=expected, listed=listed))


@VIEWS.delete("/annotations/<identifier>")
def remove(identifier: str) -> Response:
    """Take one's own annotation away."""
    _held(identifier)
    withdraw(desk().store, desk().actor, identifier, expected=_expected())
    return Response(status=204)


def _found(typed: str) -> Notes:
    held, page = desk(), receive.page_number(request.args.get("page", ""))
    return find(held.store, parse(typed), page=page, page_size=held.settings.page_size, viewer=held.actor)


def _held(identifier: str) -> Annotation:
    """Return the annotation; answer 410 where it was taken away."""
    try:
        return seen(desk().store, desk().actor, identifier)
    except NotHeld:
        if desk().store.annotations.was_removed(identifier):
            abort(410, "This annotation was taken away by its author.")
        raise


def _expected() -> int:
    """Return the version the caller saw; answer 428 where the request does not say."""
    given = request.headers.get("If-Match", "")
    if not given:
        abort(428, "A change must say in If-Match which version of the annotation it is made from.")
    match = _TAG.fullmatch(given.strip())
    return int(match[1]) if match else 0


def _body() -> object:
    """Return the JSON of the request; 413, 415 or 422 where there is none."""
    refuse_large(_BODY_BYTES)
    if request.mimetype not in {"application/ld+json", "application/json"}:
        abort(415, "Send the annotation as application/ld+json or application/json.")
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise Refused("the body is not JSON") from error


def _one(annotation: Annotation) -> Response:
    response = _wire(annotation_wire(annotation, request.host_url))
    response.headers["ETag"] = etag(annotation)
    response.headers["Link"] = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
    response.headers["Allow"] = "GET, HEAD, OPTIONS, PUT, DELETE"
    return response


def _wire(wire: object) -> Response:
    response = Response(json.dumps(wire, ensure_ascii=False), content_type=MEDIA_TYPE)
    response.headers["Vary"] = "Accept, Prefer"
    return response
