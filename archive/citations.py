"""Citations: an address for exact words, and whether it still stands. Checked verbatim, never folded.

An address names revision, span and the first `CHECK_LENGTH` hex digits of the SHA-256 of the cited words
in UTF-8, so it needs no record in the store and can be checked offline.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from archive.documents import Revision, digest
from archive.errors import Refused
from archive.spans import Span

CHECK_LENGTH = 12
_CHECK = re.compile(rf"[0-9a-f]{{{CHECK_LENGTH}}}")


class Standing(enum.Enum):
    """What became of cited words; the value is the wire word.

    The first five speak of the newest revision, where the citation fits the one it names. `FORGED` fits no words of
    that one: it was mistyped or made up; `UNKNOWN` names something that is not held here.
    """

    INTACT = "intact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
    FORGED = "forged"
    UNKNOWN = "unknown"

    @property
    def holds(self) -> bool:
        """Whether the very words stand in the newest revision."""
        return self in (Standing.INTACT, Standing.MOVED)


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a pinned revision and the check of its words."""

    document: str
    revision: int
    span: Span
    check: str


def check_of(exact: str) -> str:
    """Return the short digest of the exact words."""
    return digest(exact)[:CHECK_LENGTH]


def cite(revision: Revision, span: Span) -> Citation:
    """Return the citation of the words at `span`; an empty span or one past the end is `Refused`."""
    exact = span.of(revision.text)
    if not exact:
        raise Refused("a citation needs at least one character")
    return Citation(revision.document, revision.number, span, check_of(exact))


def fault(citation: Citation, revision: Revision) -> str:
    """Return a sentence that says which part of a citation does not fit the frozen text it names; empty where all do.

    The words are compared by their digest as they are, never folded.
    """
    length = len(revision.text)
    if not len(citation.span):
        return f"The citation names no characters: {citation.span} is empty."
    if citation.span.end > length:
        return f"The citation names the characters {citation.span}, but this revision has {length}."
    if not _CHECK.fullmatch(citation.check):
        told = f"is “{citation.check}”" if citation.check else "is missing"
        return f"The check in the address {told}; it must be {CHECK_LENGTH} digits, 0–9 and a–f."
    if check_of(citation.span.of(revision.text)) != citation.check:
        return "The words at this place are not the words that were cited: the check in the address differs."
    return ""


def standing(citation: Citation, revision: Revision) -> Standing:
    """Compare the citation with the frozen text it names: `INTACT`, or `FORGED` where any part of it does not fit."""
    return Standing.FORGED if fault(citation, revision) else Standing.INTACT
