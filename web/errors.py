"""Errors of the archive as HTTP: one body shape, in HTML or JSON as the caller prefers."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, make_response, request
from werkzeug.exceptions import HTTPException, SecurityError

from archive.errors import (
    ArchiveError,
    Conflict,
    Damaged,
    Denied,
    Forged,
    NoRoom,
    NotHeld,
    Refused,
    Unreadable,
    Unwritable,
    Withdrawn,
)
from archive.store.disk import fault_of
from web.frame import render
from web.negotiation import preferred
from web.pages.frame import ErrorPage

_STATUS: dict[type[ArchiveError], int] = {
    NotHeld: 404,
    Withdrawn: 410,
    Refused: 422,
    Forged: 409,
    Denied: 403,
    Unreadable: 415,
    Conflict: 412,
    Damaged: 500,
    Unwritable: 503,
    NoRoom: 507,
}
_HEADING = {
    400: "This request cannot be understood",
    403: "Not allowed",
    404: "Not here",
    405: "Not possible here",
    406: "Not to be had in that form",
    409: "Contradicts the record",
    410: "Gone",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Cannot be read",
    422: "Refused",
    428: "Which version?",
    501: "Not to be had in that form",
    500: "Something went wrong",
    503: "Cannot be stored now",
    507: "No room left",
}


def install(app: Flask) -> None:
    """Translate errors from here on."""
    app.register_error_handler(ArchiveError, _archive_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(Exception, _fault)


def wants_json() -> bool:
    """Tell whether the caller prefers JSON to HTML."""
    best = preferred(["text/html", "application/json", "application/ld+json"], "text/html")
    return best != "text/html" or request.mimetype.endswith("json") or request.path.endswith(".json")


def _reply(status: int, explanation: str) -> Response:
    heading = _HEADING.get(status, "This did not work")
    if wants_json():
        response = jsonify(error=explanation, status=status)
    else:
        response = make_response(render("error.html", ErrorPage(status, heading, sentence(explanation))))
    response.status_code = status
    return response


def sentence(words: str) -> str:
    """Return the words of an error as a sentence of a page."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) or not words else ".")


def _archive_error(error: ArchiveError) -> Response:
    if isinstance(error, Unwritable):
        logging.getLogger("verbatim").error("the disk takes nothing more: %s", error.__cause__)
    return _reply(_STATUS.get(type(error), 500), str(error))


def _http_error(error: HTTPException) -> Response:
    reply = _reply(error.code or 500, error.description or "")
    for name, value in error.get_headers():
        if name.lower() in {"allow", "location", "retry-after"}:
            reply.headers[name] = value
    return reply


def _foreign_host(_error: SecurityError) -> Response:
    """Answer a request for another host name; no page can be built for it, since it has no address here."""
    return Response("This archive is not known under that host name.\n", 400, content_type="text/plain; charset=utf-8")


def _fault(error: Exception) -> Response:
    """Answer what no layer expected. A large upload fills a disk before the archive sees it: that is told as it is."""
    if disk := fault_of(error):
        disk.__cause__ = error
        return _archive_error(disk)
    logging.getLogger("verbatim").error("unexpected fault", exc_info=error)
    return _reply(500, "The fault is in the program, not in what you did; it has been logged. Nothing was stored.")
