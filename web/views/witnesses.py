"""Witnesses of one text: shown, held against each other, joined and parted."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.documents import Document
from archive.errors import NotHeld, Refused
from archive.witnessing import join as join_witnesses
from archive.witnessing import leave as leave_witnesses
from web import addressed, urls
from web.desk import desk
from web.frame import render
from web.present.comparison import comparison_wire, held_together, witnesses_compared
from web.present.witnesses import witnesses_page
from web.receive import document_named
from web.references import parse_reference

VIEWS = Blueprint("witnesses", __name__)


@VIEWS.get("/documents/<reference>/witnesses")
def group(reference: str) -> Response:
    """Show the documents that carry the same text."""
    return make_response(render("witnesses.html", witnesses_page(desk(), _document(reference))))


@VIEWS.post("/documents/<reference>/witnesses")
def join(reference: str) -> BaseResponse:
    """Say that another document carries the same text."""
    held, document, written = desk(), _document(reference), request.form.get("other", "")
    try:
        join_witnesses(held.store, held.actor, document.id, document_named(written))
    except (NotHeld, Refused) as error:
        page = witnesses_page(held, document, other=written)
        return make_response(render("witnesses.html", page, message=f"This cannot be joined: {error}."), 422)
    return redirect(urls.witnesses(document.id), 303)


@VIEWS.post("/documents/<reference>/witnesses/leave")
def leave(reference: str) -> BaseResponse:
    """Take a document out of its group."""
    document = _document(reference)
    leave_witnesses(desk().store, desk().actor, document.id)
    return redirect(urls.witnesses(document.id), 303)


@VIEWS.get("/documents/<reference>/witnesses/<other>")
def compare(reference: str, other: str) -> Response:
    """Show what differs between the newest texts of two documents; `.json` gives the same for machines."""
    store, asked = desk().store, parse_reference(other)
    documents = _document(reference), store.documents.get(asked.document)
    old, new = (store.revisions.get(document.id, document.newest) for document in documents)
    together = held_together(desk(), old, new)
    if asked.form:
        return jsonify(comparison_wire(together))
    return make_response(render("compare.html", witnesses_compared(*documents, together)))


def _document(reference: str) -> Document:
    return addressed.document(desk().store, reference)
