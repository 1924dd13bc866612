"""What the list of a document's witnesses, and the page where they are joined, receive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """Another document with the same text; `share` is in percent, -1 where it was not measured."""

    id: str
    title: str
    href: str
    about: str
    comparison: str
    share: int = -1


@dataclass(frozen=True, slots=True)
class WitnessesBox:
    """The other witnesses of a document; `href` leads to the page where they are joined and parted."""

    href: str
    lines: tuple[WitnessLine, ...]


@dataclass(frozen=True, slots=True)
class WitnessesPage:
    """The witnesses of a document, and for those who may join them, likely ones."""

    title: str
    href: str
    box: WitnessesBox
    likely: tuple[WitnessLine, ...]
    other: str = ""
