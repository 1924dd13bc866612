"""Annotations: what a person says about a span of a revision."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from archive.selectors import Quote
from archive.spans import Span

BODY_LIMIT = 100_000
"""The longest comment, in code points."""


class Motivation(enum.Enum):
    """Why the annotation was made (words of the W3C vocabulary)."""

    HIGHLIGHTING = "highlighting"
    COMMENTING = "commenting"
    TAGGING = "tagging"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark on `span` of `document@revision`; `quote` repeats the words so that anyone can check it.

    `body` is Markdown, empty for a plain highlight; `tags` stand as typed; `version` counts edits from 1
    and is the ETag.
    """

    id: str
    document: str
    revision: int
    span: Span
    quote: Quote
    motivation: Motivation
    body: str
    author: str
    author_name: str
    created: str
    modified: str
    version: int
    tags: tuple[str, ...] = ()


def motivation(body: str, tags: tuple[str, ...]) -> Motivation:
    """Return why an annotation with this comment and these tags was made."""
    if body:
        return Motivation.COMMENTING
    return Motivation.TAGGING if tags else Motivation.HIGHLIGHTING
