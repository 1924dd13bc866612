"""What the comparison of two texts receives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one text: `kind` is same, inserted or deleted; `href` leads to them; `more` words are not shown."""

    kind: str
    text: str
    href: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Fold:
    """An unchanged stretch of so many words. `text` is its beginning, `href` leads to all of it where that is `cut`."""

    words: int
    text: str
    href: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the texts differ, with some words around it; `before` is the unchanged stretch that leads to it.

    `old` holds the words of the old text, `both` those of the new one with what was left out among them. The labels
    name the pages, and are empty for texts without.
    """

    number: int
    before: Fold | None
    old: tuple[Words, ...]
    both: tuple[Words, ...]
    old_href: str
    new_href: str
    old_page: str
    new_page: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: what it is called, alone and in a sentence, where it is read, and how it came to be."""

    name: str
    called: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two texts side by side. `summary` counts the changes, `remarks` say what else differs or is not shown.

    `total` counts all places, `places` holds those that are shown; `after` is the unchanged end.
    """

    heading: str
    title: str
    href: str
    old: Side
    new: Side
    summary: str
    remarks: tuple[str, ...]
    places: tuple[Place, ...]
    after: Fold | None
    total: int
    json_href: str
