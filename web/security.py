"""What stands around every request: headers, session, cross-site checks, the permission matrix."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

from archive.access import ANONYMOUS, must
from archive.errors import Denied
from archive.store.people import Purpose
from web import parts
from web.desk import desk
from web.permissions import MATRIX

SESSION_COOKIE = "verbatim_session"
FORM_BYTES = 2 << 20
"""How large the fields of a form may be together, files apart."""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

EMBEDDABLE = (
    "default-src 'none'; style-src 'self'; img-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors *"
)
"""The policy of the one page that other sites may show in theirs: nothing runs in it, nothing is sent from it."""


def guard(app: Flask) -> None:
    """Put the checks before and the headers after every request."""
    app.before_request(_enter)
    app.after_request(_seal)
    missing = {rule.endpoint for rule in app.url_map.iter_rules()} - set(MATRIX)
    if missing:
        raise RuntimeError(f"these routes have no row in the permission matrix: {sorted(missing)}")


def csrf_token(session: str) -> str:
    """Return the token that forms of this session must carry; empty without a session."""
    if not session:
        return ""
    return hmac.new(desk().store.secret.encode(), session.encode(), hashlib.sha256).hexdigest()


def _enter() -> None:
    """Learn who asks, then hold the request against the cross-site rules and the matrix."""
    session = request.cookies.get(SESSION_COOKIE, "")[:200]
    store = desk().store
    actor = store.people.bearer(session, Purpose.SESSION, at=store.clock.now()) if session else None
    g.actor = actor or ANONYMOUS
    g.csrf = csrf_token(session) if actor else ""
    if request.endpoint is None:
        return
    if request.method not in _SAFE_METHODS:
        if request.mimetype == "application/x-www-form-urlencoded":
            refuse_large(FORM_BYTES)  # Werkzeug bounds only the fields of multipart forms
        _same_site()
    must(g.actor, MATRIX[request.endpoint])


def _same_site() -> None:
    """Refuse a write that another site's page sent, or that lacks the session's token."""
    fetch_site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "")
    if fetch_site not in {"same-origin", "none"} or (origin and urlsplit(origin).netloc != request.host):
        raise Denied("this request came from another site")
    if g.csrf and request.endpoint != "people.sign_in":
        given = request.headers.get("X-CSRF-Token") or request.form.get("csrf", "")
        if not hmac.compare_digest(given.encode(), g.csrf.encode()):
            raise Denied("the form is from another session; reload the page and try again")


def _seal(response: Response) -> Response:
    """Add the headers every reply carries, errors too."""
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != "static":
        partial = parts.HEADER in request.headers
        response.headers.setdefault("Cache-Control", "no-store" if partial else "private, no-cache")
    return response


def refuse_large(limit: int) -> None:
    """Answer 413 before reading a body that says it is larger than `limit` bytes."""
    if (request.content_length or 0) > limit:
        abort(413, f"at most {limit >> 20} MB may be sent here")
