"""What the page of annotations receives."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Link
from web.pages.search import Remark, SnippetPart


@dataclass(frozen=True, slots=True)
class NoteLine:
    """An annotation in a list: the marked words, the comment (as written), tags, who, when, on what."""

    href: str
    quote: tuple[SnippetPart, ...]
    comment: tuple[SnippetPart, ...]
    tags: tuple[Link, ...]
    author: str
    author_href: str
    when: str
    title: str
    document_href: str


@dataclass(frozen=True, slots=True)
class AnnotationsPage:
    """The search inside annotations. `looked_at` says how many were looked at where these were not all."""

    query: str
    searched: bool
    total: int
    at_least: bool
    looked_at: str
    understood: str
    remarks: tuple[Remark, ...]
    notes: tuple[NoteLine, ...]
    page: int
    pages: int
    previous_href: str
    next_href: str
    passages_href: str
    exports: tuple[Link, ...]
