"""Tags: the list that reviewers have agreed on, and what else is in use."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from archive.errors import NotHeld, Refused
from archive.tagging import list_tag, unlist_tag
from web.desk import desk
from web.frame import render
from web.note_requests import colour_chosen
from web.present.tags import tags_page

VIEWS = Blueprint("tags", __name__)


@VIEWS.get("/tags")
def shelf() -> Response:
    """Show all tags with what they mean and how often they are used."""
    return make_response(render("tags.html", tags_page(desk())))


@VIEWS.post("/tags")
def keep() -> BaseResponse:
    """Put a tag on the list, change it there, or with `remove` take it off."""
    label, store, actor = request.form.get("label", ""), desk().store, desk().actor
    try:
        if request.form.get("remove"):
            unlist_tag(store, actor, label)
        else:
            list_tag(store, actor, label, colour_chosen(request.form), request.form.get("meaning", ""))
    except (Refused, NotHeld) as error:
        page = render("tags.html", tags_page(desk()), message=f"This was not kept: {error}.")
        return make_response(page, 422)
    return redirect("/tags", 303)
