"""What the list of a document's revisions receives."""

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
