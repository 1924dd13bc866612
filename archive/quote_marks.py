"""Quotations between quote marks, paragraph by paragraph: one stack of open marks, in one sweep.

Straight, curly, single, low and angled marks and those of Japanese are known. An apostrophe, a plural's possessive,
feet, inches and arrows (`Home » News`) are no marks. A second opener while its like is open says that the first was
never closed. A blank that was forgotten before or after a straight mark, or put between two, does not matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from archive.spans import Span

_CLOSERS = {
    '"': '"”“', "“": '”"', "”": '”"', "„": '“”‟"', "‟": "”", "«": "»", "»": "«»", "「": "」", "『": "』",
    "'": "'’", "‘": "’'", "‚": "‘’", "‹": "›", "›": "‹",
}  # fmt: skip
_SINGLES = frozenset("'‘’‚")
_ALWAYS_OPENS = frozenset("“„‟「『‚")
_ALWAYS_CLOSES = frozenset("”」』")
_ANGLED = frozenset("«»")
"""Marks that open in one country and close in another, or there do both; the arrows of web pages look like them."""

_ANGLED_OPENERS = re.compile(r"(?<![\w.,;:!?…])[«»](?=[\w„“‚‘‹›(\[])")
_MARKS = re.compile(r"[\"'“”„‟«»‘’‚‹›「」『』]")
_ELIDED = re.compile(r"(?:\d\ds?\b|tis\b|twas\b|em\b|til\b|cause\b|n['’])", re.I)
_OPENING = frozenset(" \t\n\f\u00a0([{—–-/…") | frozenset("“„«‘‚\"'")
_POINTS = frozenset(",.!?")
_MOST_PARAGRAPHS = 40
MOST_MARKS = 200_000
"""How many marks of one text are looked at."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks: `span` without the marks, `outer` with them; code points of the whole text."""

    span: Span
    outer: Span
    unclosed: bool = False
    paragraphs: bool = False


class _Open(NamedTuple):
    sign: str
    at: int


def marked(text: str, paragraphs: Sequence[Span]) -> Iterator[Marked | None]:
    """Yield what stands between marks, in the order in which it ends; `paragraphs` are in order and do not overlap.

    After `MOST_MARKS` it ends with None: not everything was looked at.
    """
    carried: _Open | None = None
    begun, free = 0, MOST_MARKS
    angled = _angled_opener(text)
    for number, paragraph in enumerate(paragraphs):
        sweep = _Sweep(text, paragraph, carried, free, angled)
        yield from sweep.run()
        free -= sweep.count
        if free <= 0:
            yield None
            return
        left = sweep.left
        after = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
        begun = begun if carried == left else number
        if left and text[after : after + 1] == left.sign and number - begun < _MOST_PARAGRAPHS:
            carried = left
            continue
        if left:
            yield _unclosed(text, left, paragraph.end)
        carried = None


def _angled_opener(text: str) -> str:
    """Return the angled mark that opens in a text: mostly the one that words follow directly; empty where none does."""
    opening = Counter(_ANGLED_OPENERS.findall(text))
    if not opening and not all(sign in text for sign in _ANGLED):
        return ""
    return "»" if opening["»"] > opening["«"] else "«"


