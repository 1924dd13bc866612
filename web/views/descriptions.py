"""The description of a document: shown with its evidence, corrected, and given back to what was found."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.describing import correct, revert
from archive.documents import FIELDS, Document
from archive.errors import ArchiveError, Conflict, Refused
from web import addressed, urls
from web.desk import desk
from web.frame import render
from web.present.description import description_page, in_labels

VIEWS = Blueprint("descriptions", __name__)


@VIEWS.get("/documents/<reference>/description")
def form(reference: str) -> Response:
    """Show the form that corrects a description."""
    return make_response(render("description.html", description_page(desk(), _document(reference))))


@VIEWS.post("/documents/<reference>/description")
def save(reference: str) -> BaseResponse:
    """Keep what was changed, or take one correction back; what cannot be kept is shown again with the reason."""
    held, document = desk(), _document(reference)
    back = request.form.get("revert", "")
    typed = {field: request.form[field] for field in FIELDS if field in request.form and field != back}
    seen = {field: request.form.get(f"was-{field}", "") for field in typed}
    try:
        with held.store.atomic():
            correct(held.store, held.actor, document.id, typed, seen=seen)
            if back:
                revert(held.store, held.actor, document.id, back)
    except (Conflict, Refused) as error:
        return _again(document.id, typed, seen, error)
    held.index.follow()
    return redirect(urls.description(document.id) if back else urls.document(_document(reference)), 303)


def _document(reference: str) -> Document:
    return addressed.document(desk().store, reference)


def _again(document: str, typed: dict[str, str], seen: dict[str, str], error: ArchiveError) -> Response:
    """Show the form with what was typed, what stands now, and why it was not kept."""
    page = description_page(desk(), desk().store.documents.get(document), typed=typed, seen=seen)
    status = 412 if isinstance(error, Conflict) else 422
    return make_response(render("description.html", replace(page, fault=in_labels(f"{error} ").strip())), status)
