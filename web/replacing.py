"""What a change of an annotation must say and may not touch, by the Web Annotation Protocol and RFC 9110."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import abort, request

from archive.annotations import Anchor, Annotation
from archive.errors import Conflict
from archive.foreign import ForeignAnnotation
from archive.settings import Settings
from web import incoming, urls, wire


def expected_version(annotation: Annotation | ForeignAnnotation, settings: Settings) -> int:
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


def keep_names(said: Mapping[str, object], own: str, canonical: object, via: object) -> None:
    """Answer 409 where a new state has another id than its `own`, or another canonical or original one."""
    if said.get("id", own) != own:
        abort(409, f"The id of this annotation is {own} and cannot change.")
    for name, held in (("canonical", canonical), ("via", via)):
        if said.get(name, held) != held:
            abort(409, f"The “{name}” of an annotation cannot change.")


def hold_fast(sent: object, annotation: Annotation, host: str, text: Callable[[int], str]) -> tuple[Anchor, ...] | None:
    """Return the passages of a new state, None where they stay; 409 where it has another address, origin or revision.

    What is not sent stays. `text` gives the text of a revision of the annotation's document.
    """
    said = wire.entries(sent, "the annotation")
    keep_names(said, host.rstrip("/") + urls.annotation(annotation.id), annotation.canonical, annotation.via)
    if "target" not in said:
        return None
    if annotation.reply_to:
        if said["target"] != host.rstrip("/") + urls.annotation(annotation.reply_to):
            abort(409, "A reply stays with the annotation that it answers.")
        return None
    revision, anchors = incoming.targets(said["target"], document=annotation.document, text=text)
    if revision != annotation.revision:
        abort(409, f"This annotation lies on revision {annotation.revision}; it cannot be moved to another.")
    return anchors
