"""The labels of list items, which word processors make and do not write down, are counted again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.extract.sheet import BULLET

LEVELS = 10
_PLACE = re.compile("%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_HIGHEST = 5000
"""Numbers beyond it are written in digits whatever the form."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its form (see `numeral`; `bullet`, `none`), its pattern (`%1.%2)`), its first number."""

    form: str
    pattern: str
    start: int = 1


@dataclass(slots=True)
class Counters:
    """Where each list stands: for each the last number of every level, None before the first."""

    _last: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, name: str, levels: Mapping[int, Level], depth: int) -> str:
        """Count one item of list `name` at `depth` (from 0) and return its label; empty where it has none."""
        level = levels.get(depth)
        if level is None:
            return ""
        last = self._counts(name)
        number = last[depth]
        last[depth] = level.start if number is None else number + 1
        last[depth + 1 :] = [None] * (LEVELS - depth - 1)
        if level.form == "bullet":
            return BULLET
        return _PLACE.sub(lambda place: self._shown(last, levels, int(place[1]) - 1), level.pattern).strip()

    def begin(self, name: str, depth: int, number: int) -> None:
        """Let the next item of list `name` at `depth` (from 0) be `number`."""
        last = self._counts(name)
        last[depth] = number - 1
        last[depth + 1 :] = [None] * (LEVELS - depth - 1)

    def _counts(self, name: str) -> list[int | None]:
        return self._last.setdefault(name, [None] * LEVELS)

    @staticmethod
    def _shown(last: list[int | None], levels: Mapping[int, Level], depth: int) -> str:
        level = levels.get(depth)
        if level is None or level.form in {"bullet", "none"}:
            return ""
        number = last[depth]
        return numeral(level.form, level.start if number is None else number)


FORMS = frozenset(
    ["decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "1", "a", "A", "i", "I"]
)
"""Forms of numbers that are known, in the words of Office and of OpenDocument."""


def numeral(form: str, number: int) -> str:
    """Return a number in a form; digits where the form is not known."""
    if form in {"lowerLetter", "a", "upperLetter", "A"} and 0 < number <= _HIGHEST:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form in {"upperLetter", "A"} else letters
    if form in {"lowerRoman", "i", "upperRoman", "I"} and 0 < number <= _HIGHEST:
        roman = _roman(number)
        return roman.upper() if form in {"upperRoman", "I"} else roman
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written
