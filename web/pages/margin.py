"""What the margin of the reading view receives: notes as threads, how far their review is, what to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Choice, Link


@dataclass(frozen=True, slots=True)
class ReplyCard:
    """An answer to a note. `body_html` is sanitised Markdown; `etag` is for If-Match."""

    id: str
    body: str
    body_html: str
    author: str
    when: str
    etag: str
    own: bool
    href: str


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """What a reviewer said: `what` is a word, such as agrees."""

    who: str
    what: str
    comment: str
    when: str


@dataclass(frozen=True, slots=True)
class ReviewBox:
    """How far the review of a note is, and what the reader may do about it.

    `hidden` says that other reviewers' views are kept back until the reader has given theirs.
    """

    state: str
    said: tuple[OpinionLine, ...]
    hidden: bool
    asked: tuple[str, ...]
    may_assess: bool
    may_settle: bool
    may_reopen: bool
    may_assign: bool
    action: str


@dataclass(frozen=True, slots=True)
class TagChip:
    """A tag with its colour (a word, empty for none) and what it means."""

    label: str
    href: str
    colour: str
    meaning: str


@dataclass(frozen=True, slots=True)
class NoteCard:
    """An annotation in the margin. `body_html` is sanitised Markdown; `etag` is for If-Match.

    `further` are the other passages it marks, as words and anchors. `why` is empty where the note itself tells.
    `placed` says how it came to this revision from an earlier one, empty where it was made here. `gone` is true where
    its author took it away and answers to it are left.
    """

    id: str
    start: int
    end: int
    quote: str
    href: str
    page_label: str
    replies: tuple[ReplyCard, ...]
    further: tuple[Link, ...] = ()
    body: str = ""
    body_html: str = ""
    author: str = ""
    when: str = ""
    etag: str = ""
    own: bool = False
    tags: tuple[TagChip, ...] = ()
    why: str = ""
    visibility: str = ""
    placed: str = ""
    adjustable: bool = False
    gone: bool = False
    versions_href: str = ""
    reply_action: str = ""
    review: ReviewBox | None = None


@dataclass(frozen=True, slots=True)
class OrphanLine:
    """A note of an earlier revision for which no place in this one is sure."""

    quote: str
    author: str
    outcome: str
    href: str


@dataclass(frozen=True, slots=True)
class Margin:
    """The notes of a revision that the reader sees and has chosen; of very many only a stretch.

    `people`, `tags` and `kinds` are what can be chosen; `all_count` counts notes before the choice, `chosen_count`
    after it. The stretch runs from note `first` to note `last`, counted from 1; `marks_all` says whether the passages
    of all chosen notes are marked in the text, not only those of the stretch. `orphans` are the first
    of `orphan_count`.
    """

    notes: tuple[NoteCard, ...]
    all_count: int
    chosen_count: int
    first: int
    last: int
    marks_all: bool
    previous_href: str
    next_href: str
    chosen: bool
    people: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    keep: tuple[tuple[str, str], ...]
    orphans: tuple[OrphanLine, ...]
    orphan_count: int
    settle_href: str
    known_tags: tuple[str, ...]
    events: str
    hits_action: str
    exports: tuple[Link, ...]
    import_href: str
