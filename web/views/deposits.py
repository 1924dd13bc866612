"""Taking in files from the browser: handed over at once, read in the background, watched on a page that updates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from archive.errors import NotHeld, Refused
from archive.jobs import Progress
from archive.provenance import Accession
from ingest import sidecar
from ingest.accession import Arrival, bare_name, keep
from ingest.orders import Order, described
from ingest.pipeline import hand_over
from web import urls
from web.desk import Desk, desk
from web.errors import sentence
from web.frame import render
from web.pages.deposits import IngestPage
from web.present.deposit import deposit_page, deposit_wire, ingest_page
from web.receive import document_named

VIEWS = Blueprint("deposits", __name__)


@VIEWS.get("/ingest")
def form() -> Response:
    """Show the upload form, the latest deposits and the files from which no text could be had."""
    return make_response(render("ingest.html", _form(desk(), request.args)))


@VIEWS.post("/ingest")
def upload() -> BaseResponse:
    """Keep the files that were sent, ask for them to be read, and lead to the page that tells what becomes of them."""
    held = desk()
    sent = [(bare_name(file.filename or ""), file) for file in request.files.getlist("files") if file.filename]
    files = [(name, file) for name, file in sent if not sidecar.is_sidecar(name)]
    try:
        sidecars = _sidecars(sent, [name for name, _ in files])
        order = _order(held, len(files))
    except (NotHeld, Refused) as error:
        return make_response(render("ingest.html", _form(held, request.form), message=sentence(str(error))), 422)
    deposit = held.store.clock.new_id()
    kept = [_kept(held, name, file, deposit) for name, file in files]
    with held.store.atomic():
        for (name, _), accession in zip(files, kept, strict=True):
            hand_over(held.store, accession, described(order, partial(sidecar.among, name, sidecars)))
    held.queue.wake()
    return redirect(urls.deposit(deposit), 303)


@VIEWS.get("/ingest/<identifier>")
def show(identifier: str) -> Response:
    """Show how far a deposit is and what became of each file."""
    progress = _progress(identifier)
    return make_response(render("deposit.html", deposit_page(desk(), progress)))


@VIEWS.get("/ingest/<identifier>.json")
def listing(identifier: str) -> Response:
    """Give the same for machines and for the page that updates itself."""
    return jsonify(deposit_wire(desk(), _progress(identifier)))


def _progress(identifier: str) -> Progress:
    found = desk().store.jobs.progress(deposit=identifier)
    if not found:
        raise NotHeld("no such deposit")
    return found[0]


def _form(held: Desk, said: Mapping[str, str]) -> IngestPage:
    return ingest_page(
        held,
        aside=said.get("aside") == "yes",
        revision_of=said.get("revision_of", ""),
        witness_of=said.get("witness_of", ""),
    )


def _order(held: Desk, count: int) -> Order:
    """Return what was said of the files; what cannot be followed is refused before anything is kept."""
    if not count:
        raise Refused("No file was chosen")
    revised, beside = (document_named(request.form.get(name, "")) for name in ("revision_of", "witness_of"))
    held.store.documents.must_hold(*filter(None, (revised, beside)))
    if revised and count > 1:
        raise Refused("A new version is one file; choose the one, or leave the field empty")
    return Order(revision_of=revised, witness_of=beside)


def _sidecars(sent: Sequence[tuple[str, FileStorage]], files: Sequence[str]) -> Mapping[str, bytes]:
    """Return the sidecars that were sent along, by name; one that describes no file is `Refused`."""
    found = {name: file.stream.read(sidecar.LIMIT + 1) for name, file in sent if sidecar.is_sidecar(name)}
    for name in found:
        if not any(sidecar.describes(name, file) for file in files):
            raise Refused(f"the sidecar {name} describes none of the files sent with it")
    return found


def _kept(held: Desk, name: str, file: FileStorage, deposit: str) -> Accession:
    """Keep the bytes of one file, to be handed over with the others of its deposit or not at all."""
    arrival = Arrival(name, f"upload:{name}", held.actor.name, deposit)
    try:
        return keep(held.store, file.stream, arrival, limit=held.settings.upload_bytes)
    except Refused as error:
        raise Refused(f"{name}: {error}") from error
