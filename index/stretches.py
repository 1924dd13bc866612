"""Stretches of stored text, read for confirmation: the words, and where each of them stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from archive.documents import Passage
from archive.folding import Word, words
from index.described import Described


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stored text with the numbers of its words by folded form.

    What is found must begin before the word numbered `last`; the text goes on behind it for what runs over a
    passage's end. `start` is the code point of `text[0]` in the revision. `passage` is None for a whole text;
    `described` is known only where a query asks for properties.
    """

    text: str
    words: Sequence[Word]
    numbers: dict[str, list[int]]
    last: int
    start: int = 0
    passage: Passage | None = None
    described: Described | None = None


def whole(text: str) -> Stretch:
    """Return a whole text as a stretch."""
    read = words(text)
    return Stretch(text, read, _numbers(read), len(read))


def of_passage(text: str, start: int, passage: Passage, described: Described | None = None) -> Stretch:
    """Return a passage as a stretch; `text` begins at code point `start` and goes on after the passage."""
    read = words(text)
    last = bisect_left(read, passage.span.end - start, key=lambda word: word.start)
    return Stretch(text, read, _numbers(read), last, start, passage, described)


def _numbers(read: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(read):
        found.setdefault(word.term, []).append(number)
    return found
