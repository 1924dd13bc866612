"""Citations: the address of exact words, whether they still stand there, and the forms they are taken along in."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from archive.citations import Citation, Standing, cite
from archive.documents import Document, Revision
from archive.errors import Damaged, Forged, NotHeld, Refused, Withdrawn
from archive.spans import Span
from archive.standing import Stand, stand
from archive.store import Store
from web.citation_wishes import wished
from web.desk import desk
from web.frame import render
from web.present.citation import citation_wire, cited_card, excerpt_of
from web.present.citation_forms import BIBLIOGRAPHY, FORMS, in_style
from web.present.reader import reader_page
from web.present.standing import standing_wire
from web.present.styled import STYLES
from web.references import parse_cited, parse_reference
from web.text_fragments import on_original_page

VIEWS = Blueprint("citations", __name__)


@VIEWS.get("/documents/<reference>/cite/<cited>")
def show(reference: str, cited: str) -> Response:
    """Open the cited passage and say whether it is intact, or give the citation in another form."""
    pinned, (span, check, form) = parse_reference(reference), parse_cited(cited)
    if not pinned.revision:
        raise NotHeld("a citation names a revision, for example abcdefgh@1")
    store = desk().store
    document = store.documents.get(pinned.document)
    revision = store.revisions.get(pinned.document, pinned.revision)
    found = _stand(store, Citation(document.id, revision.number, span, check)) if check else None
    ending, style = (form, request.args.get("style", "")) if form else wished(request.accept_mimetypes)
    if ending and ending != "json":
        reply = _form(document, revision, _fitting(revision, span, found), ending, style)
    elif ending or found is None:
        told = standing_wire(found, request.host_url) if found else {}
        citation = _fitting(revision, span, found)
        original = on_original_page(document.description.source_url, revision.text, span)
        wire = citation_wire(document, revision, citation, request.host_url)
        reply = jsonify(wire | {"original": original} | told)
    else:
        reply = _opened(document, revision, found)
    if not form:
        reply.vary.add("Accept")
    return reply


def _stand(store: Store, citation: Citation) -> Stand:
    """Return the standing of a citation of a revision that is held: a newest revision that cannot be read is `Damaged`.

    A document that was withdrawn since the request began is `Withdrawn`.
    """
    found = stand(store, citation)
    if found.standing is Standing.UNKNOWN:
        raise Damaged(found.reason)
    if found.standing is Standing.WITHDRAWN:
        raise Withdrawn(found.reason)
    return found


def _opened(document: Document, revision: Revision, found: Stand) -> Response:
    """Show the passage with its standing; a citation that does not fit the revision is answered 409."""
    host, span = request.host_url, found.citation.span
    card = cited_card(document, revision, found, host)
    at = span if card.exact else None
    page = reader_page(desk(), document, revision, cited=card, at=at, host=host)
    return make_response(render("reader.html", page), 409 if found.standing is Standing.FORGED else 200)


def _fitting(revision: Revision, span: Span, found: Stand | None) -> Citation:
    """Return the citation of the words at a span; words that are not what was cited are never given for it."""
    if found and found.standing is Standing.FORGED:
        raise Forged(found.reason)
    return cite(revision, span)


def _form(document: Document, revision: Revision, citation: Citation, ending: str, style: str) -> Response:
    """Give a citation in a form."""
    if ending not in FORMS:
        raise NotHeld(
            f"a citation cannot be had as .{ending}; there are .json, {', '.join(f'.{one}' for one in FORMS)}"
        )
    excerpt = excerpt_of(document, revision, citation, request.host_url)
    if ending == "txt" and style:
        if style not in STYLES:
            raise Refused(f"this style is not known; there are {', '.join(STYLES)}")
        media_type = "text/plain" if request.path.endswith(".txt") else BIBLIOGRAPHY
        return Response(in_style(excerpt, style), content_type=f"{media_type}; charset=utf-8")
    form = FORMS[ending]
    return Response(form.write(excerpt), content_type=f"{form.media_type}; charset=utf-8")
