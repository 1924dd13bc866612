"""A passage outside the archive: its picture, its page to be embedded, and oEmbed, by which other sites ask for it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from archive.citations import Citation, Standing, fault
from archive.documents import Document, Revision
from archive.errors import NotHeld, Refused
from web import citation_addresses
from web.desk import desk
from web.manuscripts import links
from web.picture import picture
from web.present.sharing import embedded, oembed, sketch
from web.security import EMBEDDABLE

VIEWS = Blueprint("sharing", __name__)

_NO_LIMIT = 100_000


@VIEWS.get("/documents/<reference>/cite/<cited>.png")
def drawn(reference: str, cited: str) -> Response:
    """Draw a passage; words that are no longer what was cited are never drawn for it."""
    document, revision, citation = _cited(reference, cited)
    citation_addresses.must_fit(citation, revision)
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
    found = citation_addresses.followed(desk().store, citation)
    page = embedded(document, revision, found, request.host_url)
    reply = make_response(render_template("embed.html", page=page), 409 if found.standing is Standing.FORGED else 200)
    reply.headers["Content-Security-Policy"] = EMBEDDABLE
    return reply


@VIEWS.get("/oembed")
def ask() -> Response:
    """Answer what oEmbed 1.0 asks of the address of a citation."""
    if request.args.get("format", "json") != "json":
        abort(501, "oEmbed is answered as JSON alone.")
    document, revision, citation = _cited(*_places(request.args.get("url", "")))
    if told := fault(citation, revision):
        raise NotHeld(told)
    most = _limit("maxwidth"), _limit("maxheight")
    return jsonify(oembed(document, revision, citation, request.host_url, most))


def _cited(reference: str, cited: str) -> tuple[Document, Revision, Citation]:
    """Return what the address of a citation names; one without a check is `NotHeld`."""
    citation, form = citation_addresses.read(reference, cited)
    if not citation.check or form:
        raise NotHeld("a passage is shown elsewhere by its citation: a revision, a span and a check")
    return *citation_addresses.held(desk().store, citation), citation


def _places(address: str) -> tuple[str, str]:
    """Return the parts of an address of this archive that name document and passage; else `NotHeld`."""
    own = {request.host, urlsplit(desk().settings.public_url).netloc} - {""}
    bases = {f"{scheme}://{host}" for host in own for scheme in ("http", "https")}
    link = next(links(address), None)
    if link is None or link.base not in bases or link.written != re.split("[?#]", address)[0]:
        raise NotHeld("that is not the address of a citation in this archive")
    return link.reference, link.cited


def _limit(name: str) -> int:
    written = request.args.get(name, "")
    if not written:
        return _NO_LIMIT
    if not (written.isascii() and written.isdecimal() and int(written[:9]) > 0):
        raise Refused(f"{name} is a number of pixels, from 1")
    return int(written[:9])
