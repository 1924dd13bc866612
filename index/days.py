"""Dates as whole numbers that sort as the dates do: what engines compare, order by and count."""

from __future__ import annotations

import re

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
LAST = 99_999_999


def day_of(date: str) -> int:
    """Return year × 10,000 + month × 100 + day of an ISO 8601 date, 0 in place of what is not known.

    A date as rough as `2031-03` comes before all its days, and the empty date is 0.
    """
    found = _DATE.fullmatch(date)
    return int(found[1]) * 10_000 + int(found[2] or 0) * 100 + int(found[3] or 0) if found else 0


def date_of(day: int) -> str:
    """Return the ISO 8601 date, as rough as it was."""
    year, month, rest = day // 10_000, day // 100 % 100, day % 100
    return (
        f"{year:04}-{month:02}-{rest:02}" if rest else f"{year:04}-{month:02}" if month else f"{year:04}" if day else ""
    )


def leaves_between(low: str, high: str) -> tuple[int, int]:
    """Return the first and last page number of a range, both included, either open where empty; (1, 0) for nonsense."""
    if not all(bound.isdecimal() for bound in (low, high) if bound):
        return 1, 0
    return max(1, int(low or 1)), min(int(high or LAST), LAST)


def days_between(low: str, high: str) -> tuple[int, int]:
    """Return the first and last day of a range of dates, both included, either open where empty.

    A rough end covers all of its month or year; documents without a date are in no range. A bound that is
    no date leaves nothing: the range is then empty.
    """
    first, last = day_of(low), day_of(high)
    if (low and not first) or (high and not last):
        return LAST, 0
    whole = {0: LAST, 4: 9_999, 7: 99}.get(len(high), 0)
    return max(first, 1), last + whole
