"""JSON-LD over HTTP: the body of a request read, a representation sent with its headers."""

from __future__ import annotations

import json

from flask import Response, abort, request

from archive.annotations import Annotation
from archive.errors import Conflict, Refused
from web import negotiation
from web.present.annotation import annotation_wire, etag
from web.security import refuse_large

ACCEPTED = ("application/ld+json", "application/json")
"""The media types in which annotations are taken, with or without a profile."""

_BODY_BYTES = 1 << 20


def sent() -> object:
    """Return the JSON of the request; 413, 415 or 422 where there is none."""
    refuse_large(_BODY_BYTES)
    request.max_content_length = _BODY_BYTES
    if request.mimetype not in ACCEPTED:
        abort(415, f"Send the annotation as {' or '.join(ACCEPTED)}.")
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise Refused("the body is not JSON") from error


def reply(wire: object) -> Response:
    """Return a representation in the type that the request wants."""
    response = Response(json.dumps(wire, ensure_ascii=False), content_type=negotiation.content_type())
    response.headers["Vary"] = "Accept, Prefer"
    return response


def one(annotation: Annotation, **beside: object) -> Response:
    """Return an annotation with the headers of the Web Annotation Protocol; `beside` is what the model has not."""
    response = reply({**annotation_wire(annotation, request.host_url), **beside})
    response.headers["ETag"] = etag(annotation)
    response.headers["Link"] = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
    response.headers["Allow"] = "GET, HEAD, OPTIONS, PUT, DELETE"
    return response


def stale(annotation: Annotation, error: Conflict) -> Response:
    """Return what stands where a write came too late, so that its sender can merge, with the sentence of the error."""
    response = one(annotation, error=str(error), status=412)
    response.status_code = 412
    return response
