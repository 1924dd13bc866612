"""Two revisions of an article, quotation by quotation: which were added, dropped, altered, or attributed otherwise."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from archive.attribution import attribution
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


@dataclass(frozen=True, slots=True)
class Requoting:
    """What became of one quotation; `old` is None for one that was added, `new` for one that was dropped."""

    fate: Fate
    old: Quotation | None
    new: Quotation | None


@dataclass(frozen=True, slots=True)
class Printed:
    """The quotations of a revision with its text."""

    text: str
    quotations: Sequence[Quotation]

    def words(self, quotation: Quotation) -> str:
        """Return the folded words of a quotation."""
        return " ".join(terms(quotation.span.of(self.text)))

    def said(self, quotation: Quotation) -> object:
        """Return what the words that lead up to a quotation say of where it comes from."""
        return attribution(quotation.intro.of(self.text) if quotation.intro else "", year="0000")


def requoted(old: Printed, new: Printed) -> tuple[Requoting, ...]:
    """Return what became of the quotations, in the order of the new text; one that only moved is left out.

    Case, punctuation and marks make no difference.
    """
    before, after = ([printed.words(each) for each in printed.quotations] for printed in (old, new))
    found: list[Requoting] = []
    for code in Levenshtein.opcodes(before, after):
        gone = list(old.quotations[code.src_start : code.src_end])
        come = list(new.quotations[code.dest_start : code.dest_end])
        if code.tag == "equal":
            found += _attributed(old, new, gone, come)
        else:
            found += _paired(old, new, gone, come)
    return tuple(_without_moves(old, new, found))


def _attributed(
    old: Printed, new: Printed, gone: Sequence[Quotation], come: Sequence[Quotation]
) -> Iterator[Requoting]:
    for was, now in zip(gone, come, strict=True):
        if old.said(was) != new.said(now):
            yield Requoting(Fate.REATTRIBUTED, was, now)


def _paired(old: Printed, new: Printed, gone: Sequence[Quotation], come: Sequence[Quotation]) -> Iterator[Requoting]:
    """Yield what stands in the place of what: alike ones as altered, in order, the others as dropped and added."""
    left = list(gone)
    for now in come:
        was = next((each for each in left if ratio(old.words(each), new.words(now)) >= _LIKE), None)
        if was is None:
            yield Requoting(Fate.ADDED, None, now)
        else:
            left.remove(was)
            yield Requoting(Fate.ALTERED, was, now)
    for was in left:
        yield Requoting(Fate.DROPPED, was, None)


def _without_moves(old: Printed, new: Printed, found: Sequence[Requoting]) -> Iterator[Requoting]:
    """Yield what is left when the same words that were dropped here and added there are taken as moved."""
    dropped = [old.words(each.old) for each in found if each.old and each.new is None]
    added = [new.words(each.new) for each in found if each.new and each.old is None]
    moved = {words: min(dropped.count(words), added.count(words)) for words in set(dropped) & set(added)}
    seen: dict[tuple[str, bool], int] = {}
    for each in found:
        words = old.words(each.old) if each.new is None and each.old else new.words(each.new) if each.new else ""
        key = words, each.new is None
        if each.fate in {Fate.ADDED, Fate.DROPPED} and seen.get(key, 0) < moved.get(words, 0):
            seen[key] = seen.get(key, 0) + 1
            continue
        yield each
