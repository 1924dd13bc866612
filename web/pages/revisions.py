"""What the lists of a document's revisions and witnesses receive."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One revision: when, why, from which file and by what means; `changes` leads to what changed before it."""

    number: int
    href: str
    when: str
    cause: str
    file_name: str
    engine: str
    changes: str
    same_words: bool
    here: bool


@dataclass(frozen=True, slots=True)
class RevisionsBox:
    """All revisions of a document, newest first. `changes` leads from the one that is read to the newest."""

    document: str
    lines: tuple[RevisionLine, ...]
    changes: str
    reread: str


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """Another document with the same letter; `share` is in percent, -1 where it was not measured."""

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
