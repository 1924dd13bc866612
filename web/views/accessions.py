"""Records of accessions: what came, what was done to it, the bytes themselves, and reading it once more."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.setting_aside import set_aside, take_up
from ingest.retry import retry
from web import urls
from web.desk import desk
from web.frame import render
from web.originals import attachment
from web.present.accession import accession_page, accession_wire

VIEWS = Blueprint("accessions", __name__)


@VIEWS.get("/accessions/<identifier>")
def show(identifier: str) -> Response:
    """Show the record of one accession."""
    accession = desk().store.accessions.get(identifier)
    return make_response(render("accession.html", accession_page(desk(), accession)))


@VIEWS.get("/accessions/<identifier>.json")
def listing(identifier: str) -> Response:
    """Give the same for machines."""
    return jsonify(accession_wire(desk(), desk().store.accessions.get(identifier)))


@VIEWS.get("/accessions/<identifier>/original")
def original(identifier: str) -> Response:
    """Send the bytes as they came, whether or not they could be read."""
    accession = desk().store.accessions.get(identifier)
    return attachment(accession.original_sha256, accession.file_name)


@VIEWS.post("/accessions/<identifier>/retry")
def read_again(identifier: str) -> BaseResponse:
    """Ask for the file to be read once more, and lead to the page that tells what becomes of it."""
    held = desk()
    accession = held.store.accessions.get(identifier)
    deposit = retry(held.store, [accession], deposit=held.store.clock.new_id(), actor=held.actor.id)[accession.id]
    held.queue.wake()
    return redirect(urls.deposit(deposit), 303)


@VIEWS.post("/accessions/<identifier>/aside")
def put_aside(identifier: str) -> BaseResponse:
    """Set a file without text aside, with a reason."""
    held = desk()
    accession = held.store.accessions.get(identifier)
    set_aside(held.store, accession, reason=request.form.get("reason", ""), actor=held.actor)
    return redirect(urls.accession(identifier), 303)


@VIEWS.post("/accessions/<identifier>/open")
def open_again(identifier: str) -> BaseResponse:
    """Make a file that was set aside open again."""
    held = desk()
    take_up(held.store, held.store.accessions.get(identifier), actor=held.actor)
    return redirect(urls.accession(identifier), 303)
