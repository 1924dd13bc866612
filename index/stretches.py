"""Stretches of stored text, read for confirmation: the words, and where each of them stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.documents import Passage
from archive.folding import Word, without, words
from archive.spans import Span
from index.described import Described


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stored text with the numbers of its words by folded form.

    What is found must begin before the word numbered `last`; the text goes on behind it for what runs over a
    passage's end. `start` is the code point of `text[0]` in the revision. `passage` is None for a whole text;
    `described` is known only where a query asks for properties. `body` is the same text without running heads and
    footers, blanks in their place; None where it has none.
    """

    text: str
    words: Sequence[Word]
    numbers: dict[str, list[int]]
    last: int
    start: int = 0
    passage: Passage | None = None
    described: Described | None = None
    body: Stretch | None = None


def whole(text: str, furniture: Sequence[Span] = ()) -> Stretch:
    """Return a whole text as a stretch."""
    body = _read(without(text, furniture), len(text)) if furniture else None
    return replace(_read(text, len(text)), body=body)


def of_passage(
    text: str, start: int, passage: Passage, described: Described | None = None, furniture: Sequence[Span] = ()
) -> Stretch:
    """Return a passage as a stretch; `text` begins at code point `start` and goes on after the passage.

    `furniture` is where running heads and footers stand in the revision.
    """
    end, window = passage.span.end - start, Span(start, start + len(text))
    inside = [common.shift(-start) for span in furniture if (common := span.intersect(window)) is not None]
    body = _read(without(text, inside), end) if inside else None
    return replace(_read(text, end), start=start, passage=passage, described=described, body=body)


def _read(text: str, end: int) -> Stretch:
    read = words(text)
    return Stretch(text, read, _numbers(read), bisect_left(read, end, key=lambda word: word.start))


def _numbers(read: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(read):
        found.setdefault(word.term, []).append(number)
    return found
