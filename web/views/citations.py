"""Citations: the address of exact words, and whether they still stand there."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from archive.citations import cite
from archive.errors import NotHeld
from web import urls
from web.desk import desk
from web.frame import render
from web.present.citation import citation_wire, cited_card
from web.present.reader import reader_page

VIEWS = Blueprint("citations", __name__)


@VIEWS.get("/documents/<reference>/cite/<cited>")
def show(reference: str, cited: str) -> Response:
    """Open the cited passage and say whether it is intact; `.json` gives the citation of a bare span."""
    pinned, (span, check, form) = urls.parse_reference(reference), urls.parse_cited(cited)
    if not pinned.revision:
        raise NotHeld("a citation names a revision, for example abcdefgh@1")
    store = desk().store
    document = store.documents.get(pinned.document)
    revision = store.revisions.get(pinned.document, pinned.revision)
    if form or not check:
        citation = cite(revision, span)
        return jsonify(citation_wire(document, revision, citation, request.host_url))
    card, at = cited_card(document, revision, span, check, request.host_url)
    return make_response(render("reader.html", reader_page(desk(), document, revision, cited=card, at=at)))
