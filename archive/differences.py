"""The kinds of differences between a source's words and a printed quotation of them, and how a difference is named.

What is in doubt gets the graver name: a sign that may carry a number's or a word's meaning is never called typography.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from archive.spans import Span


class Kind(enum.Enum):
    """What a difference is; the value is the wire word. `SAME` is none: the source's signs, one by one."""

    SAME = "same"
    SPACE = "space"
    PAGE = "page break"
    EDGE = "edge"
    QUOTE = "quote mark"
    DASH = "dash"
    FORM = "letter form"
    PUNCTUATION = "punctuation"
    EMPHASIS = "emphasis"
    CLAIM = "emphasis claim"
    ELISION = "elision"
    BRACKET = "bracket"
    SIC = "sic"
    CASE_START = "case at the start"
    CASE = "case"
    SPELLING = "spelling"
    INSERTION = "insertion"
    OMISSION = "omission"
    WORD = "word"

    __hash__ = object.__hash__  # each is the only one of its kind; by its name it is found a good deal slower


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the quotation and what stands for it in the source.

    `source` are code points of the revision, `printed` of the quotation; `was` and `put` are the words there. An empty
    `source` says that nothing stands for it, an empty `printed` that the quotation has nothing of it.
    """

    kind: Kind
    source: Span
    printed: Span
    was: str
    put: str


_SINGLE, _DOUBLE = "'‘’‚‛‹›′`´ʼ＇", '"“”„‟«»″＂'
QUOTE_MARKS = frozenset(_SINGLE + _DOUBLE)
_DASHES = "-‐‑‒–—―−\u00ad﹣－"
_FOLDED = str.maketrans(dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_DASHES, "-"))
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ſ": "s"}
    | {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}
)
_SILENT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BROKEN = re.compile(r"[-‐\u00ad][^\S\n\f]*[\n\f]\s*")
_SYMBOLS, _STROKES = frozenset("%&@§°‰"), frozenset("|~")
_SIGNED = re.compile(r"(?:^|[\s(])-$")
_LIKE = 0.75
"""From which similarity (0 to 1) on two words are spellings of one rather than two words."""


def kind_of_gap(source: str, printed: str, before: str, after: str) -> Kind:
    """Name what differs between two words; `before` and `after` are the signs it stands between, empty at an end."""
    bare, put = (_unquoted_blank(gap) for gap in (source, printed))
    if bare == put:
        return Kind.SPACE
    folded, folded_put = re.sub("-+", "-", bare.translate(_FOLDED)), re.sub("-+", "-", put.translate(_FOLDED))
    if folded == folded_put:
        return Kind.DASH if _dashes(bare) != _dashes(put) else Kind.QUOTE
    if _of_a_number(source, printed, before, after) or _symbols(bare) != _symbols(put):
        return Kind.WORD
    if re.sub("['\"]", "", folded) == re.sub("['\"]", "", folded_put):
        return Kind.WORD if before.isdigit() else Kind.QUOTE
    if folded.replace("-", "") == folded_put.replace("-", ""):
        return Kind.DASH
    return Kind.PUNCTUATION


def _unquoted_blank(gap: str) -> str:
    return "".join(gap.split())


def _dashes(gap: str) -> list[str]:
    return [sign for sign in gap if sign in _DASHES]


def _symbols(gap: str) -> list[str]:
    """Return the signs that are read aloud: of money, percent, arithmetic, pictures."""
    return [
        sign
        for sign in gap
        if sign in _SYMBOLS
        or (unicodedata.category(sign) in {"Sc", "Sm", "So"} and sign not in _STROKES and sign not in _DASHES)
    ]


def _of_a_number(source: str, printed: str, before: str, after: str) -> bool:
    """Tell whether the gap belongs to a number: it stands between digits, or one side alone has a sign before one."""
    if not after.isdigit():
        return False
    signed, put_signed = (bool(_SIGNED.search(gap.translate(_FOLDED))) for gap in (source, printed))
    return before.isdigit() or signed != put_signed


def kind_of_word(source: str, printed: str, *, start: bool) -> Kind:
    """Name what differs between two written words whose folded forms are alike; `start`: they begin a piece."""
    if _BROKEN.sub("", source) == _BROKEN.sub("", printed):
        return Kind.PAGE
    word, put = (_form(written) for written in (source, printed))
    if word == put:
        return Kind.FORM
    if word.lower() == put.lower():
        return Kind.CASE_START if start and word[1:] == put[1:] else Kind.CASE
    return Kind.SPELLING


def _form(word: str) -> str:
    return unicodedata.normalize("NFC", _SILENT.sub("", _BROKEN.sub("", word)).translate(_LIGATURES))


def kind_of_words(source: str, printed: str) -> Kind:
    """Name what differs between two stretches of words that are not alike; either may be empty."""
    if not source or not printed:
        return Kind.OMISSION if source else Kind.INSERTION
    joined, put = (_form(stretch) for stretch in (source, printed))
    if joined == put:
        return Kind.DASH
    letters, put_letters = (re.sub(r"[\W_]+", "", stretch).casefold() for stretch in (joined, put))
    if letters == put_letters or Levenshtein.normalized_similarity(letters, put_letters) >= _LIKE:
        return Kind.SPELLING if len(joined.split()) <= 2 >= len(put.split()) else Kind.WORD
    return Kind.WORD
