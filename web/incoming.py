"""An annotation as it comes in, in the words of the W3C model: read into a draft, or a change of one that is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from archive.annotations import PASSAGES_LIMIT, Anchor, Motivation, Visibility
from archive.errors import Refused
from archive.marking import Change, Draft
from archive.selectors import describe
from web import wire
from web.references import parse_reference
from web.selecting import selected
from web.urls import AUDIENCE, FOREIGN


class Targets(NamedTuple):
    """The passages that an annotation is about, all of one revision."""

    revision: int
    anchors: tuple[Anchor, ...]


def targets(sent: object, *, document: str, text: Callable[[int], str]) -> Targets:
    """Read the targets of an annotation; `text` gives the text of a revision. What does not hold is `Refused`."""
    each_of = wire.listed(sent)
    if not each_of:
        raise Refused("the annotation needs a target")
    if len(each_of) > PASSAGES_LIMIT:
        raise Refused(f"an annotation may mark {PASSAGES_LIMIT} passages, this one marks {len(each_of)}")
    described = [wire.entries(each, "a target on words of this document") for each in each_of]
    revisions = {_revision(each.get("source"), document) for each in described}
    if len(revisions) > 1:
        raise Refused("all targets of an annotation must be in one revision")
    revision = revisions.pop()
    held = text(revision)
    spans = [selected(each.get("selector"), held) for each in described]
    return Targets(revision, tuple(Anchor(span, describe(held, span)) for span in spans))


def draft(sent: object, *, document: str, text: Callable[[int], str]) -> Draft:
    """Read a W3C annotation into a draft; what is missing or contradictory is `Refused`."""
    annotation = wire.entries(sent, "the annotation")
    revision, (first, *further) = targets(annotation.get("target"), document=document, text=text)
    said = bodies(annotation)
    return Draft(
        document=document,
        revision=revision,
        span=first.span,
        quote=first.quote,
        body=said.comment,
        tags=said.tags,
        further=tuple(further),
        motivation=motivation_said(annotation.get("motivation")),
        visibility=audience_said(annotation.get("audience")) or Visibility.PUBLIC,
        via=wire.text(annotation, "via") or wire.text(annotation, "id"),
        canonical=wire.text(annotation, "canonical"),
    )


def change(sent: object, anchors: tuple[Anchor, ...] | None) -> Change:
    """Read what an annotation is to say from now on; `anchors` are its new passages, None where they stay."""
    annotation = wire.entries(sent, "the annotation")
    said = bodies(annotation)
    return Change(
        said.comment,
        said.tags,
        motivation=motivation_said(annotation.get("motivation")),
        visibility=audience_said(annotation.get("audience")),
        anchors=anchors,
    )


def answered(sent: object) -> str:
    """Return the id of the annotation that this one answers, empty where it is about words."""
    target = sent.get("target") if isinstance(sent, dict) else None
    return target.rpartition("/annotations/")[2][:100] if isinstance(target, str) and "/annotations/" in target else ""


def motivation_said(sent: object) -> Motivation | None:
    """Read why an annotation was made; of what the vocabulary has and the archive has not, nothing is kept."""
    written = sent[0] if isinstance(sent, list) and sent else sent
    known = {each.value: each for each in Motivation if each is not Motivation.REPLYING}
    return known.get(str(written).rpartition("#")[2].removeprefix("oa:")) if isinstance(written, str) else None


def audience_said(sent: object) -> Visibility | None:
    """Read for whom an annotation is, None where it does not say; an audience that is not known is `Refused`.

    What is meant for few is never shown to more for want of understanding.
    """
    if sent is None:
        return None
    written = sent.get("id") if isinstance(sent, dict) else sent
    for each in Visibility:
        if written == f"{AUDIENCE}{each.value}":
            return each
    raise Refused(f"the audience must be {AUDIENCE} with one of {', '.join(each.value for each in Visibility)}")


class Said(NamedTuple):
    """What an annotation says: its comment (Markdown, empty where there is none) and its tags as written."""

    comment: str
    tags: tuple[str, ...]


def bodies(sent: object) -> Said:
    """Read the bodies of a W3C annotation: one comment at most, and a tag each that has the purpose `tagging`."""
    annotation = wire.entries(sent, "the annotation")
    if "bodyValue" in annotation:
        if "body" in annotation:
            raise Refused("an annotation has either “body” or “bodyValue”, never both")
        return Said(wire.text(annotation, "bodyValue").strip(), ())
    comments: list[str] = []
    tags: list[str] = []
    for body in wire.listed(annotation.get("body")):
        (tags if _is_tag(body) else comments).append(_value(body))
    if len(comments) > 1:
        raise Refused("only one comment is understood; further bodies must have the purpose “tagging”")
    return Said(comments[0].strip() if comments else "", tuple(tags))


def _is_tag(body: object) -> bool:
    return isinstance(body, dict) and body.get("purpose") == "tagging"


def _value(body: object) -> str:
    return body if isinstance(body, str) else wire.text(wire.entries(body, "a body"), "value")


def _revision(source: object, document: str) -> int:
    if not isinstance(source, str):
        raise Refused("the target's source must be the address of a revision")
    reference = parse_reference(source.rpartition("/")[2])
    if reference.document != document or not reference.revision:
        raise Refused(
            "the target's source must be a pinned revision of this document; annotations on other things go to "
            f"{FOREIGN}"
        )
    return reference.revision
