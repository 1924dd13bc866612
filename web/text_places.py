"""Where words stand in a text for a browser that looks for them: folded, and held against what stands around them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise

from archive.remembering import Remembered
from archive.spans import Span

LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
"""What surely lies in one block of a page."""

WORD = re.compile(r"[^\s。、！？]+[。、！？]*|[。、！？]+")
"""What may be taken or left as a whole: up to a blank, or a full stop of a script without blanks."""

_MANY = 5000
_STRETCH = 4096
_BLANK = re.compile(r"\s+")
_ALIKE = {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-"}
_INSIDE = frozenset("'’‘.:,;·․﹒＇．：，；\"‧׳״")
"""Punctuation that does not part a word when letters or digits stand on both sides (UAX #29, WB6, WB7, WB11, WB12)."""


class _Folds(dict[int, str]):
    """What each sign is folded to, learnt as signs come."""

    def __missing__(self, number: int) -> str:
        told = unicodedata.normalize("NFKD", _ALIKE.get(chr(number), chr(number)))
        kept = (sign for sign in told if unicodedata.category(sign) not in {"Mn", "Me", "Cf"})
        self[number] = "".join(kept).casefold()
        return self[number]


_FOLDS = _Folds()


class _Folded:
    """A whole text folded, stretch by stretch, so that the place of any boundary is found by folding one of them."""

    def __init__(self, source: str) -> None:
        self.source, self._cuts = source, [*_cuts(source), len(source)]
        parts = [folded(source[start:end]) for start, end in pairwise(self._cuts)]
        self.text, self._starts = "".join(parts), list(accumulate(map(len, parts), initial=0))

    def place(self, at: int) -> int:
        """Return where what is before a boundary of the source ends in the folded text."""
        number = bisect_right(self._cuts, at) - 1
        return self._starts[number] + len(folded(self.source[self._cuts[number] : at]))


def _cuts(source: str) -> Iterator[int]:
    """Yield where stretches begin: at a sign that stays and is no blank, so runs of blanks are not parted."""
    at = 0
    while at < len(source):
        yield at
        at += _STRETCH
        while at < len(source) and not _FOLDS[ord(source[at])][:1].strip():
            at += 1


_FOLDED = Remembered[str, _Folded](most=64, heaviest=8_000_000, weigh=lambda held: len(held.source))


class Places:
    """A text folded, with the place of one passage in it; the passage begins and ends with a sign that is no blank."""

    def __init__(self, text: str, passage: Span) -> None:
        """Fold the text, or take what was folded for others: a million signs take half a second."""
        held = _FOLDED.of(text, lambda: _Folded(text))
        self._text, self._start, self._end = held.text, held.place(passage.start), held.place(passage.end)
        self._held: dict[str, list[int]] = {}

    def only(self, words: str, prefix: str, suffix: str) -> bool:
        """Tell whether words between these others stand at the beginning of the passage and nowhere else."""
        sought, before, behind = folded(words), folded(prefix), folded(suffix)
        held = self._all(sought)
        if len(held) > _MANY:
            return False
        return [at for at in held if self._fits(at, at + len(sought), before, behind)] == [self._start]

    def ends(self, start: str, end: str, suffix: str) -> bool:
        """Tell whether the first place of `end`, behind the first words of the passage, is where the passage ends."""
        sought, behind, at = folded(end), folded(suffix), self._start + len(folded(start))
        tried = 0
        while (at := self._text.find(sought, at)) >= 0 and tried <= _MANY:
            if self._fits(at, at + len(sought), "", behind):
                return at + len(sought) == self._end
            at, tried = at + 1, tried + 1
        return False

    def _all(self, sought: str) -> list[int]:
        if sought not in self._held:
            self._held[sought] = list(islice(self._found(sought), _MANY + 1))
        return self._held[sought]

    def _found(self, sought: str) -> Iterator[int]:
        at = self._text.find(sought)
        while sought and at >= 0:
            yield at
            at = self._text.find(sought, at + 1)

    def _fits(self, start: int, end: int, prefix: str, suffix: str) -> bool:
        """Tell whether words stand before and behind a place, with or without a blank between."""
        start -= self._text[start - 1 : start] == " "
        end += self._text[end : end + 1] == " "
        return self._text.endswith(prefix, 0, start) and self._text.startswith(suffix, end)


def folded(text: str) -> str:
    """Return text without case, accents, invisible signs and kinds of quotation marks; runs of blanks are one blank."""
    return _BLANK.sub(" ", text.casefold() if text.isascii() else text.translate(_FOLDS))


def widened(text: str, span: Span) -> Span | None:
    """Return a span without blanks at its ends, and over whole words; None where it holds no words."""
    said = span.of(text)
    start, end = span.end - len(said.lstrip()), span.start + len(said.rstrip())
    if start >= end:
        return None
    while not _parted(text, start):
        start -= 1
    while not _parted(text, end):
        end += 1
    return None if text[start].isspace() or text[end - 1].isspace() else Span(start, end)


def _parted(text: str, at: int) -> bool:
    """Tell whether a word surely ends or begins at `at` (less than UAX #29 allows, never more)."""
    if not 0 < at < len(text) or text[at].isspace():
        return True
    if unicodedata.category(text[at]) in {"Mn", "Mc", "Me", "Cf"}:
        return False
    return text[at - 1].isspace() or _parts(text, at - 1, -1) or _parts(text, at, 1)


def _parts(text: str, at: int, step: int) -> bool:
    """Tell whether the sign at `at` is punctuation that parts words, seen with the sign beyond it."""
    kind = unicodedata.category(text[at])
    if kind[0] != "P" or kind == "Pc":
        return False
    beyond = text[at + step : at + step + 1] if at + step >= 0 else ""
    return text[at] not in _INSIDE or not beyond or beyond.isspace()
