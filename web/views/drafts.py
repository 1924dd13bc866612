"""The draft check: a text that is not published yet, held against the archive. Nothing of it is kept."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from archive.documents import Revision
from archive.errors import Refused
from web import drafts
from web.desk import desk
from web.frame import render
from web.ledgers import Ledger
from web.present.ledger import ledger_page
from web.present.ledger_wire import ledger_csv, ledger_wire
from web.receive import said_left_out
from web.security import refuse_large
from web.sheets import sheet

VIEWS = Blueprint("drafts", __name__)
MOST_BYTES = 20 << 20
"""The size of the largest draft file."""

_TEXT = 1_000_000
"""Characters of the longest draft that is pasted."""


@VIEWS.get("/check")
def form() -> Response:
    """Show the form."""
    return make_response(render("check.html", None))


@VIEWS.post("/check")
def check() -> Response:
    """Answer with the ledger of a draft, as a page, CSV or JSON."""
    refuse_large(MOST_BYTES)
    held, answer = _checked(), request.form.get("form", "")
    if answer == "json":
        return jsonify(ledger_wire(held, request.host_url))
    if answer == "csv":
        return sheet(ledger_csv(held, request.host_url), "draft-quotations")
    about = "A draft. Nothing of it is kept: this page is the only copy."
    return make_response(render("ledger.html", ledger_page(desk(), held, about=about, back_href="")))


def _checked() -> Ledger:
    held, draft = desk(), _draft()
    without = said_left_out(held.store, request.form)
    return held.index.ask(lambda engine: drafts.checked(engine, held.store, draft, leaving_out=without))


def _draft() -> Revision:
    sent, text = request.files.get("draft"), request.form.get("text", "")
    if sent is not None and sent.filename:
        with sent.stream as stream:
            content = stream.read(MOST_BYTES + 1)
        return drafts.of_bytes(content, desk().settings, name=sent.filename)
    if not text.strip():
        raise Refused("there is no draft: paste a text or choose a file")
    if len(text) > _TEXT:
        raise Refused(f"a pasted draft may have {_TEXT:,} characters; this one has {len(text):,}: send it as a file")
    return drafts.pasted(text)
