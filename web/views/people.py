"""Signing in with a one-time link, and signing out."""

from __future__ import annotations

import secrets

from flask import Blueprint, Response, make_response, redirect, request

from archive.store.people import Purpose
from web.desk import desk
from web.frame import render
from web.pages.frame import SignInPage
from web.security import SESSION_COOKIE

VIEWS = Blueprint("people", __name__)


@VIEWS.get("/sign-in")
def sign_in_page() -> Response:
    """Show who the link signs in, or how one comes by a link; only the button uses it up, a preview does no harm."""
    store, token = desk().store, request.args.get("token", "")[:200]
    actor = store.people.bearer(token, Purpose.SIGN_IN, at=store.clock.now()) if token else None
    return make_response(render("sign_in.html", SignInPage(actor.name if actor else "", token)))


@VIEWS.post("/sign-in")
def sign_in() -> Response:
    """Redeem the link and begin a new session."""
    held, token = desk(), request.form.get("token", "")[:200]
    people, clock = held.store.people, held.store.clock
    actor = people.redeem(token, Purpose.SIGN_IN, at=clock.now())
    if actor is None:
        return make_response(render("sign_in.html", SignInPage("", token)), 410)
    session, days = secrets.token_urlsafe(32), held.settings.session_days
    people.issue(session, Purpose.SESSION, actor.id, expires=clock.later(days * 24 * 60))
    response = make_response(redirect("/", 303))
    response.set_cookie(
        SESSION_COOKIE,
        session,
        max_age=days * 86_400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
    return response


@VIEWS.post("/sign-out")
def sign_out() -> Response:
    """End the session on the server, not only in the browser."""
    desk().store.people.withdraw(request.cookies.get(SESSION_COOKIE, ""))
    response = make_response(redirect("/", 303))
    response.delete_cookie(SESSION_COOKIE)
    return response
