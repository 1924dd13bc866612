"""Citations: the address of exact words, whether they still stand there, and the forms they are taken along in."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, request

from archive.citations import Citation, Standing, cite, standing
from archive.documents import Document, Revision
from archive.errors import NotHeld, Refused
from web import urls
from web.citation_wishes import wished
from web.desk import desk
from web.frame import render
from web.present.citation import citation_wire, cited_card, excerpt_of
from web.present.citation_forms import BIBLIOGRAPHY, FORMS, in_style
from web.present.reader import reader_page
from web.present.styled import STYLES
from web.text_fragments import on_original_page

VIEWS = Blueprint("citations", __name__)


@VIEWS.get("/documents/<reference>/cite/<cited>")
def show(reference: str, cited: str) -> Response:
    """Open the cited passage and say whether it is intact, or give the citation in another form."""
    pinned, (span, check, form) = urls.parse_reference(reference), urls.parse_cited(cited)
    if not pinned.revision:
        raise NotHeld("a citation names a revision, for example abcdefgh@1")
    store = desk().store
    document = store.documents.get(pinned.document)
    revision = store.revisions.get(pinned.document, pinned.revision)
    ending, style = (form, request.args.get("style", "")) if form else wished(request.accept_mimetypes)
    if ending and ending != "json":
        reply = _form(document, revision, Citation(document.id, revision.number, span, check), ending, style)
    elif ending or not check:
        original = on_original_page(document.description.source_url, revision.text, span)
        wire = citation_wire(document, revision, cite(revision, span), request.host_url)
        reply = jsonify(wire | {"original": original})
    else:
        card, at = cited_card(document, revision, span, check, request.host_url)
        page = reader_page(desk(), document, revision, cited=card, at=at, host=request.host_url)
        reply = make_response(render("reader.html", page))
    if not form:
        reply.vary.add("Accept")
    return reply


def _form(document: Document, revision: Revision, cited: Citation, ending: str, style: str) -> Response:
    """Give a citation in a form; words that are no longer what was cited are never given for it."""
    if ending not in FORMS:
        raise NotHeld(
            f"a citation cannot be had as .{ending}; there are .json, {', '.join(f'.{one}' for one in FORMS)}"
        )
    citation = cite(revision, cited.span)
    if cited.check and standing(cited, revision) is not Standing.INTACT:
        raise Refused("the words at this place are not the words that were cited: the check in the address differs")
    excerpt = excerpt_of(document, revision, citation, request.host_url)
    if ending == "txt" and style:
        if style not in STYLES:
            raise Refused(f"this style is not known; there are {', '.join(STYLES)}")
        media_type = "text/plain" if request.path.endswith(".txt") else BIBLIOGRAPHY
        return Response(in_style(excerpt, style), content_type=f"{media_type}; charset=utf-8")
    form = FORMS[ending]
    return Response(form.write(excerpt), content_type=f"{form.media_type}; charset=utf-8")
