"""JSON-LD over HTTP: the body of a request read, a representation sent with its headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Response, abort, request

from archive.annotations import Annotation
from archive.errors import Conflict, Refused
from archive.foreign import ForeignAnnotation
from web import negotiation, urls
from web.present.annotation import annotation_wire, etag
from web.present.foreign import foreign_wire
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


def one(annotation: Annotation | ForeignAnnotation, **beside: object) -> Response:
    """Return an annotation with the headers of the Web Annotation Protocol; `beside` is what the model has not."""
    response = reply({**_wire(annotation), **beside})
    response.headers["ETag"] = etag(annotation)
    response.headers["Link"] = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
    response.headers["Allow"] = "GET, HEAD, OPTIONS, PUT, DELETE"
    return response


def created(annotation: Annotation | ForeignAnnotation) -> Response:
    """Return a new annotation, its address as `Location`."""
    response = one(annotation)
    response.status_code = 201
    address = urls.foreign if isinstance(annotation, ForeignAnnotation) else urls.annotation
    response.headers["Location"] = request.host_url.rstrip("/") + address(annotation.id)
    return response


@contextmanager
def merging(standing: Callable[[], Annotation | ForeignAnnotation]) -> Iterator[None]:
    """Answer a write that comes too late inside with the state that stands, so that its sender can merge the two."""
    try:
        yield
    except Conflict as error:
        response = one(standing(), error=str(error), status=412)
        response.status_code = 412
        abort(response)


def _wire(annotation: Annotation | ForeignAnnotation) -> dict[str, object]:
    if isinstance(annotation, ForeignAnnotation):
        return foreign_wire(annotation, request.host_url)
    return annotation_wire(annotation, request.host_url)
