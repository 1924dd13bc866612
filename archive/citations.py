"""Citations: an address for exact words, and whether it still stands. Checked verbatim, never folded.

An address names revision, span and the first `CHECK_LENGTH` hex digits of the SHA-256 of the cited words
in UTF-8, so it needs no record in the store and can be checked offline.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from archive.documents import Revision, digest
from archive.errors import Refused
from archive.spans import Span

CHECK_LENGTH = 12


class Standing(enum.Enum):
    """Whether cited words stand where the citation says."""

    INTACT = "intact"
    CHANGED = "changed"


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


def standing(citation: Citation, revision: Revision) -> Standing:
    """Compare the citation with the frozen text it names."""
    if citation.span.end > len(revision.text) or len(citation.check) != CHECK_LENGTH:
        return Standing.CHANGED
    exact = citation.span.of(revision.text)
    return Standing.INTACT if exact and check_of(exact) == citation.check else Standing.CHANGED
