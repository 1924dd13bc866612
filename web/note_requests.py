"""From the wire to the domain: what people ask about notes in forms, checked and typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Request

from archive.annotations import Visibility
from archive.errors import Refused
from archive.judging import Place
from archive.reviews import Opinion
from archive.spans import Span
from archive.tags import Colour
from web.incoming import bodies
from web.receive import place_named


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What a reviewer does about an annotation: `act` is assess, settle, reopen or assign; `person` a name."""

    act: str
    opinion: Opinion
    comment: str
    person: str


def review_request(said: Mapping[str, str]) -> ReviewRequest:
    """Read what a reviewer does; an act or an opinion that is not known is `Refused`."""
    act, opinion = said.get("act", ""), said.get("opinion", Opinion.UNSURE.value)
    if act not in {"assess", "settle", "reopen", "assign"}:
        raise Refused("a review is one of assess, settle, reopen, assign")
    try:
        return ReviewRequest(
            act, Opinion(opinion), said.get("comment", "").replace("\r\n", "\n"), said.get("person", "").strip()[:200]
        )
    except ValueError as error:
        raise Refused(f"an opinion is one of {', '.join(each.value for each in Opinion)}") from error


@dataclass(frozen=True, slots=True)
class PlaceDecided:
    """Where a person says that passage number `part` (from 0) stands in a revision; None: nowhere.

    `exact` is what they saw there; of a place that they `cited` the citation itself says it.
    """

    revision: int
    part: int
    span: Span | None
    exact: str
    cited: Place | None = None


def place_decided(said: Mapping[str, str]) -> PlaceDecided:
    """Read a decision: `span` and `exact`, the address of words (`cited`), or `gone`."""
    revision, part = (_number(said.get(name, "")) for name in ("revision", "part"))
    if said.get("gone"):
        return PlaceDecided(revision, part, None, "")
    if written := said.get("cited", "").strip():
        cited = place_named(written)
        if cited.revision != revision:
            raise Refused(f"the citation is of revision {cited.revision}, the place must be in revision {revision}")
        return PlaceDecided(revision, part, cited.span, "", cited)
    exact = said.get("exact", "").replace("\r\n", "\n")
    return PlaceDecided(revision, part, Span.parse(said.get("span", "")), exact)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 9):
        raise Refused("a revision and a passage are named by whole numbers")
    return int(written)


def colour_chosen(said: Mapping[str, str]) -> Colour:
    """Read the colour of a tag; one that is not known is `Refused`."""
    try:
        return Colour(said.get("colour", Colour.NONE.value))
    except ValueError as error:
        raise Refused(f"a colour is one of {', '.join(each.value for each in Colour)}") from error


def reply_body(sent: Request) -> str:
    """Read the words of an answer out of a form or a W3C annotation."""
    if sent.mimetype not in {"application/ld+json", "application/json"}:
        return sent.form.get("body", "").replace("\r\n", "\n").strip()
    try:
        return bodies(json.loads(sent.get_data())).comment
    except (ValueError, RecursionError) as error:
        raise Refused("the body is not JSON") from error


def tags_written(said: Mapping[str, str]) -> tuple[str, ...]:
    """Read tags with commas between them."""
    return tuple(filter(None, (tag.strip() for tag in said.get("tags", "").split(","))))


def visibility_chosen(said: Mapping[str, str]) -> Visibility:
    """Read for whom something is; a word that is not known is `Refused`."""
    try:
        return Visibility(said.get("visibility", Visibility.PUBLIC.value))
    except ValueError as error:
        raise Refused(f"it is for one of {', '.join(each.value for each in Visibility)}") from error


def visibility_of_others(said: Mapping[str, str]) -> Visibility:
    """Read for whom imported notes are that do not say it: for their importer alone where nothing is chosen."""
    return visibility_chosen({"visibility": said.get("visibility") or Visibility.PRIVATE.value})
