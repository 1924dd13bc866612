"""What the time line receives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A document at the other end of quotations: how many, and how many of them misquote."""

    title: str
    href: str
    times: int
    misquoted: int


@dataclass(frozen=True, slots=True)
class Borrowed:
    """Quotations one way: `told` counts them in words and leads to them; `more` documents are not named."""

    told: str
    href: str
    named: tuple[Counterpart, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A document on the time line; `day` is its date without the year, `here` whether all is shown around it."""

    title: str
    href: str
    kind: str
    people: str
    date: str
    day: str
    here: bool
    quotes: Borrowed | None
    quoted_by: Borrowed | None


@dataclass(frozen=True, slots=True)
class Year:
    """The documents of a year in the order of their dates; `name` is empty for those without one."""

    name: str
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class ChronologyPage:
    """The archive in the order of time.

    `around` is the title of the document around which it stands, empty for the whole archive. `undated` are the first
    documents without a date, of `undated_total`; `only_undated` says that the list is of these.
    """

    around: str
    around_href: str
    person: str
    people: tuple[str, ...]
    action: str
    all_href: str
    summary: str
    notes: tuple[str, ...]
    years: tuple[Year, ...]
    undated: tuple[TimelineEntry, ...]
    undated_total: int
    undated_href: str
    only_undated: bool
    json_href: str
    page: int
    pages: int
    previous_href: str
    next_href: str
