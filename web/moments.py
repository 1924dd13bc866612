"""Moments as people read them; all are UTC."""

from __future__ import annotations

import datetime


def moment(at: str) -> str:
    """Return `2031-03-14T09:30:00Z` as it is shown: 2031-03-14 09:30:00."""
    return at.replace("T", " ").removesuffix("Z")


def day(at: str) -> str:
    """Return the day of a moment as people write it: 14 March 2031."""
    date = datetime.date.fromisoformat(at[:10])
    return f"{date.day} {date:%B %Y}"
