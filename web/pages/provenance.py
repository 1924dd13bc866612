"""What the record of an accession, and the account of a document's origin, receive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in plain words; `tool` and `code` are empty where there is none."""

    when: str
    what: str
    detail: str
    tool: str
    code: str
    failed: bool


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file by its name; `href` is empty where it has no page that this reader may open."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class ArrivalCard:
    """One arrival of one file; `size` in bytes."""

    href: str
    file_name: str
    size: int
    sha256: str
    source: str
    agent: str
    when: str
    inside: NamedFile | None
    parts: tuple[NamedFile, ...]
    more_parts: bool
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class PagesLine:
    """Pages that follow one another and were read alike; `certainty` is empty where nothing was recognised."""

    pages: str
    how: str
    reader: str
    why: str
    certainty: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document came from and what was done to it; `readings` is empty where all pages were read as usual."""

    arrivals: tuple[ArrivalCard, ...]
    readings: tuple[PagesLine, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an accession: `state` is waits, read, document, unpacked, failed or nothing.

    `meaning` says it in a sentence, `advice` what a person can do; `code` is the reason's word.
    """

    state: str
    meaning: str
    advice: str
    code: str
    document: NamedFile | None
    deposit_href: str


@dataclass(frozen=True, slots=True)
class AccessionPage:
    """The record of one accession. `retry_href` is empty while it waits; `asked` tells who wanted it read again."""

    arrival: ArrivalCard
    media_type: str
    outcome: Outcome
    original_href: str
    wire_href: str
    retry_href: str
    deposit_href: str
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """A document that belongs with the one that is read; `depth` counts the answers before it, `note` says more."""

    name: str
    href: str
    creator: str
    date: str
    depth: int = 0
    here: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CompanyBox:
    """What came together: its heading, the file that carried the others (none where it is this one), the others."""

    heading: str
    carrier: RelatedLine | None
    files: tuple[RelatedLine, ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class RelationsBox:
    """Everything that belongs with a document."""

    thread: tuple[RelatedLine, ...]
    thread_cut: bool
    company: tuple[CompanyBox, ...]
    addresses: tuple[str, ...]
    summary: str
