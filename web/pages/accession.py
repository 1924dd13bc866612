"""What the record of an accession receives."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.provenance import ArrivalCard, NamedFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an accession: `state` is waits, read, document, unpacked, failed, aside or nothing.

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
    """The record of one accession. `retry_href` is empty while it waits; `asked` tells who wanted it read again.

    `aside_href` sets it aside, `open_href` makes it open again; each is empty where that cannot be. `reason_limit`
    is in characters.
    """

    arrival: ArrivalCard
    media_type: str
    outcome: Outcome
    original_href: str
    wire_href: str
    retry_href: str
    deposit_href: str
    asked: tuple[tuple[str, str], ...]
    aside_href: str = ""
    open_href: str = ""
    reason_limit: int = 0
