"""A stretch of stored text, as a quotation is held against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.documents import Page, PageState, Structure, StructureKind
from archive.folding import Word, terms, words_of_stretch
from archive.spans import Span

_RUNS_ON = re.compile(r"['’]\w+|[-‐]\w+|(?<=\d)(?:[.,:]\d+|[\s\u00a0]?[%‰°])")
_BEGUN = re.compile(r"\w+[-‐]\n?(?=\w)|\d[\d.,:]*[.,:](?=\d)|[$£€¥#+−-](?=\d)")
_EMPHASIS = {StructureKind.EMPHASIS, StructureKind.STRONG}
_QUOTING = {StructureKind.BLOCKQUOTE, StructureKind.REPLY}
SEEN = frozenset({*_EMPHASIS, *_QUOTING, StructureKind.FURNITURE, StructureKind.DOUBTFUL})
"""The kinds of marks that a quotation is held against."""

_REACH = 40
"""How many code points before a word are looked at for the beginning of it."""

UNCERTAIN = 70
"""Below this mean certainty, in percent, a recognised page is no ground to call a word wrong."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of a stored text, `start` being the code point of its first sign in the revision.

    `furniture` are running heads and page numbers, `emphasised` what the source itself emphasises, `quoting` what it
    marks as quoted from elsewhere, `recognised` what was read off a scan, and `uncertain` of that what was read badly;
    all in code points of the revision. With `within` only words that touch that stretch are held against the quotation;
    what stands around them is seen, and no more.
    """

    text: str
    start: int = 0
    furniture: tuple[Span, ...] = ()
    emphasised: tuple[Span, ...] = ()
    quoting: tuple[Span, ...] = ()
    recognised: tuple[Span, ...] = ()
    uncertain: tuple[Span, ...] = ()
    within: Span | None = None

    def words(self, first: int = 0, end: int | None = None) -> list[Word]:
        """Return the words from the one numbered `first` to that before `end`, without those of furniture.

        Their places are those in the revision.
        """
        if not self.furniture and not self.within:
            return words_of_stretch(self.text, self.start, first, end)
        stretch = self.within or Span(self.start, self.start + len(self.text))
        found = [
            word
            for word in words_of_stretch(self.text, self.start)
            if word.start < stretch.end
            and stretch.start < word.end
            and not any(span.start <= word.start < span.end for span in self.furniture)
        ]
        return found[first:end]

    def terms(self) -> list[str]:
        """Return all words folded, without their places, which takes a tenth of the time."""
        return [word.term for word in self.words()] if self.furniture or self.within else terms(self.text)

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


def source_of(
    text: str, start: int, pages: Iterable[Page], structures: Iterable[Structure], *, within: Span | None = None
) -> Source:
    """Return a stretch of a revision, from `start` on, as a source with the pages and marks that touch it.

    `within` is as a source has it. All offsets are code points of the revision.
    """
    reach = Span(start, start + len(text))
    marks = [mark for mark in structures if mark.span.intersect(reach)]
    scanned = [page for page in pages if page.state is PageState.RECOGNISED and page.span.intersect(reach)]
    doubtful = [mark.span for mark in marks if mark.kind is StructureKind.DOUBTFUL]
    return Source(
        text,
        start,
        furniture=tuple(mark.span for mark in marks if mark.kind is StructureKind.FURNITURE),
        emphasised=tuple(mark.span for mark in marks if mark.kind in _EMPHASIS),
        quoting=tuple(mark.span for mark in marks if mark.kind in _QUOTING),
        recognised=(*doubtful, *(page.span for page in scanned)),
        uncertain=tuple(page.span for page in scanned if 0 <= page.confidence < UNCERTAIN),
        within=within,
    )
