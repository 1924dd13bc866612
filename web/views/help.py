"""Help."""

from __future__ import annotations

from flask import Blueprint, Response, make_response

from web.desk import desk
from web.frame import render
from web.present.help import help_page

VIEWS = Blueprint("help", __name__)


@VIEWS.get("/help/search")
def search() -> Response:
    """Show the query language, with examples that run on this archive."""
    return make_response(render("help_search.html", help_page(desk())))
