"""From the wire to the domain: what a request says, checked and typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from archive.errors import NotHeld, Refused
from archive.judgements import Ruling
from archive.judging import Place
from archive.quoted import LONGEST
from archive.spans import Span
from archive.store import Store
from web.quotation_lists import MOST_BYTES, read_list
from web.references import parse_reference

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


def trace_request(store: Store, said: Mapping[str, str]) -> TraceRequest:
    """Read the parameters of a trace; `Refused` where the document that is no source is not there.

    One sign more than is ever traced is kept, so that whoever traces says so.
    """
    without = said.get("without", "").strip()
    quotation = said.get("quotation", "").replace("\r\n", "\n").strip()
    return TraceRequest(quotation[: LONGEST + 1], without, said_left_out(store, said))


def list_request(store: Store, said: Mapping[str, str], sent: FileStorage | None) -> ListRequest:
    """Read a list of quotations that was sent as a file or pasted (`quotations`); what is no list is `Refused`."""
    if sent is not None and sent.filename:
        quotations = read_list(sent.stream.read(MOST_BYTES + 1), sent.filename)
    else:
        quotations = read_list(said.get("quotations", "").encode())
    return ListRequest(quotations, said_left_out(store, said), said.get("form", ""))


def said_left_out(store: Store, said: Mapping[str, str]) -> tuple[str, ...]:
    """Read what a request leaves out (`without`); `Refused` where that is not there."""
    try:
        return left_out(store, [said.get("without", "")])
    except NotHeld as error:
        raise Refused(f"It cannot be left out: {error}") from error


def left_out(store: Store, written: Iterable[str]) -> tuple[str, ...]:
    """Read the ids of the documents that are no sources; where nothing is written none is meant.

    One that is not there is `NotHeld`: whoever mistypes the article would have it for its own source.
    """
    named = tuple(filter(None, map(document_named, written)))
    store.documents.must_hold(*named)
    return named


def document_named(written: str) -> str:
    """Read the id of a document from its id or any of its addresses; empty where nothing is written, else `NotHeld`."""
    written = written.strip()
    if not written:
        return ""
    place = re.sub(r"[?#].*", "", written, flags=re.S).rpartition("/documents/")[2].partition("/")[0]
    try:
        return parse_reference(place).document
    except NotHeld as error:
        raise NotHeld(f"“{written[:80]}” is neither the address nor the id of a document") from error


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
    return min(whole_number(written, otherwise=1), _DEEPEST_PAGE)


def whole_number(written: str, *, otherwise: int = 0) -> int:
    """Read a whole number of up to eight digits; what is none is `otherwise`."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else otherwise
