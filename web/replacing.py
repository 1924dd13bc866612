"""What a change of an annotation must say and may not touch, by the Web Annotation Protocol and RFC 9110."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, request

from archive.annotations import Annotation
from archive.errors import Conflict
from archive.settings import Settings
from web import receive, urls, wire


def expected_version(annotation: Annotation, settings: Settings) -> int:
    """Return the version that `If-Match` names; `Conflict` where another one stands, 428 where nothing is said.

    Where the settings let plain clients through, a request without `If-Match` is about the version that stands now,
    and so is `If-Match: *`.
    """
    if not request.headers.get("If-Match"):
        if settings.require_if_match == "yes":
            abort(428, "A change must say in If-Match which version of the annotation it is made from.")
        return annotation.version
    if not request.if_match.contains(str(annotation.version)):
        raise Conflict("this annotation was changed meanwhile; reload to see how it stands")
    return annotation.version


def hold_fast(sent: object, annotation: Annotation, host: str, text: Callable[[int], str]) -> None:
    """Answer 409 where a new state would give the annotation another address, origin or target.

    What is not sent stays. `text` gives the text of a revision of the annotation's document.
    """
    said = wire.entries(sent, "the annotation")
    own = host.rstrip("/") + urls.annotation(annotation.id)
    if said.get("id", own) != own:
        abort(409, f"The id of this annotation is {own} and cannot change.")
    for name in ("canonical", "via"):
        if name in said:
            abort(409, f"This annotation has no “{name}”, and none can be given to it afterwards.")
    if "target" in said:
        place = receive.marked(said["target"], document=annotation.document, text=text)
        if (place.revision, place.span) != (annotation.revision, annotation.span):
            abort(409, "An annotation stays at its words: for others, make a new one.")
