"""Revisions of a document: held against each other, and made anew."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, redirect
from werkzeug.wrappers import Response as BaseResponse

from archive.errors import Refused
from ingest.rereading import reread as read_again
from web import addressed, urls
from web.desk import desk
from web.frame import render
from web.present.comparison import comparison_wire, held_together, revisions_compared
from web.references import parse_pair, parse_reference

VIEWS = Blueprint("revisions", __name__)


@VIEWS.get("/documents/<reference>/compare/<pair>")
def compare(reference: str, pair: str) -> Response:
    """Show what differs between two revisions, word by word; `.json` gives the same for machines."""
    store, (old, new, form) = desk().store, parse_pair(pair)
    document = addressed.document(store, reference)
    revisions = store.revisions.get(document.id, old), store.revisions.get(document.id, new)
    together = held_together(desk(), *revisions)
    if form:
        return jsonify(comparison_wire(together))
    return make_response(render("compare.html", revisions_compared(desk(), document, together)))


@VIEWS.post("/documents/<reference>/reread")
def reread(reference: str) -> BaseResponse:
    """Ask for the newest revision's file to be read again, and lead to the page that tells what becomes of it."""
    held, asked = desk(), parse_reference(reference)
    deposit = held.store.clock.new_id()
    if not read_again(held.store, asked.document, deposit=deposit, actor=held.actor.id):
        raise Refused("this document waits to be read already")
    held.queue.wake()
    return redirect(urls.deposit(deposit), 303)
