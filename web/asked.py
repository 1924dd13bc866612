"""What was asked of the search: words, what narrows them, how it is shown; read from an address, and put back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.annotations import Annotation
from archive.clock import ALPHABET, ID_LENGTH
from archive.documents import Kind
from archive.tags import fold
from index.days import days_between
from index.engines.protocol import Filters
from index.parsing import parse
from index.properties import is_date
from index.query import LIMIT_BYTES, And, Marked, Node, Query
from web import urls
from web.receive import page_number

ORDERS = ("date", "added")
"""Orders other than by relevance, which is meant where none is named."""

_ID = re.compile(f"[{ALPHABET}]{{{ID_LENGTH}}}")
_LONGEST = 500
_LONGEST_OFFSET = 11


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search with its filters; empty values ask nothing, unusable ones are listed in `remarks`, not guessed.

    `within` is the id of the one document that is searched; `tag` and `noted` ask for passages that carry an
    annotation; `exact` asks for every word as typed: case, marks and accents count.
    """

    query: str = ""
    kind: str = ""
    author: str = ""
    recipient: str = ""
    date_from: str = ""
    date_to: str = ""
    tag: str = ""
    noted: bool = False
    within: str = ""
    exact: bool = False
    order: str = ""
    view: str = "grouped"
    page: int = 1
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choosing:
    """Which notes are wanted: of a person (id), with a tag, of a kind (a motivation); empty asks nothing."""

    person: str = ""
    tag: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.person or self.tag or self.kind)

    def fits(self, note: Annotation) -> bool:
        """Tell whether a note is wanted."""
        return (
            self.person in ("", note.author)
            and self.kind in ("", note.motivation.value)
            and (not self.tag or fold(self.tag) in map(fold, note.tags))
        )


@dataclass(frozen=True, slots=True)
class Looking:
    """What somebody who reads a text looks for in it, and the code point near which they are (-1 where nobody said).

    `note` is the id of the note about which they are, empty for none.
    """

    query: str = ""
    exact: bool = False
    near: int = -1
    notes: Choosing = Choosing()
    note: str = ""


NOTHING = Looking()


def looking(query: Mapping[str, str]) -> Looking:
    """Read what is looked for in a text, and which notes are wanted (what fits none shows none), from its address."""
    near = query.get("hit", "")
    at = int(near) if near.isascii() and near.isdigit() and len(near) < _LONGEST_OFFSET else -1
    chosen = Choosing(*(query.get(name, "").strip()[:200] for name in ("by", "tag", "kind")))
    return Looking(_query(query), query.get("exact") == "1", at, chosen, query.get("note", "").strip()[:200])


def _query(query: Mapping[str, str]) -> str:
    """Return what is searched; one sign more than is ever read is kept, so that whoever reads it says so."""
    return query.get("q", "").strip()[: LIMIT_BYTES + 1]


def search_request(query: Mapping[str, str]) -> SearchRequest:
    """Read the parameters of a search."""
    remarks: list[str] = []
    date_from, date_to = _dates(query, remarks)
    return SearchRequest(
        query=_query(query),
        kind=_kind(query.get("kind", ""), remarks),
        author=query.get("author", "")[:_LONGEST],
        recipient=query.get("recipient", "")[:_LONGEST],
        date_from=date_from,
        date_to=date_to,
        tag=" ".join(query.get("tag", "")[:_LONGEST].split()),
        noted=query.get("has") == "annotation",
        within=_document(query.get("in", ""), remarks),
        exact=query.get("exact") == "1",
        order=query.get("order", "") if query.get("order") in ORDERS else "",
        view="flat" if query.get("view") == "flat" else "grouped",
        page=page_number(query.get("page", "")),
        remarks=tuple(remarks),
    )


def parameters(asked: SearchRequest) -> dict[str, str]:
    """Return a search as the parameters of its address; what asks nothing is left out, the page too."""
    given = {"q": asked.query, **narrowing(asked), "order": asked.order, "view": "flat" if asked.view == "flat" else ""}
    return {name: value for name, value in given.items() if value}


def narrowing(asked: SearchRequest) -> dict[str, str]:
    """Return what narrows a search, as the parameters of its address."""
    given = {
        "kind": asked.kind,
        "author": asked.author,
        "recipient": asked.recipient,
        "from": asked.date_from,
        "to": asked.date_to,
        "tag": asked.tag,
        "has": "annotation" if asked.noted else "",
        "in": asked.within,
        "exact": "1" if asked.exact else "",
    }
    return {name: value for name, value in given.items() if value}


def address(asked: SearchRequest, *, ending: str = "", page: int = 1, **changed: object) -> str:
    """Return the address of a search, some of it changed, from its first page on unless a later one is named."""
    later = {"page": str(page)} if page > 1 else {}
    return urls.search(ending, **parameters(replace(asked, **changed)), **later)  # type: ignore[arg-type]


def sought_in(looked: Looking) -> Query:
    """Return what is looked for in a text as a query."""
    return parse(looked.query, verbatim=looked.exact)


def filters(asked: SearchRequest) -> Filters:
    """Return what the documents of a search must be."""
    return Filters(asked.kind, asked.author, asked.date_from, asked.date_to, asked.within, asked.recipient)


def query_of(asked: SearchRequest) -> Query:
    """Return what was typed as a query, within the passages that carry the annotation asked for."""
    query = parse(asked.query, verbatim=asked.exact)
    marked: list[Node] = [Marked("tag", asked.tag)] if asked.tag else []
    marked += [Marked("has", "annotation")] if asked.noted else []
    return replace(query, root=And((query.root, *marked))) if query.root is not None and marked else query


def _kind(written: str, remarks: list[str]) -> str:
    if written and written not in {known.value for known in Kind}:
        remarks.append(f"there is no kind of document called “{written[:40]}”")
        return ""
    return written


def _dates(query: Mapping[str, str], remarks: list[str]) -> tuple[str, str]:
    """Return from and to which date, the earlier first."""
    low, high = (_date(query.get(name, ""), remarks) for name in ("from", "to"))
    first, last = days_between(low, high)
    if first > last:
        remarks.append(f"the dates ran backwards and were read as {high} to {low}")
        return high, low
    return low, high


def _date(written: str, remarks: list[str]) -> str:
    written = written.strip()
    if written and not is_date(written):
        remarks.append(f"“{written[:40]}” is not a date; write 2031, 2031-03 or 2031-03-14")
        return ""
    return written


def _document(written: str, remarks: list[str]) -> str:
    if written and not _ID.fullmatch(written):
        remarks.append(f"“{written[:40]}” is not the id of a document")
        return ""
    return written
