"""A foreign annotation as it comes in: what of it is kept, bounded and held against the W3C model where that counts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from archive.annotations import PASSAGES_LIMIT, Visibility
from archive.errors import Refused
from archive.foreign import ForeignAnnotation
from archive.proposals import check_address
from web import urls, wire
from web.incoming import audience_said
from web.present.annotation import CONTEXT
from web.replacing import keep_names

RESERVED = frozenset({"@context", "id", "created", "modified", "creator", "audience", "error", "status"})
"""What the archive says of an annotation itself; the last two stand beside the state in the answer to a stale write."""

_DEEPEST = 16
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


class ForeignContent(NamedTuple):
    """What an annotation says, and who is to see it, None where it does not say."""

    content: dict[str, object]
    visibility: Visibility | None


def foreign_content(sent: object, host: str) -> ForeignContent:
    """Read an annotation on things that are not in the archive; what the model forbids is `Refused`.

    Everything else is kept as it was sent; an id that it brings as `via`. One on what is in the archive, whose address
    begins with `host`, is `Refused`: it belongs to a document.
    """
    said = wire.entries(sent, "the annotation")
    _must_be_plain(said)
    if any(context != CONTEXT for context in wire.listed(said.get("@context"))):
        raise Refused(f"the only context that is understood is {CONTEXT}")
    if "Annotation" not in wire.listed(said.get("type")):
        raise Refused("the type must be “Annotation”")
    _check_targets(said, host)
    _check_bodies(said)
    kept = {name: value for name, value in said.items() if name not in RESERVED}
    if via := said.get("via") or wire.text(said, "id"):
        kept["via"] = via
    for name in (*wire.listed(kept.get("via")), wire.text(kept, "canonical")):
        if not isinstance(name, str):
            raise Refused("“via” must be an address or a list of them")
        check_address(name)
    return ForeignContent(kept, audience_said(said.get("audience")))


def foreign_change(sent: object, held: ForeignAnnotation, host: str) -> ForeignContent:
    """Read what an annotation is to say from now on; 409 where it has another id, canonical or original one."""
    said = wire.entries(sent, "the annotation")
    names = {name: held.content[name] for name in ("canonical", "via") if name in held.content}
    keep_names(said, host.rstrip("/") + urls.foreign(held.id), names.get("canonical"), names.get("via"))
    return foreign_content({name: value for name, value in said.items() if name != "id"} | names, host)


def each_resource(sent: object) -> Iterator[object]:
    """Yield bodies or targets one by one, those of a choice, a list or a set too."""
    for each in wire.listed(sent):
        if isinstance(each, dict) and isinstance(each.get("items"), list):
            yield from each_resource(each["items"])
        else:
            yield each


def address(resource: object) -> str:
    """Return where a body or a target lies, empty where it does not say."""
    while isinstance(resource, dict):
        resource = resource.get("source") or resource.get("id")
    return resource if isinstance(resource, str) else ""


def _check_targets(said: Mapping[str, object], host: str) -> None:
    targets = list(each_resource(said.get("target")))
    if not 1 <= len(targets) <= PASSAGES_LIMIT:
        raise Refused(f"an annotation must have a target, and may have {PASSAGES_LIMIT}; this one has {len(targets)}")
    for target in targets:
        where = address(target)
        if not _IRI.fullmatch(where):
            raise Refused("each target must be an address, or have one as its “source” or “id”")
        check_address(where)
        if f"{where}/".startswith(f"{host.rstrip('/')}/"):
            raise Refused(
                f"{where} lies in this archive: send annotations on a document to its own container "
                "(/documents/<id>/annotations/), answers to /annotations/<id>/replies"
            )


def _check_bodies(said: Mapping[str, object]) -> None:
    if "bodyValue" in said:
        wire.text(said, "bodyValue")
        if "body" in said:
            raise Refused("an annotation has either “body” or “bodyValue”, never both")
    for body in each_resource(said.get("body")):
        if isinstance(body, dict) and "TextualBody" in wire.listed(body.get("type")) and "value" not in body:
            raise Refused("a TextualBody needs a “value”")
        if isinstance(body, dict) and "value" in body:
            wire.text(body, "value")
        elif not _IRI.fullmatch(address(body)):
            raise Refused("each body must be an address or have a “value”")


def _must_be_plain(value: object, depth: int = 0) -> None:
    """Refuse what JSON has no words for, and what is nested too deep to be worked on."""
    if depth > _DEEPEST:
        raise Refused(f"an annotation may be nested {_DEEPEST} deep")
    if isinstance(value, float) and not math.isfinite(value):
        raise Refused("numbers must be finite")
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            _must_be_plain(each, depth + 1)
