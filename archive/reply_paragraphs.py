"""The paragraphs of a quoted reply: each is a quotation of its own, for who answers seldom quotes all between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.reply_signs import unquoted
from archive.spans import Span

_WROTE = re.compile(r"\b(?:wrote|writes|schrieb|écrit|escribió|scritto|schreef|escreveu)\b[^\n:]{0,100}:\Z", re.I)
"""How the words end that say who wrote what is quoted below them."""

_WROTE_LENGTH = 300


def reply_paragraphs(text: str, span: Span, nested: Sequence[Span]) -> Iterator[Span]:
    """Yield the paragraphs of the quoted reply at `span`, the signs `>` before their first words included.

    A paragraph ends at a blank line, where the depth of `>` changes, and where one of the `nested` replies begins or
    ends. Lines that say who wrote what is quoted below them are none. Spans are code points of `text`, half-open.
    """
    ends = {at for mark in nested for at in (mark.start, mark.end)}
    kept: tuple[Span, int] | None = None
    for paragraph, depth in _parted(text, span, ends):
        if kept and not (depth > kept[1] and _says_who(kept[0].of(text))):
            yield kept[0]
        kept = paragraph, depth
    if kept:
        yield kept[0]


def _says_who(words: str) -> bool:
    return len(words) <= _WROTE_LENGTH and _WROTE.search(words) is not None


def _parted(text: str, span: Span, ends: set[int]) -> Iterator[tuple[Span, int]]:
    """Yield the paragraphs, each with the depth of `>` at which it stands."""
    begun = ended = -1
    deep, at = 0, span.start
    for line in span.of(text).split("\n"):
        end = at + len(line)
        depth, words = unquoted(line)
        bare = not words.strip(" \t")
        if begun >= 0 and (bare or depth != deep or at in ends or ended in ends):
            yield Span(begun, ended), deep
            begun = -1
        if not bare:
            begun = at if begun < 0 else begun
            deep, ended = depth, end
        at = end + 1
    if begun >= 0:
        yield Span(begun, ended), deep
