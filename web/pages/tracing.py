"""What the pages that trace printed quotations receive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch of one wording: `kind` is same, gone, come, left (out), page; `more` words are not shown."""

    kind: str
    text: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place where a quotation stands: where, how it stands there, and both wordings.

    `source` are the source's words between `before` and `after`; `printed` the quotation's, empty where nothing
    differs; `told` the differences in words.
    """

    href: str
    cite_href: str
    title: str
    kind: str
    creator: str
    recipient: str
    date: str
    page: str
    verdict: str
    label: str
    meaning: str
    remarks: tuple[str, ...]
    before: str
    source: tuple[Wording, ...]
    after: str
    printed: tuple[Wording, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a quotation: verdict (`verdict` is its wire word) and what it says; the places, best first."""

    verdict: str
    label: str
    meaning: str
    remarks: tuple[str, ...]
    places: tuple[PlaceCard, ...]
    others: str
    milliseconds: int
    json_href: str


@dataclass(frozen=True, slots=True)
class TracePage:
    """The form with a quotation and the document it is printed in, and what was found; `finding` is None before.

    `index_note` says where the index does not have everything yet.
    """

    quotation: str
    without: str
    finding: Finding | None
    may_list: bool
    most: int
    index_note: str


@dataclass(frozen=True, slots=True)
class Row:
    """A quotation of a list, in one line of a table."""

    number: int
    quotation: str
    href: str
    verdict: str
    label: str
    note: str
    score: str
    title: str
    page: str
    place_href: str
    exact: str
    others: int
    unshown: str


@dataclass(frozen=True, slots=True)
class TraceListPage:
    """A list of quotations traced; `csv` and `json` are the same as addresses that hold it, empty where too large."""

    summary: str
    unfinished: str
    rows: tuple[Row, ...]
    csv: str
    json: str
