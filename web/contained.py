"""A container of annotations over HTTP, by the W3C Web Annotation Protocol: described, or one of its pages given."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response, abort, request

from web import jsonld
from web.desk import desk
from web.prefer import Preference, preference
from web.present.container import Container, Item, container_wire, page_wire

_LINKS = (
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
)
_PAGE_LINK = '<http://www.w3.org/ns/oa#AnnotationPage>; rel="type"'


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a container at `path`, as far as the asker sees it.

    `total` is how many there are; `items` gives a stretch of them (how many, after how many), in the order in which
    they came, which changes least; `state` tells apart what has the same number of annotations.
    """

    path: str
    total: int
    items: Callable[[int, int], Sequence[Item]]
    state: str

    def page(self, number: int, size: int) -> Sequence[Item]:
        """Return the annotations of a page, counted from 0."""
        return self.items(size, number * size)


def given(contents: Contents) -> Response:
    """Describe the container, or give one of its pages (`page`); `iris=1` gives addresses alone."""
    preferred = preference(request.headers.getlist("Prefer"))
    container = _container(contents, preferred)
    if "page" in request.args:
        number = page_number()
        return _sent(page_wire(container, number, contents.page(number, container.size)))
    wire = container_wire(container, contents.page(0, container.size) if preferred.embedding else None)
    response = _sent(wire, contents.state)
    if preferred.stated:
        response.headers["Preference-Applied"] = "return=representation"
    return response


def page_number() -> int:
    """Return the page that is asked for, counted from 0; 400 where that is no number."""
    written = request.args.get("page", "0")
    if not (written.isascii() and written.isdigit() and len(written) < 9):
        abort(400, "“page” is the number of a page, counted from 0.")
    return int(written)


def tell(response: Response) -> Response:
    """Say of a container what may be done with it."""
    if request.method != "POST" and response.status_code < 400:
        response.headers["Allow"] = "GET, HEAD, OPTIONS, POST"
        response.headers["Accept-Post"] = ", ".join(jsonld.ACCEPTED)
        response.headers["Vary"] = "Accept, Prefer"
        for link in [_PAGE_LINK] if "page" in request.args else _LINKS:
            response.headers.add("Link", link)
    return response


def _container(contents: Contents, preferred: Preference) -> Container:
    """Return the container as it is asked for; its address says more than what is preferred."""
    iris = request.args.get("iris", "0")
    if iris not in {"0", "1"}:
        abort(400, "“iris” is 1 for the addresses of the annotations, 0 for the annotations themselves.")
    by_address = iris == "1" or ("page" not in request.args and "iris" not in request.args and preferred.iris)
    size, host = desk().settings.page_size, request.host_url.rstrip("/")
    return Container(contents.path, contents.total, size, by_address, host)


def _sent(wire: dict[str, object], state: str = "") -> Response:
    """Return a representation with what tells it from others of the same address, and from older ones."""
    response = jsonld.reply(wire)
    response.headers["Content-Location"] = str(wire["id"])
    response.set_etag(hashlib.sha256(response.get_data() + state.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response
