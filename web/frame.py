"""What every page shows around its content, and the one way a template is rendered."""

from __future__ import annotations

from flask import g, render_template, request

from archive.access import ANONYMOUS, Action, may
from web import parts
from web.desk import desk
from web.pages.frame import Frame


def frame(*, message: str = "") -> Frame:
    """Return the frame for the actor of this request."""
    held = desk()
    return Frame(
        actor_name=held.actor.name,
        signed_in=held.actor is not ANONYMOUS,
        may_annotate=may(held.actor, Action.ANNOTATE),
        may_ingest=may(held.actor, Action.INGEST),
        may_review=may(held.actor, Action.REVIEW),
        csrf=g.get("csrf", ""),
        query=request.args.get("q", "")[:2048],
        documents=held.store.documents.count(),
        message=message,
        held=parts.held(request.headers.get(parts.HEADER, "")),
    )


def render(template: str, page: object, *, message: str = "") -> str:
    """Render a template with its page and the frame."""
    return render_template(template, frame=frame(message=message), page=page)
