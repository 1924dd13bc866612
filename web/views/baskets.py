"""The basket: excerpts gathered while reading, taken along as one bibliography or one document. Nothing is stored."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request

from archive.errors import Refused
from web.baskets import basket
from web.desk import desk
from web.frame import render
from web.present.baskets import basket_page, written_as

VIEWS = Blueprint("baskets", __name__)


@VIEWS.get("/basket")
def show() -> Response:
    """Show what was gathered in this browser."""
    return make_response(render("basket.html", basket_page("")))


@VIEWS.post("/basket")
def take() -> Response:
    """Give the excerpts in a form, if all of them hold; else say which do not."""
    written, form = request.form.get("cites", ""), request.form.get("form", "md")
    found = basket(desk().store, written, request.host_url)
    if found.troubles or not found.excerpts:
        message = "" if found.troubles else "The basket is empty."
        return make_response(render("basket.html", basket_page(written, found, form), message=message), 422)
    made = written_as(found.excerpts, form)
    if made is None:
        raise Refused("a basket cannot be had in this form")
    response = Response(made.text, content_type=f"{made.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
