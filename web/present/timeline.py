"""How the hits of a search spread over time, as bars: a year each, or a decade or century where there are many."""

from __future__ import annotations

from collections import Counter

from index.facets import Facets
from web.asked import SearchRequest, address
from web.pages.narrowing import Bar, Timeline

HEIGHT = 40
"""The height of the highest bar."""

_STEPS = ((1, "year"), (10, "decade"), (100, "century"))
_MOST = 40
_FEWEST_SLOTS = 16


def timeline(asked: SearchRequest, facets: Facets) -> Timeline | None:
    """Return the bars; None where all dated passages are of one year, and nothing is to be seen."""
    years = [(int(found.value), found.count) for found in facets.years]
    if len(years) < 2:
        return None
    first, last = years[0][0], years[-1][0]
    step, name = next((step for step in _STEPS if last // step[0] - first // step[0] < _MOST), _STEPS[-1])
    counts: Counter[int] = Counter()
    for year, count in years:
        counts[year // step] += count
    highest, begun = max(counts.values()), first // step
    bars = tuple(_bar(asked, slot * step, step, count, slot - begun, highest) for slot, count in sorted(counts.items()))
    return Timeline(bars, max(last // step - begun + 1, _FEWEST_SLOTS), name, facets.undated)


def _bar(asked: SearchRequest, first: int, step: int, count: int, slot: int, highest: int) -> Bar:
    low, high = f"{first:04}", f"{first + step - 1:04}"
    label = low if step == 1 else f"{low}–{high}"
    href = address(asked, date_from=_later(low, asked.date_from), date_to=_earlier(high, asked.date_to))
    return Bar(label, count, href, slot, max(2, round(HEIGHT * count / highest)))


def _later(year: str, asked: str) -> str:
    """Return what begins later, a year or the date asked for: a bar never leads to more than it counts."""
    return asked if asked[:4] >= year else year


def _earlier(year: str, asked: str) -> str:
    """Return what ends earlier, a year or the date asked for; that may be empty."""
    return asked if asked and asked[:4] <= year else year
