"""Taking in files from the browser, and the list of files from which no text could be had."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request
from werkzeug.datastructures import FileStorage

from ingest.pipeline import Arrival, Result, Status, ingest_stream
from web import urls
from web.desk import Desk, desk
from web.frame import render
from web.pages import IngestLine, IngestPage

VIEWS = Blueprint("accessions", __name__)
_FAILURES_SHOWN = 100


@VIEWS.get("/ingest")
def form() -> Response:
    """Show the upload form and the failures so far."""
    return make_response(render("ingest.html", _page(desk(), ())))


@VIEWS.post("/ingest")
def upload() -> Response:
    """Take in the files that were sent, one by one, and say what became of each."""
    held = desk()
    files = [file for file in request.files.getlist("files") if file.filename]
    lines = tuple(_line(held, _taken_in(held, file)) for file in files)
    held.index.catch_up()
    return make_response(render("ingest.html", _page(held, lines), message="" if files else "No file was chosen."))


def _taken_in(held: Desk, file: FileStorage) -> Result:
    name = (file.filename or "unnamed").replace("\\", "/").rpartition("/")[2] or "unnamed"
    arrival = Arrival(name, f"upload:{name}", held.actor.name)
    return ingest_stream(held.store, file.stream, arrival=arrival, settings=held.settings)


def _line(held: Desk, result: Result) -> IngestLine:
    href = urls.document(held.store.documents.get(result.document)) if result.document else ""
    told = {
        Status.STORED: f"{result.pages} pages, {result.characters:,} characters",
        Status.DUPLICATE: "the same bytes were here already",
        Status.FAILED: result.reason,
    }
    return IngestLine(result.name, result.status.value, href, told[result.status])


def _page(held: Desk, lines: tuple[IngestLine, ...]) -> IngestPage:
    failures = held.store.accessions.failures(limit=_FAILURES_SHOWN)
    return IngestPage(
        lines=lines,
        failures=tuple((arrived.file_name, event.code, event.detail, event.at) for arrived, event in failures),
        limit_mb=held.settings.upload_mb,
    )
