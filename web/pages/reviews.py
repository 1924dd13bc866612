"""What the pages of reviewers receive: their queue, earlier versions of a note, listed tags, places to settle."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Choice
from web.pages.margin import TagChip


@dataclass(frozen=True, slots=True)
class QueueLine:
    """An annotation that waits for somebody."""

    quote: str
    comment: str
    href: str
    title: str
    author: str
    state: str


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """How far two reviewers agree; `kappa` is a number in words, or why there is none."""

    people: str
    shared: int
    alike: int
    kappa: str


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """What waits for a reviewer: asked of them by name, in need of a second view, in need of settling."""

    asked: tuple[QueueLine, ...]
    second: tuple[QueueLine, ...]
    settling: tuple[QueueLine, ...]
    agreements: tuple[AgreementLine, ...]
    capped: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """How a note stood: `number` counts from 1, `now` is true of how it stands."""

    number: int
    now: bool
    when: str
    body_html: str
    quotes: tuple[str, ...]
    tags: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """All versions of a note, the newest first."""

    author: str
    href: str
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag in use or on the list."""

    chip: TagChip
    count: int
    listed: bool
    colours: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TagsPage:
    """Listed tags first, then the others in use; `may_list` whether the reader can change the list."""

    lines: tuple[TagLine, ...]
    only_listed: bool
    may_list: bool
    colours: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A place that may be meant: its words with what stands around them, and its span as it is sent."""

    before: str
    words: str
    after: str
    span: str
    href: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One passage of a note of an earlier revision."""

    quote: str
    author: str
    href: str
    outcome: str
    confidence: str
    action: str
    part: int
    waits: bool
    may_decide: bool
    candidates: tuple[CandidateLine, ...]
    settled: str


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """What became in a revision of the notes of earlier ones; `counts` are outcomes with their numbers.

    `waiting` and `others` are those on this page, of `waiting_count` and of all the others.
    """

    title: str
    back_href: str
    revision: int
    counts: tuple[tuple[str, int], ...]
    total: int
    waiting_count: int
    waiting: tuple[PlaceLine, ...]
    others: tuple[PlaceLine, ...]
    page: int
    pages: int
    previous_href: str
    next_href: str
