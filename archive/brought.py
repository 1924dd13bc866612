"""Annotations as a file from elsewhere tells them, on what conditions they are brought, and what became of each."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from archive.annotations import Motivation, Visibility
from archive.selectors import Quote
from archive.spans import Span

SECONDS = 60.0
"""By the clock, after which no further annotation of a file is looked at."""


class Fate(enum.Enum):
    """What became of an annotation; the value is the wire word."""

    KEPT = "kept"
    HERE = "already here"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Passage:
    """Quoted words; `span` is where they stand in the text they were quoted from (code points), None if not told."""

    quote: Quote
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An annotation as a file tells it; `number` counts from 1. `reason` is why it cannot be read, empty where it can.

    `about` is the address of what it was made on and `digest` the SHA-256 of that text, empty where they are not told.
    `names` are all ids it has anywhere, `via` the one to be kept; `own` are those of annotations of this archive and
    `twin` is an id in another archive, of which this one may be a copy: it is the same here only if it was made at the
    same moment (`created`) and says the same. `answers` is the id of the annotation that it answers, `answers_own` that
    id in this archive. `visibility` None: it does not say.
    """

    number: int
    reason: str = ""
    about: str = ""
    digest: str = ""
    passages: tuple[Passage, ...] = ()
    body: str = ""
    tags: tuple[str, ...] = ()
    motivation: Motivation | None = None
    visibility: Visibility | None = None
    creator: str = ""
    created: str = ""
    names: tuple[str, ...] = ()
    via: str = ""
    canonical: str = ""
    own: tuple[str, ...] = ()
    twin: str = ""
    answers: str = ""
    answers_own: str = ""


@dataclass(frozen=True, slots=True)
class Fared:
    """What became of a row: `told` is a reason or a remark, `annotation` the id of the one that is here."""

    row: Row
    fate: Fate
    told: str = ""
    annotation: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How annotations are brought to `document`: words are looked for in `revision` unless a row knows a better one.

    `otherwise` is who sees what does not say itself for whom it is; with `listed` tags must be on the agreed list.
    """

    document: str
    revision: int
    otherwise: Visibility = Visibility.PRIVATE
    listed: bool = False
    seconds: float = SECONDS


def answered_first(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return rows so that each comes after the one among them that it answers; and those that go in circles."""
    named = {name: row.number for row in reversed(rows) for name in row.names}
    after: dict[int, list[Row]] = {}
    waiting: list[Row] = []
    for row in rows:
        answered = named.get(row.answers) if row.answers else None
        (waiting if answered is None else after.setdefault(answered, [])).append(row)
    ordered = []
    for row in waiting:  # grows while it is gone through
        ordered.append(row)
        waiting.extend(after.pop(row.number, ()))
    return ordered, [row for answers in after.values() for row in answers]
