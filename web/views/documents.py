"""Documents: the list, the reading view, and a revision in other forms."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from archive.access import Action, may
from archive.documents import Document, Revision
from archive.errors import NotHeld
from archive.history import history
from archive.premis import premis
from archive.premis_units import Unit
from archive.spans import Span
from web import addressed
from web.asked import looking
from web.desk import desk
from web.frame import render
from web.originals import attachment
from web.present.citation import span_card
from web.present.premis import MEDIA_TYPE, premis_wire, premis_xml
from web.present.provenance import as_far_as
from web.present.reader import reader_page
from web.present.revision import revision_wire
from web.present.shelf import list_page
from web.receive import page_number
from web.references import parse_reference

VIEWS = Blueprint("documents", __name__)


@VIEWS.get("/documents")
def shelf() -> Response:
    """List the documents, latest date first; with `review=yes` only those that a person should look at."""
    page, review = page_number(request.args.get("page", "")), request.args.get("review") == "yes"
    return make_response(render("documents.html", list_page(desk(), page, review=review)))


@VIEWS.get("/documents/<reference>")
def read(reference: str) -> Response:
    """Show a revision, or give it as `.txt`, `.json`, `.premis` or `.original`."""
    document, revision = addressed.revision(desk().store, reference)
    form = parse_reference(reference).form
    if form:
        return _form(form, document, revision)
    at = request.args.get("at", "")
    span = Span.parse(at) if at else None
    card = span_card(document, revision, span, request.host_url) if span else None
    looked, host = looking(request.args), request.host_url
    page = reader_page(desk(), document, revision, looked=looked, cited=card, at=span, host=host)
    return make_response(render("reader.html", page))


def _origin(document: Document, revision: Revision) -> Unit:
    return premis(document, revision, as_far_as(desk(), history(desk().store, document.id)))


def _wire(document: Document, revision: Revision) -> dict[str, object]:
    told = revision_wire(desk().store, document, revision, within=may(desk().actor, Action.DESCRIBE))
    return told | {"provenance": premis_wire(_origin(document, revision))}


def _form(form: str, document: Document, revision: Revision) -> Response:
    if form == "txt":
        return Response(revision.text, content_type="text/plain; charset=utf-8")
    if form == "json":
        return jsonify(_wire(document, revision))
    if form == "premis":
        return Response(premis_xml(_origin(document, revision)), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    if form == "original" or (form == "pdf" and revision.media_type == "application/pdf"):
        return attachment(revision.frozen.original_sha256, revision.file_name)
    raise NotHeld(f"this revision cannot be had as .{form}; there are .txt, .json, .premis and .original")
