"""Two revisions of an article, quotation by quotation: which were added, dropped, altered, or attributed otherwise."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from archive.attribution import Attribution, attribution
from archive.folding import terms
from archive.quotations import Quotation

_LIKE = 60.0
"""From which likeness in percent on a quotation that stands in another's place is that one, altered."""


class Fate(enum.Enum):
    """What became of a quotation; the value is the wire word."""

    ADDED = "added"
    DROPPED = "dropped"
    ALTERED = "altered"
    REATTRIBUTED = "attributed otherwise"


_MOVES = (Fate.ADDED, Fate.DROPPED)
"""What becomes, in two places, of a quotation that only moved."""


@dataclass(frozen=True, slots=True)
class Requoting:
    """What became of one quotation; `old` is None for one that was added, `new` for one that was dropped."""

    fate: Fate
    old: Quotation | None
    new: Quotation | None


class Printed:
    """The quotations of a revision with its text; their words are folded once."""

    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        """Stand on a text and its quotations."""
        self._text = text
        self.each = [_Worded(quotation, " ".join(terms(quotation.span.of(text)))) for quotation in quotations]

    def said(self, worded: _Worded) -> Attribution:
        """Return what the words that lead up to a quotation say of where it comes from."""
        intro = worded.quotation.intro
        return attribution(intro.of(self._text) if intro else "", year="0000")


class _Worded(NamedTuple):
    """A quotation with its folded words."""

    quotation: Quotation
    words: str


def requoted(old: Printed, new: Printed) -> tuple[Requoting, ...]:
    """Return what became of the quotations, in the order of the new text; one that only moved is left out.

    Case, punctuation and marks make no difference.
    """
    found: list[tuple[str, Requoting]] = []
    for code in Levenshtein.opcodes([each.words for each in old.each], [each.words for each in new.each]):
        gone, come = old.each[code.src_start : code.src_end], new.each[code.dest_start : code.dest_end]
        if code.tag == "equal":
            found += [
                (now.words, Requoting(Fate.REATTRIBUTED, was.quotation, now.quotation))
                for was, now in zip(gone, come, strict=True)
                if old.said(was) != new.said(now)
            ]
        else:
            found += _paired(gone, come)
    return tuple(_without_moves(found))


def _paired(gone: Sequence[_Worded], come: Sequence[_Worded]) -> Iterator[tuple[str, Requoting]]:
    """Yield what stands in the place of what: alike ones as altered, in order, the others as dropped and added.

    Each with the words by which it is known if it only moved.
    """
    left = list(gone)
    for now in come:
        was = next((each for each in left if ratio(each.words, now.words) >= _LIKE), None)
        if was is None:
            yield now.words, Requoting(Fate.ADDED, None, now.quotation)
        else:
            left.remove(was)
            yield now.words, Requoting(Fate.ALTERED, was.quotation, now.quotation)
    for was in left:
        yield was.words, Requoting(Fate.DROPPED, was.quotation, None)


def _without_moves(found: Sequence[tuple[str, Requoting]]) -> Iterator[Requoting]:
    """Yield what is left when the same words that were dropped here and added there are taken as moved."""
    counts = {fate: Counter(words for words, each in found if each.fate is fate) for fate in _MOVES}
    moved = counts[Fate.ADDED] & counts[Fate.DROPPED]
    left = {fate: Counter(moved) for fate in _MOVES}
    for words, each in found:
        if each.fate in _MOVES and left[each.fate][words]:
            left[each.fate][words] -= 1
        else:
            yield each
