"""Two revisions of an article, quotation by quotation: which were added, dropped, altered, or attributed otherwise."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from archive.attribution import Attribution, attribution
from archive.folding import terms
from archive.likenesses import Likenesses
from archive.quotations import Quotation

_LIKE = 60.0
"""From which likeness in percent on a quotation that stands in another's place is that one, altered."""


class Fate(enum.Enum):
    """What became of a quotation; the value is the wire word."""

    ADDED = "added"
    DROPPED = "dropped"
    ALTERED = "altered"
    REATTRIBUTED = "attributed otherwise"


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

    def intro(self, worded: _Worded) -> str:
        """Return the words that lead up to a quotation."""
        intro = worded.quotation.intro
        return intro.of(self._text) if intro else ""

    def said(self, worded: _Worded) -> Attribution:
        """Return what the words that lead up to a quotation say of where it comes from."""
        return attribution(self.intro(worded), year="0000")


class _Worded(NamedTuple):
    """A quotation with its folded words."""

    quotation: Quotation
    words: str


def requoted(old: Printed, new: Printed) -> tuple[Requoting, ...]:
    """Return what became of the quotations, in the order of the new text; one that only moved is left out.

    Case, punctuation and marks make no difference.
    """
    found: list[Requoting] = []
    codes = Levenshtein.opcodes([each.words for each in old.each], [each.words for each in new.each])
    blocks = [(old.each[code.src_start : code.src_end], new.each[code.dest_start : code.dest_end]) for code in codes]
    moved = _moved([block for block, code in zip(blocks, codes, strict=True) if code.tag != "equal"])
    departed, arrived = Counter(moved), Counter(moved)
    for code, (gone, come) in zip(codes, blocks, strict=True):
        if code.tag == "equal":
            pairs = zip(gone, come, strict=True)
            found += [
                Requoting(Fate.REATTRIBUTED, was.quotation, now.quotation)
                for was, now in pairs
                if old.intro(was) != new.intro(now) and old.said(was) != new.said(now)
            ]
        else:
            found += _paired(_without(gone, departed), _without(come, arrived))
    return tuple(found)


def _moved(blocks: Iterable[tuple[Sequence[_Worded], Sequence[_Worded]]]) -> Counter[str]:
    """Return how often the same words are gone in one place and have come in another."""
    departed, arrived = Counter[str](), Counter[str]()
    for gone, come in blocks:
        departed.update(each.words for each in gone)
        arrived.update(each.words for each in come)
    return departed & arrived


def _without(listed: Sequence[_Worded], moved: Counter[str]) -> list[_Worded]:
    """Return the quotations without those that moved, and take these off the count."""
    kept: list[_Worded] = []
    for each in listed:
        if moved[each.words]:
            moved[each.words] -= 1
        else:
            kept.append(each)
    return kept


def _paired(gone: Sequence[_Worded], come: Sequence[_Worded]) -> Iterator[Requoting]:
    """Yield what stands in the place of what: the likest as altered, the others as dropped and added."""
    candidates = Likenesses([each.words for each in gone])
    for now in come:
        was = candidates.take(now.words, least=_LIKE)
        if was is None:
            yield Requoting(Fate.ADDED, None, now.quotation)
        else:
            yield Requoting(Fate.ALTERED, gone[was].quotation, now.quotation)
    for number in candidates.left():
        yield Requoting(Fate.DROPPED, gone[number].quotation, None)