def _unclosed(text: str, opened: _Open, end: int) -> Marked:
    """Return words that were never closed: to the end of the paragraph, or to the mark that opens anew."""
    while end > opened.at + 1 and text[end - 1].isspace():
        end -= 1
    return Marked(Span(opened.at + 1, end), Span(opened.at, end), unclosed=True)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the words without blanks at either end, as French marks have them."""
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


class _Sweep:
    """One paragraph; `left` is the mark that is open at its end, where there is one."""

    def __init__(self, text: str, paragraph: Span, carried: _Open | None, most: int, angled: str) -> None:
        self._text, self._paragraph, self._carried, self._angled = text, paragraph, carried, angled
        self._open: list[_Open] = [carried] if carried else []
        self.left: _Open | None = None
        marks = islice(_MARKS.finditer(text, paragraph.start, paragraph.end), most)
        self._found = [found.start() for found in marks]
        self.count = len(self._found)
        self._last_closer = {text[at]: at for at in self._found if self._ends_word(at)}

    def run(self) -> Iterator[Marked]:
        for at in self._found:
            if self._carried and at == self._paragraph.start:
                continue
            closes = self._closing(at)
            if closes is not None and not (self._begins(at) and self._text[at] in {'"', "'", self._open[closes].sign}):
                yield from self._closed(closes, at)
            elif self._opens(at):
                yield from self._opened(at)
        doubles = [opened for opened in self._open if opened.sign not in _SINGLES]
        self.left = doubles[0] if doubles else None

    def _closed(self, number: int, at: int) -> Iterator[Marked]:
        opened = self._open[number]
        for other in self._open[number + 1 :]:
            if other.sign not in _SINGLES:
                yield _unclosed(self._text, other, at)
        del self._open[number:]
        if self._text[opened.at + 1 : at].strip():
            over = opened.at < self._paragraph.start
            yield Marked(_trimmed(self._text, opened.at + 1, at), Span(opened.at, at + 1), paragraphs=over)

    def _opened(self, at: int) -> Iterator[Marked]:
        sign = self._text[at]
        alike = next((number for number, opened in enumerate(self._open) if opened.sign == sign), None)
        if alike is not None:
            if sign not in _SINGLES:
                yield _unclosed(self._text, self._open[alike], at)
            del self._open[alike:]
        self._open.append(_Open(sign, at))

    def _closing(self, at: int) -> int | None:
        """Return the number of the open mark that the one at `at` closes, None where it closes none."""
        sign = self._text[at]
        fitting = [number for number, opened in enumerate(self._open) if sign in _CLOSERS[opened.sign]]
        if not (self._ends_word(at) or sign in _ALWAYS_CLOSES or sign in _ANGLED):
            return None
        if not fitting or (sign in _SINGLES and self._possessive(at)):
            return None
        return fitting[-1]

    def _ends_word(self, at: int) -> bool:
        """Tell whether the mark stands after a sign that is no blank, and no letter follows it.

        A straight one may have a letter behind it after a point, and a blank before it after a single mark.
        """
        before, after = self._around(at)
        if self._text[at] != '"':
            return not before.isspace() and not after.isalnum()
        parted = after.isspace() and self._text[at - 2 : at] in {"' ", "’ "}
        return parted or (not before.isspace() and (not after.isalnum() or before in _POINTS))

    def _possessive(self, at: int) -> bool:
        """Tell whether it is the apostrophe of `the letters' date`: after an s, before a word, a closer to come."""
        before, _ = self._around(at)
        after = self._text[at + 1 : min(at + 3, self._paragraph.end)]
        more = self._last_closer.get(self._text[at], at) > at
        return before == "s" and more and after[:1] == " " and after[1:].islower()

    def _begins(self, at: int) -> bool:
        before, after = self._around(at)
        return before in _OPENING and not after.isspace()

    def _opens(self, at: int) -> bool:
        sign = self._text[at]
        if sign in _ALWAYS_OPENS:
            return True
        if sign in _ANGLED:  # behind « French has a blank; » with one is an arrow
            return sign == self._angled and not (sign == "»" and self._around(at)[1].isspace())
        if sign not in _CLOSERS or not (self._begins(at) or self._begins_closely(at)):
            return False
        if sign in _SINGLES:
            later = max(self._last_closer.get(closer, -1) for closer in _CLOSERS[sign])
            return later > at + 1 and not _ELIDED.match(self._text, at + 1, self._paragraph.end)
        return True

    def _begins_closely(self, at: int) -> bool:
        """Tell whether a straight mark stands between a word's point and a word, none is open, a closer is to come."""
        before, after = self._around(at)
        between = self._text[at] == '"' and before in _POINTS and self._text[at - 2].isalpha() and after.isalnum()
        return between and not self._open and self._last_closer.get('"', -1) > at

    def _around(self, at: int) -> tuple[str, str]:
        """Return the signs before and after a mark; blanks where the paragraph begins or ends."""
        before = self._text[at - 1] if at > self._paragraph.start else " "
        after = self._text[at + 1] if at + 1 < self._paragraph.end else " "
        return before, after
