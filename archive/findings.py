"""Findings: on what each part of a document's description rests, and how sure it is. Doubt is shown, not hidden."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from archive.spans import Span

USED = 50
"""A value of this certainty, in percent, is used in a description; one below it is only shown."""


class Origin(enum.Enum):
    """Where a value was found; the value is the wire word."""

    SIDECAR = "sidecar"
    FILE = "file"
    TEXT = "text"
    NAME = "file name"


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of one field of a description.

    `confidence` is in percent; `span`, in code points of the revision, holds the words it rests on where it was
    read from the text; `basis` says in a few words what was looked at, for example `meta author`.
    """

    field: str
    value: str
    origin: Origin
    confidence: int
    basis: str = ""
    span: Span | None = None


def in_text(field: str, value: str, confidence: int, basis: str, span: Span) -> Finding:
    """Return a finding that rests on words of the text."""
    return Finding(field, value, Origin.TEXT, confidence, basis, span)


def used(findings: Iterable[Finding], field: str) -> Finding | None:
    """Return the finding whose value is used: the first of its field, where it is certain enough.

    A document must be called something: the first title is used, however doubtful.
    """
    first = next((finding for finding in findings if finding.field == field), None)
    return first if first and (first.confidence >= USED or field == "title") else None
