"""What the card of a quotation receives of its chains."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A document of a chain: where the words stand in it, and how the one before has them.

    `how` is the standing in a word, empty for the document at hand; `goes_on` says what leads from here to the next
    one, with `goes_on_href` to it in the document's own ledger, both empty at the end.
    """

    title: str
    href: str
    about: str
    how: str = ""
    tint: str = ""
    goes_on: str = ""
    goes_on_href: str = ""


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One way of the words, the document at hand first; `notes` are what is to be said of it."""

    links: tuple[ChainLink, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainsBox:
    """The ways of a quotation's words past its first source; `cut` where there are more."""

    lines: tuple[ChainLine, ...]
    cut: bool
