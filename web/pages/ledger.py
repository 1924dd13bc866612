"""What the ledger of a document's quotations receives, and the same seen from a source."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.chains import ChainsBox
from web.pages.frame import Link
from web.pages.reader import PageOfText
from web.pages.tracing import Wording


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in one line: where it leads, what it is called, how the quotation stands there."""

    href: str
    title: str
    page: str
    label: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a quotation; `carried` tells that it was said of an earlier revision, and if it holds."""

    who: str
    when: str
    ruling: str
    comment: str
    carried: str
    place: PlaceLine | None = None


@dataclass(frozen=True, slots=True)
class QuotationCard:
    """A quotation of the ledger: how it stands, where, with both wordings.

    `key` is its number as addresses have it, `number` as people count; `tint` how it is coloured; `folded` that its
    places are shown on demand, since it is too short to name a source; `ruling` what a person has decided, empty
    where nobody has.
    """

    key: int
    number: int
    quote: str
    kind: str
    verdict: str
    label: str
    tint: str
    meaning: str
    remarks: tuple[str, ...]
    place: PlaceLine | None
    cite_href: str
    described: str
    source: tuple[Wording, ...]
    printed: tuple[Wording, ...]
    told: tuple[str, ...]
    folded: bool
    witnesses: tuple[PlaceLine, ...]
    others: tuple[PlaceLine, ...]
    quoting: tuple[PlaceLine, ...]
    again: tuple[PlaceLine, ...]
    unshown: str
    ruling: str
    said: tuple[Said, ...]
    judge_href: str
    chains: ChainsBox | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A standing by which the ledger can be narrowed, with how many there are."""

    label: str
    tint: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RequotedLine:
    """What became of a quotation since the revision before; `href` leads to it where it still stands."""

    fate: str
    was: str
    now: str
    href: str


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """A note that tells what was changed in the text; `href` leads to its place, empty for a draft."""

    date: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class CardsShown:
    """Which of very many cards stand on the page, counted from 1, and where those beside them are; empty for none."""

    first: int
    last: int
    count: int
    previous_href: str
    next_href: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The quotations of a text, each tinted by how it stands; `notes` are what the reader must know of the whole.

    `back_href` leads to the text itself, empty for a draft; `may_judge` tells whether the reader may judge.
    """

    title: str
    about: str
    back_href: str
    timeline_href: str
    summary: str
    progress: str
    notes: tuple[str, ...]
    updates: tuple[UpdateLine, ...]
    requoted: tuple[RequotedLine, ...]
    requoted_count: int
    filters: tuple[Filter, ...]
    pages: tuple[PageOfText, ...]
    page_count: int
    cards: tuple[QuotationCard, ...]
    shown: CardsShown
    forms: tuple[tuple[str, str], ...]
    may_judge: bool


@dataclass(frozen=True, slots=True)
class QuotedCard:
    """Words of a source that are quoted: by whom, how; `quotings` link to the quotation in each ledger."""

    key: int
    quote: str
    tint: str
    quotings: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class QuotedPage:
    """A source with the words that others quote of it.

    `beside` leads to places whose quotations have another source, or none that is named; None where there are none.
    """

    title: str
    about: str
    back_href: str
    timeline_href: str
    summary: str
    beside: Link | None
    pages: tuple[PageOfText, ...]
    page_count: int
    cards: tuple[QuotedCard, ...]
    shown: CardsShown
    json_href: str


@dataclass(frozen=True, slots=True)
class FindLine:
    """Something that looking again has found; `quote` is in quotation marks, or says that it cannot be shown."""

    when: str
    href: str
    quote: str
    title: str
    was: str
    now: str
    cause: str
    source_href: str
    source: str


@dataclass(frozen=True, slots=True)
class FindsPage:
    """What looking again has found, the latest first."""

    finds: tuple[FindLine, ...]
    waiting: int
    feed_href: str
