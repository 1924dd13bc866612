"""Dates in words: English, German, French and Spanish ones become ISO 8601; what can be read two ways is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.fields import possible
from archive.spans import Span

_MONTHS = (
    "january januar janvier enero jan",
    "february februar février febrero feb",
    "march märz mars marzo mar",
    "april avril abril apr",
    "may mai mayo",
    "june juni juin junio jun",
    "july juli juillet julio jul",
    "august août agosto aug",
    "september septembre septiembre sept sep",
    "october oktober octobre octubre oct okt",
    "november novembre noviembre nov",
    "december dezember décembre diciembre dec dez",
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?:[ ]day)?(?:[ ]of|[ ]de)?[ -](?P<m1>{_MONTH})\.?,?(?:[ ]de|[ ]del)?[ -]
      (?P<y1>\d{{4}})
    | (?P<m2>{_MONTH})\.?[ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y2>\d{{4}})
    | (?P<m3>{_MONTH})\.?,?(?:[ ]de)?[ ](?P<y3>\d{{4}})
    | (?P<a>\d{{1,2}})(?P<by>[/.-])(?P<b>\d{{1,2}})(?P=by)(?P<y4>\d{{4}})
    )(?![\d])""",
    re.I | re.X,
)
_EARLIEST, _LATEST = 1400, 2100


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as ISO 8601, as precise as written; `span` are its words, in code points of the searched text.

    `sure` is false where day and month cannot be told apart (03/04/2031), or where the year is hard to believe.
    """

    value: str
    span: Span
    sure: bool


def dates_in(text: str) -> Iterator[Dated]:
    """Yield every date of the calendar that is written out in a text."""
    for match in _DATE.finditer(text):
        value, sure = _value(match)
        if possible(value):
            yield Dated(value, Span(*match.span()), sure and believable(value))


def date_of(words: str) -> Dated | None:
    """Return the date that words are or hold: ISO 8601 of any precision, else the first one written out."""
    written = words.strip()
    if possible(written):
        start = words.index(written)
        return Dated(written, Span(start, start + len(written)), believable(written))
    return next(dates_in(words), None)


def believable(date: str) -> bool:
    """Tell whether an archive of letters can hold something of that year."""
    return _EARLIEST <= int(date[:4]) <= _LATEST


def _value(match: re.Match[str]) -> tuple[str, bool]:
    """Return the date of a match, and whether it can be read in one way only."""
    found = match.groupdict()
    if found["iso"]:
        return str(found["iso"]), True
    if found["a"]:
        return _numbers(int(found["a"]), int(found["b"]), str(found["y4"]))
    month = _NUMBERS[(found["m1"] or found["m2"] or found["m3"]).lower()]
    year, day = found["y1"] or found["y2"] or found["y3"], found["d1"] or found["d2"]
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""), True


def _numbers(first: int, second: int, year: str) -> tuple[str, bool]:
    """Return day/month/year as written in most of the world; sure where the other reading is impossible."""
    one, other = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
    if not possible(one):
        return other, True
    return one, one == other or not possible(other)
