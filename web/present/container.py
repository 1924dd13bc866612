"""A container of annotations and its pages, in the words of the Web Annotation Protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.errors import NotHeld
from web import urls
from web.present.annotation import CONTEXT

Item = Mapping[str, object]
"""An annotation in the words of the model, with its context, so that it can be taken out of a page as it is."""

_LDP = "http://www.w3.org/ns/ldp.jsonld"


@dataclass(frozen=True, slots=True)
class Container:
    """Annotations in pages of `size`, numbered from 0; with `iris` a page holds addresses alone.

    `path` is the container's address on the `host`, which is the archive's address without a slash at its end; `total`
    is how many there are.
    """

    path: str
    total: int
    size: int
    iris: bool
    host: str

    @property
    def pages(self) -> int:
        """How many pages there are; one where there is no annotation."""
        return max(1, -(-self.total // self.size))

    @property
    def id(self) -> str:
        """The address of the container, in this choice of items."""
        return self.host + urls.contained(self.path, iris="1" if self.iris else "")

    def page_id(self, number: int) -> str:
        """Return the address of a page."""
        return self.host + urls.contained(self.path, iris="1" if self.iris else "", page=str(number))


def container_wire(container: Container, embedded: Sequence[Item] | None) -> dict[str, object]:
    """Return the description of a container; the first page stands in it where its items are `embedded`."""
    return {
        "@context": [CONTEXT, _LDP],
        "id": container.id,
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": "Annotations",
        "total": container.total,
        "first": container.page_id(0) if embedded is None else _page(container, 0, embedded),
        "last": container.page_id(container.pages - 1),
    }


def page_wire(container: Container, number: int, items: Sequence[Item]) -> dict[str, object]:
    """Return a page with its neighbours; `NotHeld` behind the last one."""
    if number >= container.pages:
        raise NotHeld(f"these annotations have pages 0 to {container.pages - 1}")
    return {"@context": CONTEXT, **_page(container, number, items)}


def _page(container: Container, number: int, items: Sequence[Item]) -> dict[str, object]:
    wire: dict[str, object] = {
        "id": container.page_id(number),
        "type": "AnnotationPage",
        "partOf": {"id": container.id, "type": "AnnotationCollection", "total": container.total},
        "startIndex": number * container.size,
        "items": [each["id"] if container.iris else each for each in items],
    }
    if number > 0:
        wire["prev"] = container.page_id(number - 1)
    if number + 1 < container.pages:
        wire["next"] = container.page_id(number + 1)
    return wire
