"""What the page of foreign annotations receives."""

from __future__ import annotations

from dataclasses import dataclass

from web.pages.frame import Link


@dataclass(frozen=True, slots=True)
class ForeignTarget:
    """Where an annotation lies (without a link where that is no address of the web), and the words it quotes there."""

    where: Link
    quote: str


@dataclass(frozen=True, slots=True)
class ForeignLine:
    """A foreign annotation in the list: its comments (or where they lie) and tags as written.

    `seen_by` says who sees it where not everybody does.
    """

    id: str
    href: str
    targets: tuple[ForeignTarget, ...]
    comments: tuple[Link, ...]
    tags: tuple[str, ...]
    author: str
    when: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """A page of the list, numbered from 1; `container` is the address to which programs send annotations."""

    total: int
    notes: tuple[ForeignLine, ...]
    page: int
    pages: int
    previous_href: str
    next_href: str
    container: str
    export: str
