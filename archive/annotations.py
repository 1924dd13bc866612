"""Annotations: what a person says about spans of a revision, to whom it is shown, and how far its review is."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from archive.selectors import Quote
from archive.spans import Span

BODY_LIMIT = 100_000
"""The longest comment, in code points."""

PASSAGES_LIMIT = 100
"""How many separate passages one annotation may mark."""


class Motivation(enum.Enum):
    """Why the annotation was made (words of the W3C vocabulary)."""

    HIGHLIGHTING = "highlighting"
    COMMENTING = "commenting"
    TAGGING = "tagging"
    QUESTIONING = "questioning"
    ASSESSING = "assessing"
    LINKING = "linking"
    REPLYING = "replying"


class Visibility(enum.Enum):
    """Who sees an annotation: its author alone, whoever is signed in, everybody."""

    PRIVATE = "private"
    TEAM = "team"
    PUBLIC = "public"


class Work(enum.Enum):
    """How far the review of an annotation is."""

    OPEN = "open"
    IN_REVIEW = "in review"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One marked passage: its span (code points, half-open) and the words that stand there."""

    span: Span
    quote: Quote


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mark on `span` of `document@revision`; `quote` repeats the words so that anyone can check it.

    `further` are more passages of the same revision. `body` is Markdown, empty for a plain highlight; `tags` stand as
    typed; `version` counts edits from 1 and is the ETag. `reply_to` is the id of the annotation that this one answers,
    empty for none; a reply lies on the same words. `via` is the id under which a client sent it, and
    `canonical` the one that a client says is the first; empty for none.
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
    further: tuple[Anchor, ...] = ()
    visibility: Visibility = Visibility.PUBLIC
    work: Work = Work.OPEN
    reply_to: str = ""
    via: str = ""
    canonical: str = ""

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All marked passages, the first one first."""
        return (Anchor(self.span, self.quote), *self.further)


@dataclass(frozen=True, slots=True)
class Version:
    """An annotation as it stood until it was changed: what its author could change, and when it was so."""

    version: int
    motivation: Motivation
    body: str
    tags: tuple[str, ...]
    visibility: Visibility
    anchors: tuple[Anchor, ...]
    modified: str


_SAID = frozenset({Motivation.HIGHLIGHTING, Motivation.COMMENTING, Motivation.TAGGING, Motivation.REPLYING})


def motivation(body: str, tags: tuple[str, ...], asked: Motivation | None = None) -> Motivation:
    """Return why an annotation with this comment and these tags was made; what was asked for, where that says more.

    That it answers another one is not asked for: `reply` says so.
    """
    if asked is not None and asked not in _SAID:
        return asked
    if body:
        return Motivation.COMMENTING
    return Motivation.TAGGING if tags else Motivation.HIGHLIGHTING
