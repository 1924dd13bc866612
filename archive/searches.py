"""Saved searches: what somebody wants to ask again, under a name; each has a feed of what answers it newly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NAME_LIMIT = 200
"""The longest name, in code points."""

QUERY_LIMIT = 2048
"""The longest query and the longest filter, in code points."""

SEARCHES_LIMIT = 200
"""How many searches one person may keep."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name; `filters` are the other parameters of the search page, as its address has them.

    Whoever knows the id may read the search and its feed; the id cannot be guessed.
    """

    id: str
    owner: str
    name: str
    query: str
    filters: Mapping[str, str]
    created: str
