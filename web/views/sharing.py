"""A passage outside the archive: its picture, its page to be embedded, and oEmbed, by which other sites ask for it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from archive.citations import Citation, Standing, standing
from archive.documents import Document, Revision
from archive.errors import NotHeld, Refused
from web.desk import desk
from web.picture import picture
from web.present.sharing import embedded, oembed, sketch
from web.references import parse_cited, parse_reference
from web.security import EMBEDDABLE

VIEWS = Blueprint("sharing", __name__)

_NO_LIMIT = 100_000


@VIEWS.get("/documents/<reference>/cite/<cited>.png")
def drawn(reference: str, cited: str) -> Response:
    """Draw a passage; words that are no longer what was cited are never drawn for it."""
    document, revision, citation = _cited(reference, cited)
    if standing(citation, revision) is not Standing.INTACT:
        raise Refused("the words at this place are not the words that were cited: the check in the address differs")
    wanted = sketch(document, revision, citation, request.host)
    reply = Response(content_type="image/png")
    reply.set_etag(wanted.etag)
    if not request.if_none_match.contains(wanted.etag):
        reply.set_data(picture(wanted))
    reply.make_conditional(request)
    return reply


@VIEWS.get("/documents/<reference>/cite/<cited>/embed")
def embed(reference: str, cited: str) -> Response:
    """Show a passage inside another site's page: no script, no form, nothing of whoever looks at it."""
    document, revision, citation = _cited(reference, cited)
    page = embedded(document, revision, citation, request.host_url)
    reply = make_response(render_template("embed.html", page=page))
    reply.headers["Content-Security-Policy"] = EMBEDDABLE
    return reply


@VIEWS.get("/oembed")
def ask() -> Response:
    """Answer what oEmbed 1.0 asks of the address of a citation."""
    if request.args.get("format", "json") != "json":
        abort(501, "oEmbed is answered as JSON alone.")
    document, revision, citation = _cited(*_places(request.args.get("url", "")))
    if standing(citation, revision) is not Standing.INTACT:
        raise NotHeld("the words at this place are not the words that were cited")
    most = _limit("maxwidth"), _limit("maxheight")
    return jsonify(oembed(document, revision, citation, request.host_url, most))


def _cited(reference: str, cited: str) -> tuple[Document, Revision, Citation]:
    """Return what the address of a citation names; one without a revision or a check is `NotHeld`."""
    pinned, (span, check, form) = parse_reference(reference), parse_cited(cited)
    if not pinned.revision or not check or form or pinned.form:
        raise NotHeld("a passage is shown elsewhere by its citation: a revision, a span and a check")
    store = desk().store
    document = store.documents.get(pinned.document)
    revision = store.revisions.get(pinned.document, pinned.revision)
    return document, revision, Citation(document.id, revision.number, span, check)


def _places(address: str) -> tuple[str, str]:
    """Return the parts of an address of this archive that name document and passage; else `NotHeld`."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise NotHeld("that is not an address") from None
    own = {request.host, urlsplit(desk().settings.public_url).netloc} - {""}
    steps = parts.path.split("/")
    if parts.scheme not in {"http", "https"} or parts.netloc not in own or len(steps) != 5:
        raise NotHeld("that is not the address of a citation in this archive")
    root, noun, reference, verb, cited = steps
    if (root, noun, verb) != ("", "documents", "cite"):
        raise NotHeld("that is not the address of a citation in this archive")
    return reference, cited


def _limit(name: str) -> int:
    written = request.args.get(name, "")
    if not written:
        return _NO_LIMIT
    if not (written.isascii() and written.isdecimal() and int(written[:9]) > 0):
        raise Refused(f"{name} is a number of pixels, from 1")
    return int(written[:9])
