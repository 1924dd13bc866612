"""The containers of annotations, by the W3C Web Annotation Protocol: each document's, and that of foreign ones."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, make_response, request

from archive.annotations import Annotation, Visibility
from archive.carrying import carry_due
from archive.errors import NotHeld
from archive.foreign import ForeignAnnotation
from archive.keeping_foreign import keep_foreign
from archive.marking import annotate, reply
from archive.store.annotations import Sought
from web import addressed, incoming, jsonld, urls
from web.contained import Contents, given, page_number, tell
from web.desk import desk
from web.foreign_content import foreign_content
from web.frame import render
from web.negotiation import content_type
from web.present.annotation import annotation_wire
from web.present.foreign import foreign_page, foreign_wire

VIEWS = Blueprint("containers", __name__)
VIEWS.after_request(tell)


@VIEWS.get("/documents/<reference>/annotations/")
def show(reference: str) -> Response:
    """Give the annotations on a document."""
    shelf, host = desk().store.annotations, request.host_url
    sought = Sought(desk().actor, addressed.document(desk().store, reference).id)
    return given(
        Contents(
            urls.container(sought.document),
            shelf.count(sought),
            lambda limit, offset: [
                annotation_wire(each, host) for each in shelf.arrived(sought, limit=limit, offset=offset)
            ],
            _state(shelf.latest(sought, limit=1)),
        )
    )


@VIEWS.post("/documents/<reference>/annotations/")
def create(reference: str) -> Response:
    """Keep a new annotation if its words stand at its span; an id that it brings is kept as `via`."""
    document = addressed.document(desk().store, reference)
    annotation = _kept(jsonld.sent(), document.id)
    carry_due(desk().store, document.id)
    return jsonld.created(annotation)


@VIEWS.get(urls.FOREIGN)
def show_foreign() -> Response:
    """Give the annotations on what is not in the archive; to a browser as a list."""
    shelf, actor, host = desk().store.foreign_annotations, desk().actor, request.host_url
    if content_type("text/html") == "text/html":
        return _listed()
    return given(
        Contents(
            urls.FOREIGN,
            shelf.count(actor),
            lambda limit, offset: [
                foreign_wire(each, host) for each in shelf.arrived(actor, limit=limit, offset=offset)
            ],
            _state(shelf.latest(actor, limit=1)),
        )
    )


@VIEWS.post(urls.FOREIGN)
def create_foreign() -> Response:
    """Keep a new annotation on what is not in the archive, as it was sent."""
    content, visibility = foreign_content(jsonld.sent(), request.host_url)
    made = keep_foreign(desk().store, desk().actor, content, visibility or Visibility.PUBLIC)
    return jsonld.created(made)


def _listed() -> Response:
    shelf, actor, size = desk().store.foreign_annotations, desk().actor, desk().settings.page_size
    number, total = page_number(), shelf.count(actor)
    pages = max(1, -(-total // size))
    if number >= pages:
        raise NotHeld(f"these annotations have pages 0 to {pages - 1}")
    notes = shelf.arrived(actor, limit=size, offset=number * size)
    return make_response(render("foreign.html", foreign_page(notes, total, number, pages)))


def _kept(wire: object, document: str) -> Annotation:
    """Keep an annotation on words, or an answer to another annotation."""
    store, actor = desk().store, desk().actor
    if answered := incoming.answered(wire):
        return reply(store, actor, answered, incoming.bodies(wire).comment)
    draft = incoming.draft(wire, document=document, text=lambda number: store.revisions.text(document, number))
    return annotate(store, actor, draft, listed=desk().settings.listed_tags)


def _state(latest: Sequence[Annotation | ForeignAnnotation]) -> str:
    """Return what tells states of a container apart that have the same number of annotations."""
    return " ".join(f"{each.id} {each.version} {each.modified}" for each in latest)
