"""Tracing printed quotations: one at a time for everybody, a list for those who are signed in. Nothing is kept."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from index.traces import Trace
from index.tracing import trace, trace_all
from web.desk import desk
from web.frame import render
from web.present.trace_list import list_csv, list_page, list_wire, trace_wire
from web.present.tracing import trace_page
from web.quotation_lists import MOST_BYTES
from web.receive import TraceRequest, list_request, trace_request
from web.security import refuse_large
from web.sheets import sheet

VIEWS = Blueprint("tracing", __name__)


@VIEWS.get("/trace")
def page() -> Response:
    """Show the form, and where a quotation was taken from."""
    return _page(trace_request(desk().store, request.args))


@VIEWS.post("/trace")
def posted() -> Response:
    """Show the same for a quotation that is too long for an address."""
    return _page(trace_request(desk().store, request.form))


@VIEWS.get("/trace.json")
def listing() -> Response:
    """Give the same for machines."""
    return jsonify(trace_wire(1, _found(trace_request(desk().store, request.args)), request.host_url))


@VIEWS.post("/trace/list")
def whole_list() -> Response:
    """Trace a list of quotations and answer with a table, as a page, CSV or JSON."""
    refuse_large(MOST_BYTES + 65_536)
    held = desk()
    asked = list_request(held.store, request.form, request.files.get("list"))
    found = held.index.ask(
        lambda engine: list(trace_all(engine, held.store, asked.quotations, leaving_out=asked.leaving_out))
    )
    if asked.form == "csv":
        return sheet(list_csv(found, request.host_url), "quotations")
    if asked.form == "json":
        return jsonify(list_wire(found, request.host_url))
    return make_response(render("trace_list.html", list_page(found, request.host_url)))


def _page(asked: TraceRequest) -> Response:
    found = _found(asked) if asked.quotation else None
    return make_response(render("trace.html", trace_page(desk(), asked, found)))


def _found(asked: TraceRequest) -> Trace:
    held = desk()
    return held.index.ask(lambda engine: trace(engine, held.store, asked.quotation, leaving_out=asked.leaving_out))
