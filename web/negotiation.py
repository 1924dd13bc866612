"""Which representation a request wants; parameters of media types (`profile`, `charset`) tell none apart here."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, request
from werkzeug.datastructures import MIMEAccept

from web.present.annotation import MEDIA_TYPE

_JSON_LD = "application/ld+json"
_TYPES = {_JSON_LD: MEDIA_TYPE, "application/json": "application/json", "text/html": "text/html"}


def preferred(offers: Sequence[str], default: str = "") -> str:
    """Return the offered media type that the request likes best; `default` where it takes none or says nothing."""
    plain = [(value.partition(";")[0].strip(), quality) for value, quality in request.accept_mimetypes]
    return MIMEAccept(plain).best_match(offers, default) or default


def content_type(*others: str) -> str:
    """Return the type in which an annotation is given: JSON-LD, JSON or one of `others`; 406 where none will do."""
    best = preferred([_JSON_LD, "application/json", *others], "" if request.accept_mimetypes else _JSON_LD)
    if not best:
        abort(406, f"Annotations are given as {', '.join([_JSON_LD, 'application/json', *others])}.")
    return _TYPES[best]
