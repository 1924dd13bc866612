"""What the page of an import receives: the form, and afterwards what became of each annotation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One annotation of the file; `href` leads to the one that is here, empty where there is none."""

    number: int
    quote: str
    told: str
    creator: str
    via: str
    href: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The form, with the outcome of an import where there was one (`rows` is 0 where there was none)."""

    title: str
    document_href: str
    action: str
    rows: int
    kept: tuple[ImportedLine, ...]
    here: tuple[ImportedLine, ...]
    refused: tuple[ImportedLine, ...]
