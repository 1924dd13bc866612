"""Annotations as files: exported from a document or a search, imported to a document."""

from __future__ import annotations

import json

from flask import Blueprint, Response, jsonify, make_response, request

from archive.bringing import bring
from archive.brought import Conditions
from archive.errors import NotHeld, Refused
from index.annotations import find
from index.parsing import parse
from web import addressed, urls
from web.desk import desk
from web.errors import wants_json
from web.exporting import MOST_FOUND, Exported, of_document, of_search
from web.frame import render
from web.importing.naming import Home
from web.importing.pages import about
from web.importing.reading import MOST_BYTES, read_rows
from web.note_requests import visibility_of_others
from web.present.container import Container, container_wire
from web.present.exported import FORMS
from web.present.foreign import foreign_wire
from web.present.imported import import_form, imported_page, imported_wire
from web.references import parse_reference
from web.security import refuse_large

VIEWS = Blueprint("exchange", __name__)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_RAW = {"application/json", "application/ld+json", "text/csv"}
_AROUND = 1 << 16
"""Bytes of a multipart form beside its file."""


@VIEWS.get("/documents/<reference>/annotations.<form>")
def document_file(reference: str, form: str) -> Response:
    """Give the annotations on a document as a file; of a pinned revision, those made on it."""
    _must_be_form(form)
    pinned = parse_reference(reference).revision
    document = addressed.document(desk().store, reference)
    if pinned:
        addressed.revision(desk().store, reference)
    address = urls.exported(f"{document.id}@{pinned}" if pinned else document.id, form)
    return _sent(of_document(desk().store, desk().actor, document, address, revision=pinned), form)


@VIEWS.get("/annotations.<form>")
def search_file(form: str) -> Response:
    """Give the annotations that answer a query as a file."""
    _must_be_form(form)
    typed, held = request.args.get("q", "").strip(), desk()
    found = find(held.store, parse(typed), page_size=MOST_FOUND, viewer=held.actor)
    return _sent(of_search(held.store, found, typed, urls.exported_notes(form, q=typed)), form)


@VIEWS.get(urls.exported_foreign())
def foreign_file() -> Response:
    """Give the annotations on what is not in the archive as a file."""
    shelf, actor, host = desk().store.foreign_annotations, desk().actor, request.host_url.rstrip("/")
    total, notes = shelf.count(actor), shelf.arrived(actor, limit=MOST_FOUND)
    container = Container(urls.FOREIGN, total, MOST_FOUND, iris=False, host=host)
    told = json.dumps(container_wire(container, [foreign_wire(each, host) for each in notes]), ensure_ascii=False)
    response = Response(told, content_type=FORMS["jsonld"].media_type)
    return _attached(response, "foreign-annotations.jsonld", cut_off=total > len(notes))


@VIEWS.get("/documents/<reference>/annotations/import")
def form(reference: str) -> Response:
    """Show the form."""
    document, revision = addressed.revision(desk().store, reference)
    return make_response(render("import_notes.html", import_form(document, revision.number)))


@VIEWS.post("/documents/<reference>/annotations/import")
def take_in(reference: str) -> Response:
    """Import a file of annotations, and tell of each what became of it."""
    refuse_large(MOST_BYTES + _AROUND)
    document, revision = addressed.revision(desk().store, reference)
    said = request.args if request.mimetype in _RAW else request.form
    conditions = Conditions(
        document.id, revision.number, visibility_of_others(said), listed=desk().settings.listed_tags
    )
    rows = read_rows(_content(), Home(request.host_url.rstrip("/")))
    fared = bring(desk().store, desk().actor, about(rows, document, said.get("page", "")), conditions)
    if wants_json():
        return jsonify(imported_wire(document, fared, request.host_url))
    return make_response(render("import_notes.html", imported_page(document, revision.number, fared)))


def _content() -> bytes:
    """Return the file that was sent, as it is or in a form, and one byte more than may be at most."""
    if request.mimetype in _RAW:
        return request.stream.read(MOST_BYTES + 1)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused("there is no file; choose one")
    with sent.stream as stream:
        return stream.read(MOST_BYTES + 1)


def _must_be_form(form: str) -> None:
    if form not in FORMS:
        raise NotHeld(f"annotations cannot be had as .{form[:20]}; there are {', '.join(f'.{each}' for each in FORMS)}")


def _sent(exported: Exported, form: str) -> Response:
    """Send a file as an attachment: nothing in it is part of this site."""
    response = Response(FORMS[form].write(exported, request.host_url), content_type=FORMS[form].media_type)
    return _attached(response, f"{exported.name}.{form}", cut_off=bool(exported.cut_off))


def _attached(response: Response, name: str, *, cut_off: bool) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Cut-Off"] = "yes" if cut_off else "no"
    return response
