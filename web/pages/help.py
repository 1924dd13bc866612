"""What the help page of the query language receives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A query as it is typed, and the address that runs it on this archive."""

    typed: str
    href: str


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One operator: how it is typed and what it finds."""

    examples: tuple[Example, ...]
    finds: str


@dataclass(frozen=True, slots=True)
class HelpSection:
    """Operators of one kind."""

    title: str
    rows: tuple[HelpRow, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The query language with live examples, and its bounds in sentences."""

    sections: tuple[HelpSection, ...]
    bounds: tuple[str, ...]
