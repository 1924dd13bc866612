"""What the list of what belongs with a document receives."""

from __future__ import annotations

from dataclasses import dataclass


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
