"""What a quotation leaves out, looked at: words whose absence may turn the meaning round. It warns, no more.

The words are English; of a text in another language only length, sentences and numbers are told.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.folding import terms
from archive.printed_signs import PartKind
from archive.quoted import Quoted
from archive.sources import Source
from archive.spans import Span


class Caution(enum.Enum):
    """Why words that were left out should be read; the value is the wire word."""

    NEGATION = "a negation"
    CONDITION = "a condition"
    HEDGE = "a reservation"
    NUMBER = "a number"
    SENTENCE = "the end of a sentence"
    LONG = "more than 50 words"
    REVERSED = "what follows stands before"


@dataclass(frozen=True, slots=True)
class Omission:
    """What one mark of omission leaves out.

    `printed` is the mark's place in the quotation, `source` the place of the words in the revision, `words` those words
    without running heads and page numbers; both are empty where the parts adjoin, overlap or stand in reversed order.
    """

    printed: Span
    source: Span
    words: str
    cautions: tuple[Caution, ...]


_LONG = 50
_ENDS = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bNo)[.!?][\"'”’»)\]]*\s+\S")
_NEGATION = "no not never none nobody nothing neither nor without cannot t hardly scarcely"
_CONDITION = "if unless except until provided only but however although though despite"
_HEDGE = (
    "may might could perhaps possibly probably allegedly alleged reportedly apparently seems seem appears appear "
    "suggest suggests likely unlikely believe believes think thinks claims claim estimated about"
)
_NUMBER = (
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million "
    "billion dozen half"
)
_WORDS = {
    Caution.NEGATION: frozenset(_NEGATION.split()),
    Caution.CONDITION: frozenset(_CONDITION.split()),
    Caution.HEDGE: frozenset(_HEDGE.split()),
}
_NUMBERS = frozenset(_NUMBER.split())


def cautions(left_out: str) -> tuple[Caution, ...]:
    """Return why words that were left out should be read, the gravest reason first."""
    words = terms(left_out)
    found = [caution for caution, listed in _WORDS.items() if not listed.isdisjoint(words)]
    if any(word[0].isdigit() or word in _NUMBERS for word in words):
        found.append(Caution.NUMBER)
    if _ENDS.search(left_out):
        found.append(Caution.SENTENCE)
    if len(words) > _LONG:
        found.append(Caution.LONG)
    return tuple(found)


def omissions(quoted: Quoted, source: Source, pieces: Sequence[Span | None]) -> Iterator[Omission]:
    """Yield what each mark of omission between two placed pieces leaves out; `pieces` are spans of the source."""
    for number in range(1, len(pieces)):
        before, after = pieces[number - 1], pieces[number]
        between = Span(quoted.pieces[number - 1].span.end, quoted.pieces[number].span.start)
        marks = [part.span for part in quoted.within(between) if part.kind is PartKind.ELISION]
        if marks and before and after:
            yield _omission(source, Span(marks[0].start, marks[-1].end), before, after)


def _omission(source: Source, mark: Span, before: Span, after: Span) -> Omission:
    """Return what lies between two places; sentences end where the words after the gap begin a new one."""
    if after.start < before.end:
        reverse = (Caution.REVERSED,) if after.start < before.start else ()
        return Omission(mark, Span(before.end, before.end), "", reverse)
    gap = Span(before.end, after.start)
    left_out = source.bare(gap)
    held = cautions(left_out + source.between(after.start, after.start + 1)) if terms(left_out) else ()
    return Omission(mark, gap, " ".join(left_out.split()), held)
