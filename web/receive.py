"""From the wire to the domain: what a request says, checked and typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from werkzeug.datastructures import FileStorage

from archive.annotations import PASSAGES_LIMIT, Anchor, Motivation, Visibility
from archive.errors import NotHeld, Refused
from archive.judgements import Ruling
from archive.judging import Place
from archive.marking import Change, Draft
from archive.quoted import LONGEST
from archive.selectors import Quote
from archive.spans import Span
from web.quotation_lists import MOST_BYTES, read_list
from web.urls import AUDIENCE, parse_reference

_PLACE = re.compile(
    r"/documents/(?P<reference>[0-9A-Za-z@-]{8,100})(?:/cite/|\?(?:[^#\s]*&)?at=)(?P<span>\d{1,10}-\d{1,10})"
)
_DEEPEST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class TraceRequest:
    """A printed quotation, and the document it is printed in as it was named (`without`) and by its id."""

    quotation: str
    without: str
    leaving_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A list of quotations, the documents that are no source of them, and the form of the answer."""

    quotations: list[str]
    leaving_out: tuple[str, ...]
    form: str


def trace_request(said: Mapping[str, str]) -> TraceRequest:
    """Read the parameters of a trace; a document that cannot be read as one is `Refused`.

    One sign more than is ever traced is kept, so that whoever traces says so.
    """
    without = said.get("without", "").strip()
    quotation = said.get("quotation", "").replace("\r\n", "\n").strip()
    return TraceRequest(quotation[: LONGEST + 1], without, _left_out(without))


def list_request(said: Mapping[str, str], sent: FileStorage | None) -> ListRequest:
    """Read a list of quotations that was sent as a file or pasted (`quotations`); what is no list is `Refused`."""
    if sent is not None and sent.filename:
        quotations = read_list(sent.stream.read(MOST_BYTES + 1), sent.filename)
    else:
        quotations = read_list(said.get("quotations", "").encode())
    return ListRequest(quotations, _left_out(said.get("without", "")), said.get("form", ""))


def _left_out(written: str) -> tuple[str, ...]:
    named = document_named(written)
    return (named,) if named else ()


def document_named(written: str) -> str:
    """Read the id of a document from its id or any of its addresses; empty where nothing is written, else `Refused`."""
    written = written.strip()
    if not written:
        return ""
    place = re.sub(r"[?#].*", "", written, flags=re.S).rpartition("/documents/")[2].partition("/")[0]
    try:
        return parse_reference(place).document
    except NotHeld as error:
        raise Refused(f"“{written[:80]}” is neither the address nor the id of a document") from error


@dataclass(frozen=True, slots=True)
class JudgementRequest:
    """What a reviewer says of a quotation; `place` is where it stands by their word."""

    ruling: Ruling
    comment: str
    place: Place | None


def judgement_request(said: Mapping[str, str]) -> JudgementRequest:
    """Read a judgement; an unknown ruling, or a place that is no address of words, is `Refused`."""
    try:
        ruling = Ruling(said.get("ruling", ""))
    except ValueError as error:
        raise Refused(f"a ruling is one of {', '.join(each.value for each in Ruling)}") from error
    comment = said.get("comment", "").replace("\r\n", "\n")
    written = said.get("place", "").strip()
    return JudgementRequest(ruling, comment, place_named(written) if written else None)


def place_named(written: str) -> Place:
    """Read the address of words, as a citation or as a passage of a pinned revision; else `Refused`."""
    found = _PLACE.search(written)
    if not found:
        raise Refused("the other place must be the address of words: select them in the source and copy the citation")
    reference = parse_reference(found["reference"])
    if not reference.revision:
        raise Refused("the address of the other place names no revision: copy the citation of the words")
    return Place(reference.document, reference.revision, Span.parse(found["span"]))


@dataclass(frozen=True, slots=True)
class ChronologyRequest:
    """A page of the time line: of documents from or to a person (a part of the name), or of those without a date."""

    person: str
    undated: bool
    page: int


def chronology_request(said: Mapping[str, str]) -> ChronologyRequest:
    """Read the parameters of the time line."""
    person = " ".join(said.get("person", "")[:200].split())
    return ChronologyRequest(person, said.get("dates") == "none", page_number(said.get("page", "")))


def page_number(written: str) -> int:
    """Read a page number; what is none is the first page."""
    return min(int(written), _DEEPEST_PAGE) if written.isascii() and written.isdigit() and 0 < len(written) < 9 else 1


def draft(wire: object, *, document: str) -> Draft:
    """Read a W3C annotation on one span into a draft; what is missing or contradictory is `Refused`."""
    annotation = _object(wire, "the annotation")
    revision, (first, *further) = targets(annotation.get("target"), document)
    said = bodies(annotation)
    return Draft(
        document=document,
        revision=revision,
        span=first.span,
        quote=first.quote,
        body=said.comment,
        tags=said.tags,
        further=tuple(further),
        motivation=_motivation(annotation.get("motivation")),
        visibility=_visibility(annotation.get("audience")) or Visibility.PUBLIC,
    )


