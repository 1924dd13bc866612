"""The signs of a printed quotation: what says that words are left out, put in, changed, emphasised, or remarked on."""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from archive.folding import UNSPACED
from archive.reply_signs import REPLY_SIGNS
from archive.spans import Span

ELISION = r"\[\s?(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s?\]|\(\s?(?:…|\.\s?\.\s?\.)\s?\)|…|\.{3,6}|\.(?:[ \u00a0]\.){2,3}"
"""Signs that say that words are left out, as a regular expression."""

_EMPHASIS = r"(?:emphas[ie]s|italics?|boldface|underlining|highlighting)"
_DONE = (
    r"(?:is |are |was |were )?(?:added|mine|ours?|supplied|in (?:the )?(?:original|source)|original|omitted|removed)"
)
_REMARK = (
    rf"(?:(?:(?:all|bold|our|my|the author['’]s|original) ){{0,3}}{_EMPHASIS}(?: {_DONE}\b[^\[\]()]{{0,60}})?"
    rf"|(?:alterations?|brackets|insertions?)(?: and {_EMPHASIS})? {_DONE}\b[^\[\]()]{{0,60}}"
    r"|(?:internal |inner )?(?:quotation marks|citations?|footnotes?|references?) omitted\b[^\[\]()]{0,60}"
    r"|(?:our|my) translation)"
)
_LETTER = rf"(?:(?![{UNSPACED}])[^\W\d_])"
_SIGNS = re.compile(
    rf"(?P<elision>{ELISION})"
    r"|(?P<sic>\s?[\[(]\s?sic[.!]?\s?[\])])"
    rf"|(?P<claim>\s?(?:\[\s?(?:{_REMARK})\s?\]|\(\s?(?:{_REMARK})\s?\)))"
    rf"|(?P<letters>(?<=[^\W\d_])(?<![{UNSPACED}])\[{_LETTER}{{0,12}}\]|\[{_LETTER}{{1,12}}\](?={_LETTER}))"
    r"|(?P<bracket>\[[^\[\]]{0,300}\])"
    r"|(?P<emphasis>\*{1,3}|(?<![^\W_])_{1,2}(?=[^\W_])|(?<=[^\s_])_{1,2}(?![^\W_]))"
    rf"|(?P<mark>(?m:^){REPLY_SIGNS})",
    re.I,
)


class PartKind(enum.Enum):
    """What a stretch of a printed quotation is."""

    WORDS = "words"
    ELISION = "elision"
    BRACKET = "bracket"
    LETTERS = "letters"
    SIC = "sic"
    CLAIM = "claim"
    EMPHASIS = "emphasis"
    MARK = "mark"

    __hash__ = object.__hash__  # as with kinds of differences


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the quotation and what it is; the parts of a quotation partition it."""

    kind: PartKind
    span: Span


def parts(text: str, plain: Collection[Span] = ()) -> Iterator[Part]:
    """Yield the parts in order; signs at `plain`, and those of emphasis without a partner, are words like any others.

    Spans are code points of `text`, half-open.
    """
    found = [(PartKind(match.lastgroup), Span(*match.span())) for match in _SIGNS.finditer(text) if match.lastgroup]
    paired = {sign for pair in _pairs(text, _emphasis(found)) for sign in pair}
    at = 0
    for kind, span in found:
        if span in plain or (kind is PartKind.EMPHASIS and span not in paired):
            continue
        if at < span.start:
            yield Part(PartKind.WORDS, Span(at, span.start))
        yield Part(kind, span)
        at = span.end
    if at < len(text):
        yield Part(PartKind.WORDS, Span(at, len(text)))


def starred(text: str) -> tuple[Span, ...]:
    """Return what stands between two stars, or two underscores, that are signs of emphasis."""
    if "*" not in text and "_" not in text:
        return ()
    found = [(PartKind(match.lastgroup), Span(*match.span())) for match in _SIGNS.finditer(text) if match.lastgroup]
    return tuple(Span(opened.end, closed.start) for opened, closed in _pairs(text, _emphasis(found)))


def _emphasis(found: Sequence[tuple[PartKind, Span]]) -> list[Span]:
    return [span for kind, span in found if kind is PartKind.EMPHASIS]


def _pairs(text: str, signs: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield the signs of emphasis that open with those that close; a sign closes the one before it that is its like."""
    opened: dict[str, Span] = {}
    for span in signs:
        sign = span.of(text)
        before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
        if sign in opened and before.strip() and not after.isalnum():
            yield opened.pop(sign), span
        elif after.strip() and not before.isalnum():
            opened[sign] = span
