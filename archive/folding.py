"""Words folded for finding: typography, case and accents drop away, positions in the text stay.

Folding serves finding only; citations are checked on the verbatim text. A word is a run of letters, digits
and the marks that ride on them; quotes, dashes, apostrophes and blanks merely part words, so `isn’t` and
`isn't` are both the two words `isn t`, and a line end inside a phrase does not hide it. Scripts written
without blanks (Han, kana) count each sign as a word. A word that a hyphen breaks at the end of a page is one.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from archive.spans import Span

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Signs that are words by themselves, as the inside of a regular expression's class."""

_APOSTROPHES = "\u02b9-\u02bf\ua78b\ua78c"
"""Signs that Unicode counts as letters and that are printed, and typed, as apostrophes: they part words too."""

_SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _ranges(belongs: Callable[[str], bool], first: int) -> str:
    """Return, as regular-expression ranges, the signs of the Basic Multilingual Plane from `first` that belong."""
    ranges: list[str] = []
    start = None
    for code in range(first, 0x10000):
        inside = belongs(chr(code))
        if inside and start is None:
            start = code
        if not inside and start is not None:
            ranges.append(f"{chr(start)}-{chr(code - 1)}")
            start = None
    return "".join(ranges)


_RIDING = _ranges(lambda sign: unicodedata.category(sign).startswith("M"), 0x300)
_SMALL = _ranges(str.islower, 0x61)
_BROKEN = "[-\u2010][ \n]*+\f[ \n]*+"
"""A hyphen at a page's end: canonical text joins words over lines and keeps pages apart, so here they are joined."""

_LETTER = rf"(?![{UNSPACED}])[^\W_{_APOSTROPHES}]"
_INSIDE = rf"{_LETTER}|[{_SILENT}{_RIDING}]"
_EDGE = f"(?:(?<!{_INSIDE})|(?!{_INSIDE}))"
_WORD = re.compile(rf"[{UNSPACED}]|{_LETTER}(?:[0-9A-Za-z]++|{_INSIDE}|(?<=[^\W\d_]){_BROKEN}(?=[{_SMALL}]))*")
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(0x80)}
"""What becomes of ASCII signs where words are read without their places."""

_RUN = re.compile("[0-9A-Za-z]+")
_PARTING = re.compile(
    "[\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2190-\u23ff\u2500-\u2775\u2794-\u2bff]"
)
"""Signs of print that merely part words: most texts are ASCII but for these."""

_DROPPED = re.compile(f"[\u0300-\u036f{_SILENT}{_APOSTROPHES}]|{_BROKEN}")
_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"})
"""Small letters that Unicode takes apart no further, and what is typed for them where a keyboard lacks them."""


class Word(NamedTuple):
    """One word of a text: its folded form and where it stands, in code points, half-open."""

    term: str
    start: int
    end: int


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return the folded form of one word: ligatures, strokes, accents, case and soft hyphens gone."""
    if word.isascii() and "\f" not in word:
        return sys.intern(word.lower())
    decomposed = unicodedata.normalize("NFKD", word)
    folded = unicodedata.normalize("NFKD", _DROPPED.sub("", decomposed).casefold())
    return _DROPPED.sub("", folded).translate(_SPELT_OUT)


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]` in order, with positions in `text`."""
    stop = len(text) if end is None else end
    return [Word(fold_word(found[0]), found.start(), found.end()) for found in _WORD.finditer(text, start, stop)]


def words_of_stretch(text: str, start: int, first: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch that begins at the code point `start` of a text, with positions in that text.

    Those from the one numbered `first` to that before `end`.
    """
    found = islice(_found(text), first, end)
    return [Word(fold_word(word[0]), word.start() + start, word.end() + start) for word in found]


def _found(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text in order."""
    plain = _plain(text)
    return _WORD.finditer(text) if plain is None else _RUN.finditer(plain)


def _plain(text: str) -> str | None:
    """Return a text of the same length and the same words that is ASCII and has no page's end; None for any other."""
    plain = text if text.isascii() else _PARTING.sub(" ", text)
    return plain if plain.isascii() and "\f" not in plain else None


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of `text` stand, in order: the first code point of each, and the one after it."""
    return [found.span() for found in _found(text)]


def terms(text: str) -> list[str]:
    """Return the folded words of `text` without positions: what an index is fed and asked with."""
    folded = in_place(text)
    return folded.split() if folded is not None else [fold_word(word) for word in _WORD.findall(text)]


def in_place(text: str) -> str | None:
    """Return the folded words of `text`, each where it stands and blanks all around; None where folding moves signs."""
    plain = _plain(text)
    return None if plain is None else plain.translate(_PLAIN)


def whole_words(signs: str) -> re.Pattern[str]:
    """Return a regular expression for these signs where they neither begin nor end inside a word; blanks are alike."""
    return re.compile(_EDGE + r"\s+".join(re.escape(part) for part in signs.split()) + _EDGE)


def without(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with blanks in place of the spans: all other words keep their positions."""
    parts, at = [], 0
    for span in sorted(spans):
        parts += [text[at : span.start], " " * (min(span.end, len(text)) - max(at, span.start))]
        at = max(at, min(span.end, len(text)))
    return "".join([*parts, text[at:]])
