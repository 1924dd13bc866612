"""What the reading view receives about how a page came by its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageRemark:
    """One sentence over a page; `sort` is recognised, missing, blank or doubt."""

    sort: str
    sentence: str
