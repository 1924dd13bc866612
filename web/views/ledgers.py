"""The ledger of a document's quotations, what people say of them, and who quotes a document."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.errors import NotHeld, Refused
from archive.judging import judge
from web import addressed, urls
from web.desk import desk
from web.errors import wants_json
from web.frame import render
from web.ledgers import Ledger, ledger_of
from web.present import atom
from web.present.annotation import MEDIA_TYPE
from web.present.finds import finds_feed, finds_page
from web.present.ledger import ledger_page
from web.present.ledger_annotations import ledger_annotations
from web.present.ledger_wire import ledger_csv, ledger_wire
from web.present.quotation_card import about
from web.present.quoted import quoted_page, quoted_wire
from web.receive import judgement_request, whole_number
from web.sheets import sheet

VIEWS = Blueprint("ledgers", __name__)


@VIEWS.get("/documents/<reference>/quotations")
def ledger(reference: str) -> Response:
    """Show the text with each quotation tinted by how it stands, and a card for each."""
    return _page(reference, near=whole_number(request.args.get("near", "")))


@VIEWS.get("/documents/<reference>/quotations.<form>")
def ledger_in(reference: str, form: str) -> Response:
    """Give the ledger as `.json`, `.csv` or `.jsonld` (W3C annotations)."""
    held = _ledger(reference)
    if form == "json":
        return jsonify(ledger_wire(held, request.host_url))
    if form == "jsonld":
        return Response(jsonify(ledger_annotations(held, request.host_url)).data, content_type=MEDIA_TYPE)
    if form == "csv":
        return sheet(ledger_csv(held, request.host_url), f"{held.revision.key}-quotations")
    raise NotHeld(f"a ledger cannot be had as .{form}; there are .json, .csv and .jsonld")


@VIEWS.post("/documents/<reference>/quotations/<int:number>/judgements")
def say(reference: str, number: int) -> BaseResponse:
    """Keep what a reviewer says of a quotation, and lead back to it."""
    document, revision = addressed.revision(desk().store, reference)
    try:
        asked = judgement_request(request.form)
        key = document.id, revision.number, number
        judge(desk().store, desk().actor, key, asked.ruling, comment=asked.comment, place=asked.place)
    except Refused as error:
        if wants_json():
            raise
        return make_response(_page(reference, near=number, message=f"This was not kept: {error}."), 422)
    return redirect(urls.quotation(*key), 303)


@VIEWS.get("/documents/<reference>/quoted")
def quoted(reference: str) -> Response:
    """Show a document with the words that others quote of it, and by whom."""
    document, revision = addressed.revision(desk().store, reference)
    near, every = whole_number(request.args.get("near", "")), request.args.get("every") == "yes"
    return make_response(render("quoted.html", quoted_page(desk(), document, revision, every=every, near=near)))


@VIEWS.get("/documents/<reference>/quoted.json")
def quoted_json(reference: str) -> Response:
    """Give the same for machines."""
    document, revision = addressed.revision(desk().store, reference)
    return jsonify(quoted_wire(desk(), document, revision, request.host_url))


@VIEWS.get("/finds")
def finds() -> Response:
    """List what looking again has found, the latest first."""
    return make_response(render("finds.html", finds_page(desk())))


@VIEWS.get("/finds.atom")
def feed() -> Response:
    """Give the same to a reader of feeds."""
    response = Response(finds_feed(desk(), request.host_url), content_type=f"{atom.MEDIA_TYPE}; charset=utf-8")
    response.add_etag()
    response.make_conditional(request)
    return response


def _ledger(reference: str) -> Ledger:
    return ledger_of(desk().store, *addressed.revision(desk().store, reference))


def _page(reference: str, *, near: int, message: str = "") -> Response:
    document, revision = addressed.revision(desk().store, reference)
    held = ledger_of(desk().store, document, revision)
    show = request.args.get("show", "")
    back = urls.reading(document, revision.number)
    page = ledger_page(desk(), held, show=show, near=near, about=about(document), back_href=back)
    return make_response(render("ledger.html", page, message=message))
