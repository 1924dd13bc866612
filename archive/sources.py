"""A stretch of stored text, as a quotation is held against it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.folding import Word, words_of_stretch
from archive.spans import Span

_RUNS_ON = re.compile(r"['’]\w+|[-‐]\w+|(?<=\d)(?:[.,:]\d+|[\s\u00a0]?[%‰°])")
_BEGUN = re.compile(r"\w+[-‐]\n?(?=\w)|\d[\d.,:]*[.,:](?=\d)|[$£€¥#+−-](?=\d)")
_REACH = 40
"""How many code points before a word are looked at for the beginning of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of a stored text, `start` being the code point of its first sign in the revision.

    `furniture` are running heads and page numbers, `emphasised` what the source itself emphasises, `quoting` what it
    marks as quoted from elsewhere, `recognised` what was read off a scan, and `uncertain` of that what was read badly;
    all in code points of the revision.
    """

    text: str
    start: int = 0
    furniture: tuple[Span, ...] = ()
    emphasised: tuple[Span, ...] = ()
    quoting: tuple[Span, ...] = ()
    recognised: tuple[Span, ...] = ()
    uncertain: tuple[Span, ...] = ()

    def words(self) -> list[Word]:
        """Return the words with their places in the revision, without those of furniture."""
        found = words_of_stretch(self.text, self.start)
        if not self.furniture:
            return found
        return [word for word in found if not any(span.start <= word.start < span.end for span in self.furniture)]

    def between(self, start: int, end: int) -> str:
        """Return the text between two code points of the revision."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]

    def bare(self, span: Span) -> str:
        """Return the text at a span without the furniture in it."""
        told, at = "", span.start
        for mark in sorted(self.furniture):
            if at < mark.end and mark.start < span.end:
                told += self.between(at, max(at, mark.start))
                at = mark.end
        return told + self.between(at, max(at, span.end))

    def rest_of_word(self, end: int) -> Span:
        """Return what of a word stands after `end`, where the word runs on: `’t` after `can`, `%` after a number."""
        found = _RUNS_ON.match(self.text, end - self.start)
        return Span(end, end + len(found[0])) if found else Span(end, end)

    def beginning_of_word(self, start: int) -> Span:
        """Return what of a word stands before `start`, where the word began earlier: `non-`, `1.`, `$`."""
        at = start - self.start
        for found in _BEGUN.finditer(self.text, max(0, at - _REACH), at + 1):
            if found.end() == at:
                return Span(start - len(found[0]), start)
        return Span(start, start)
