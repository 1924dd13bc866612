"""Blocks that are quotations without any mark: after a line that ends in a colon, by what speaks for them.

The evidence and its weights are those that were measured on real articles; at `_ENOUGH` a paragraph is a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.covering import Cover
from archive.folding import terms
from archive.quote_marks import Marked
from archive.spans import Span

_ENOUGH = 2
_ONWARD = 4
"""How many paragraphs further a block may run to the one that carries the remark on emphasis."""

TAG = re.compile(r"[\[(]\s?(?:emphas[ie]s|italics?|bold(?:face)?|our italics|my italics)\b[^\[\]()]{0,40}[\])]", re.I)
_INTRODUCES = re.compile(r":[\s:]*$")
_CAPTION = re.compile(
    r"\b(?:image|images|photo|photos|photograph|picture|figure|fig\.|chart|screenshot|credit|illustration|caption)\b",
    re.I,
)
_OWN_MARK = re.compile(r"[\"“„«‘'「『•‣◦▪*·–—{<-]|\d{1,2}[.)]\s")
_FIRST_PERSON = re.compile(r"\b(?:I|we|me|us|my|our|mine|ours)\b")
_BRACKETS = re.compile(r"\[[^\[\]]{1,80}\]")
SPEECH = re.compile(
    r"\b(?:said|says|say|told|tells|wrote|writes|write|written|asked|asks|asking|inquiring|stated|states|stating|added|"
    r"adds|replied|replies|answered|explained|explains|continued|concluded|concludes|noted|notes|claimed|claims|"
    r"reads|read|declared|insisted|warned|confirmed|responded|responds|according to|calling for|letter|statement)\b",
    re.I,
)
"""Words that speak of somebody saying something."""

_TURNS = re.compile(r"(?:This|These|Those|That|Since|Then|However|But)\b")
_ENDS = re.compile(r"[.!?:;,]['\"”’)\]]*$")
_HEADING_WORDS, _CAPTION_WORDS = 16, 12


def blocks(
    text: str, paragraphs: Sequence[Span], quoted: Sequence[Marked], apart: Cover
) -> Iterator[tuple[Span, Span]]:
    """Yield each unmarked block with the paragraph that introduces it, in code points.

    `quoted` is what stands between marks, `apart` what is set off by markup: headings, quotations.
    """
    said = _said(text, paragraphs, quoted)
    number = 0
    while number < len(paragraphs):
        intro = paragraphs[number]
        number += 1
        if not _INTRODUCES.search(text, max(intro.start, intro.end - 8), intro.end):
            continue
        first = _past_captions(text, paragraphs, number)
        last = _last(text, paragraphs, first, intro, said, apart)
        for at in range(first, last):
            yield paragraphs[at], intro
        number = max(number, last)


def looks_like_heading(words: str) -> bool:
    """Tell whether a paragraph reads as a heading: short, unfinished, most of its longer words with capitals."""
    if not words or _ENDS.search(words) or words[0] in "•[(":
        return False
    found = re.findall(r"[^\W\d_]{4,}", words)
    capital = sum(word[0].isupper() for word in found)
    return len(words.split()) <= _HEADING_WORDS and len(found) > 0 and capital >= 0.7 * len(found)


def _said(text: str, paragraphs: Sequence[Span], quoted: Sequence[Marked]) -> dict[int, list[str]]:
    """Return the words that each paragraph ending in a colon quotes, two and more, by where the paragraph starts."""
    ordered = sorted(quoted, key=lambda each: each.outer.start)
    said: dict[int, list[str]] = {}
    at = 0
    for paragraph in paragraphs:
        while at < len(ordered) and ordered[at].outer.start < paragraph.end:
            if ordered[at].outer.start >= paragraph.start:
                words = terms(ordered[at].span.of(text))
                if len(words) > 1:
                    said.setdefault(paragraph.start, []).append(f" {' '.join(words)} ")
            at += 1
    return said


def _past_captions(text: str, paragraphs: Sequence[Span], number: int) -> int:
    for at in range(number, min(number + 2, len(paragraphs))):
        words = paragraphs[at].of(text)
        short = len(words) < 120 and len(words.split()) <= _CAPTION_WORDS
        if not (short and _CAPTION.search(words) and not TAG.search(words)):
            return at
    return min(number + 2, len(paragraphs))


def _last(
    text: str,
    paragraphs: Sequence[Span],
    first: int,
    intro: Span,
    said: dict[int, list[str]],
    apart: Cover,
) -> int:
    """Return the number past the last paragraph of the block, `first` where there is none."""
    if first >= len(paragraphs):
        return first
    words = paragraphs[first].of(text)
    if _stops(paragraphs[first], words, apart) or _evidence(words, intro.of(text), said.get(intro.start, ())) < _ENOUGH:
        return first
    if TAG.search(words):
        return first + 1
    for at in range(first + 1, min(first + 1 + _ONWARD, len(paragraphs))):
        further = paragraphs[at].of(text)
        if _stops(paragraphs[at], further, apart) or _OWN_MARK.match(further):
            break
        if TAG.search(further):
            return at + 1
    return first + 1


def _stops(paragraph: Span, words: str, apart: Cover) -> bool:
    """Tell whether a paragraph is no part of a block: it is set off, a heading, or introduces something else."""
    marked_up = apart.touches(Span(paragraph.start, paragraph.start + 1))
    return marked_up or looks_like_heading(words) or bool(_INTRODUCES.search(words[-8:]))


def _evidence(words: str, intro: str, said: Sequence[str]) -> int:
    """Return what speaks for a paragraph as a quotation, less what speaks against it."""
    folded = f" {' '.join(terms(words))} "
    return (
        3 * bool(TAG.search(words))
        + 3 * any(phrase in folded for phrase in said)
        + (words[0] == "[" or words[0].islower())
        + bool(_FIRST_PERSON.search(words))
        + bool(_BRACKETS.search(TAG.sub("", words)))
        + bool(SPEECH.search(intro))
        - 4 * bool(_OWN_MARK.match(words))
        - bool(_TURNS.match(words))
    )
