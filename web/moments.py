"""Days and moments as people write them; the record itself keeps ISO 8601, and all its moments are UTC."""

from __future__ import annotations

import datetime
import re

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?", re.S)


def day(at: str) -> str:
    """Return the day of a date or moment, as precise as it is known: 14 March 2031, March 2031, 2031.

    What is no date is returned as it stands.
    """
    found = _DAY.fullmatch(at)
    if not found:
        return at
    year, month, date = found.groups()
    try:
        whole = datetime.date(int(year), int(month or 1), int(date or 1))
    except ValueError:
        return at
    return (f"{whole.day} " if date else "") + (f"{whole:%B} " if month else "") + year


def moment(at: str) -> str:
    """Return a moment to the minute: 14 March 2031, 09:30 UTC."""
    return f"{day(at)}, {at[11:16]} UTC" if len(at) > len("2031-03-14T") else day(at)


def clock(at: str) -> str:
    """Return the time of a moment to the second: 09:30:15."""
    return at[11:19]
