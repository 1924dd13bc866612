"""The container of a document's annotations, by the W3C Web Annotation Protocol."""

from __future__ import annotations

import hashlib

from flask import Blueprint, Response, abort, request

from archive.annotations import Annotation
from archive.carrying import carry_due
from archive.marking import annotate, reply
from archive.store.annotations import Sought
from web import addressed, incoming, jsonld, urls
from web.desk import desk
from web.prefer import Preference, preference
from web.present.container import Container, container_wire, page_wire

VIEWS = Blueprint("containers", __name__)
_LINKS = (
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
)
_PAGE_LINK = '<http://www.w3.org/ns/oa#AnnotationPage>; rel="type"'


@VIEWS.get("/documents/<reference>/annotations/")
def show(reference: str) -> Response:
    """Describe the container, or give one of its pages (`page`); `iris=1` gives addresses alone."""
    document = addressed.document(desk().store, reference)
    preferred = preference(request.headers.getlist("Prefer"))
    container = _container(document.id, preferred)
    if "page" in request.args:
        number = _page_number(request.args["page"])
        return _given(page_wire(container, number, _items(container, number)))
    wire = container_wire(container, _items(container, 0) if preferred.embedding else None)
    response = _given(wire, _newest(document.id))
    if preferred.stated:
        response.headers["Preference-Applied"] = "return=representation"
    return response


@VIEWS.post("/documents/<reference>/annotations/")
def create(reference: str) -> Response:
    """Keep a new annotation if its words stand at its span; an id that it brings is kept as `via`."""
    document = addressed.document(desk().store, reference)
    annotation = _kept(jsonld.sent(), document.id)
    carry_due(desk().store, document.id)
    response = jsonld.one(annotation)
    response.status_code = 201
    response.headers["Location"] = request.host_url.rstrip("/") + urls.annotation(annotation.id)
    return response


def _kept(wire: object, document: str) -> Annotation:
    """Keep an annotation on words, or an answer to another annotation."""
    store, actor = desk().store, desk().actor
    if answered := incoming.answered(wire):
        return reply(store, actor, answered, incoming.bodies(wire).comment)
    draft = incoming.draft(wire, document=document, text=lambda number: store.revisions.text(document, number))
    return annotate(store, actor, draft, listed=desk().settings.listed_tags)


@VIEWS.after_request
def tell(response: Response) -> Response:
    """Say of the container what may be done with it."""
    if request.method != "POST" and response.status_code < 400:
        response.headers["Allow"] = "GET, HEAD, OPTIONS, POST"
        response.headers["Accept-Post"] = ", ".join(jsonld.ACCEPTED)
        response.headers["Vary"] = "Accept, Prefer"
        for link in [_PAGE_LINK] if "page" in request.args else _LINKS:
            response.headers.add("Link", link)
    return response


def _container(document: str, preferred: Preference) -> Container:
    """Return the container as it is asked for; its address says more than what is preferred."""
    iris = request.args.get("iris", "0")
    if iris not in {"0", "1"}:
        abort(400, "“iris” is 1 for the addresses of the annotations, 0 for the annotations themselves.")
    held = desk()
    total = held.store.annotations.count(Sought(desk().actor, document))
    by_address = iris == "1" or ("page" not in request.args and "iris" not in request.args and preferred.iris)
    return Container(document, total, held.settings.page_size, by_address, request.host_url.rstrip("/"))


def _items(container: Container, number: int) -> list[Annotation]:
    """Return the annotations of a page, in the order in which they came, which changes least."""
    shelf, size = desk().store.annotations, container.size
    return shelf.arrived(Sought(desk().actor, container.document), limit=size, offset=number * size)


def _newest(document: str) -> str:
    """Return what tells states of a container apart that have the same number of annotations."""
    latest = desk().store.annotations.latest(Sought(desk().actor, document), limit=1)
    return " ".join(f"{each.id} {each.version} {each.modified}" for each in latest)


def _page_number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 9):
        abort(400, "“page” is the number of a page, counted from 0.")
    return int(written)


def _given(wire: dict[str, object], state: str = "") -> Response:
    """Return a representation with what tells it from others of the same address, and from older ones."""
    response = jsonld.reply(wire)
    response.headers["Content-Location"] = str(wire["id"])
    response.set_etag(hashlib.sha256(response.get_data() + state.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response
