"""Changes of annotations as they happen: server-sent events, each answer short, so that no thread is kept."""

from __future__ import annotations

from flask import Blueprint, Response, request

from web import addressed
from web.desk import desk
from web.live import told

VIEWS = Blueprint("events", __name__)


@VIEWS.get("/documents/<reference>/annotations/events")
def follow(reference: str) -> Response:
    """Tell when the annotations on a document have changed since the event that was seen last."""
    document = addressed.document(desk().store, reference)
    since = request.headers.get("Last-Event-ID", "") or request.args.get("after", "")
    response = Response(told(desk(), document.id, since), content_type="text/event-stream; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
