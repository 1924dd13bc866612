"""What the pages of a bundle receive: they are read without the software."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.reader import PageOfText


@dataclass(frozen=True, slots=True)
class BundledRow:
    """A document in the list; `older` are the addresses of its earlier revisions, with their numbers."""

    href: str
    title: str
    creator: str
    recipient: str
    date: str
    kind: str
    page_count: int
    note_count: int
    older: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class BundledIndex:
    """The list of documents, those with a date first, in its order."""

    rows: tuple[BundledRow, ...]


@dataclass(frozen=True, slots=True)
class BundledNote:
    """An annotation; `start` and `end` in code points, `body_html` is sanitised Markdown."""

    id: str
    start: int
    end: int
    quote: str
    body_html: str
    tags: tuple[str, ...]
    author: str
    when: str


@dataclass(frozen=True, slots=True)
class BundledDocument:
    """One revision: its text page by page, what is known of it, and where its files stand in the bundle."""

    key: str
    title: str
    told: tuple[tuple[str, str], ...]
    pages: tuple[PageOfText, ...]
    page_count: int
    notes: tuple[BundledNote, ...]
    remarks: tuple[str, ...]
    original: str
    text: str
