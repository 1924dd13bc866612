"""What the page of saved searches receives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A saved search; `narrowed` says in words what narrows it."""

    id: str
    name: str
    query: str
    narrowed: tuple[str, ...]
    created: str
    href: str
    feed_href: str
    rename_href: str
    forget_href: str


@dataclass(frozen=True, slots=True)
class SearchesPage:
    """Somebody's saved searches, by name."""

    searches: tuple[SavedLine, ...]