def change(wire: object, *, document: str) -> tuple[Change, int]:
    """Read what an annotation is to say from now on, and the revision of its target (0 where it names none)."""
    annotation = _object(wire, "the annotation")
    said = bodies(annotation)
    revision, anchors = 0, None
    if "target" in annotation:
        revision, anchors = targets(annotation["target"], document)
    return Change(
        said.comment,
        said.tags,
        motivation=_motivation(annotation.get("motivation")),
        visibility=_visibility(annotation.get("audience")),
        anchors=anchors,
    ), revision


def targets(wire: object, document: str) -> tuple[int, tuple[Anchor, ...]]:
    """Read the targets of an annotation: passages of one revision, and its number."""
    listed = wire if isinstance(wire, list) else [wire]
    if not listed:
        raise Refused("the annotation needs a target")
    if len(listed) > PASSAGES_LIMIT:
        raise Refused(f"an annotation may mark {PASSAGES_LIMIT} passages, this one marks {len(listed)}")
    read = [_target(_object(each, "its target"), document) for each in listed]
    if len({revision for revision, _ in read}) > 1:
        raise Refused("all targets of an annotation must be in one revision")
    return read[0][0], tuple(anchor for _, anchor in read)


def _target(target: Mapping[str, object], document: str) -> tuple[int, Anchor]:
    position, quote = _selectors(target.get("selector"))
    span = Span(_whole(position, "start"), _whole(position, "end"))
    words = Quote(_text(quote, "exact"), _text(quote, "prefix"), _text(quote, "suffix"))
    return _revision(target.get("source"), document), Anchor(span, words)


def _motivation(wire: object) -> Motivation | None:
    """Read why an annotation was made; of what the vocabulary has and the archive has not, nothing is kept."""
    written = wire[0] if isinstance(wire, list) and wire else wire
    known = {each.value: each for each in Motivation if each is not Motivation.REPLYING}
    return known.get(str(written).rpartition("#")[2].removeprefix("oa:")) if isinstance(written, str) else None


def _visibility(wire: object) -> Visibility | None:
    """Read for whom an annotation is, None where it does not say; an audience that is not known is `Refused`.

    What is meant for few is never shown to more for want of understanding.
    """
    if wire is None:
        return None
    written = wire.get("id") if isinstance(wire, dict) else wire
    for each in Visibility:
        if written == f"{AUDIENCE}{each.value}":
            return each
    raise Refused(f"the audience must be {AUDIENCE} with one of {', '.join(each.value for each in Visibility)}")


class Said(NamedTuple):
    """What an annotation says: its comment (Markdown, empty where there is none) and its tags as written."""

    comment: str
    tags: tuple[str, ...]


def bodies(wire: object) -> Said:
    """Read the bodies of a W3C annotation: one comment at most, and a tag each that has the purpose `tagging`."""
    annotation = _object(wire, "the annotation")
    if isinstance(annotation.get("bodyValue"), str):
        return Said(str(annotation["bodyValue"]).strip(), ())
    listed = annotation.get("body") or []
    comments: list[str] = []
    tags: list[str] = []
    for body in listed if isinstance(listed, list) else [listed]:
        (tags if _is_tag(body) else comments).append(_value(body))
    if len(comments) > 1:
        raise Refused("only one comment is understood; further bodies must have the purpose “tagging”")
    return Said(comments[0].strip() if comments else "", tuple(tags))


def _is_tag(body: object) -> bool:
    return isinstance(body, dict) and body.get("purpose") == "tagging"


def _value(body: object) -> str:
    return body if isinstance(body, str) else _text(_object(body, "a body"), "value")


def _object(wire: object, name: str) -> Mapping[str, object]:
    if not isinstance(wire, dict):
        raise Refused(f"{name} must be a JSON object")
    return wire


def _text(wire: Mapping[str, object], name: str) -> str:
    value = wire.get(name, "")
    if not isinstance(value, str):
        raise Refused(f"“{name}” must be text")
    return value


def _whole(wire: Mapping[str, object], name: str) -> int:
    value = wire.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"“{name}” must be a whole number of code points")
    return value


def _selectors(wire: object) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Return the position and the quote selector; both are needed, so that each can check the other."""
    listed = wire if isinstance(wire, list) else [wire]
    by_type = {selector.get("type"): selector for selector in listed if isinstance(selector, dict)}
    try:
        return by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
    except KeyError as missing:
        raise Refused(f"the target needs a {missing.args[0]}") from missing


def _revision(source: object, document: str) -> int:
    if not isinstance(source, str):
        raise Refused("the target's source must be the address of a revision")
    reference = parse_reference(source.rpartition("/")[2])
    if reference.document != document or not reference.revision:
        raise Refused("the target's source must be a pinned revision of this document")
    return reference.revision
