"""Withdrawn documents: every address under theirs is answered 410, with what stood there and why it is gone."""

from __future__ import annotations

from flask import Flask, Response, jsonify, make_response, request

from archive.citations import Citation, fault
from archive.documents import Document
from archive.errors import ArchiveError, NotHeld, Refused
from archive.withdrawals import Withdrawal
from archive.withdrawing import named
from web import citation_addresses
from web.desk import desk
from web.errors import wants_json
from web.frame import render
from web.moments import day
from web.pages.withdrawn import WithdrawnPage
from web.references import parse_reference

_REFERENCES = ("reference", "other")
_STATUS = 410


def guard(app: Flask) -> None:
    """Look before every request whether the document it is about was withdrawn; call it after `security.guard`."""
    app.before_request(_withdrawn)


def _withdrawn() -> Response | None:
    given = request.view_args or {}
    for reference in (str(given[name]) for name in _REFERENCES if name in given):
        try:
            identifier = parse_reference(reference).document
        except NotHeld:
            continue  # whoever serves the address says so
        if withdrawal := desk().store.withdrawals.of(identifier):
            document = desk().store.documents.get(identifier)
            return _reply(document, withdrawal, _cited(reference, str(given.get("cited", ""))))
    return None


def _cited(reference: str, written: str) -> Citation | None:
    """Return the citation that the address is of, None where it is of none."""
    try:
        return citation_addresses.read(reference, written)[0]
    except (NotHeld, Refused):
        return None


def _reply(document: Document, withdrawal: Withdrawal, cited: Citation | None) -> Response:
    told, fits = ([], "") if cited is None else _of_citation(cited)
    described = document.description
    if wants_json():
        words = {name.lower(): value for name, value in told}
        response = jsonify(
            error=f"{named(document)} was withdrawn on {withdrawal.at[:10]}: {withdrawal.reason}",
            status=_STATUS,
            document=document.id,
            title=described.title,
            creator=described.creator,
            date=described.date,
            withdrawn=withdrawal.at,
            reason=withdrawal.reason,
            cited=words | {"fits": fits} if cited else None,
        )
    else:
        facts = [("Title", described.title), ("By", described.creator), ("Date", described.date), *told]
        page = WithdrawnPage(
            day(withdrawal.at), withdrawal.reason, tuple((name, value) for name, value in facts if value), fits
        )
        response = make_response(render("withdrawn.html", page))
    response.status_code = _STATUS
    return response


def _of_citation(cited: Citation) -> tuple[list[tuple[str, str]], str]:
    """Return what a citation names, and a sentence that says whether it fits the record, which is kept."""
    told = [("Revision", str(cited.revision)), ("Characters", str(cited.span)), ("Check", cited.check)]
    try:
        revision = desk().store.revisions.get(cited.document, cited.revision)
    except ArchiveError as error:
        return told, f"What was cited cannot be checked: {error}."
    told.append(("SHA-256 of the text", revision.frozen.text_sha256))
    return told, fault(cited, revision) or "The check fits the words that stand there in the record."
