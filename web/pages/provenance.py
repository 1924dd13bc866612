"""What the account of a document's origin receives."""

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
    """One arrival of one file; `size` in bytes, `outcome` what was done to it last, in plain words."""

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
    outcome: str


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
