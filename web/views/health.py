"""Whether the process lives and can serve."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from web.desk import desk

VIEWS = Blueprint("health", __name__)


@VIEWS.get("/livez")
def live() -> Response:
    """Say that the process answers."""
    return jsonify(status="alive")


@VIEWS.get("/readyz")
def ready() -> tuple[Response, int]:
    """Say whether the record can be read and how far the index has got."""
    held = desk()
    documents = held.store.documents.count()
    state = held.index.state()
    status = 200 if state.serving else 503
    return jsonify(documents=documents, index=state.name, behind=state.behind), status
