"""Judgements on an article's quotations carried over to its next revision; what changed is asked again, and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from archive.anchoring import reanchor
from archive.documents import Revision
from archive.judgements import Judgement, Ruling, standing
from archive.ledgers import Traced
from archive.quotations import Quotation
from archive.store import Store

Said = Mapping[int, Sequence[Judgement]]
"""What people said of a revision's quotations, by their numbers, oldest first."""


class Inheritance:
    """What people said of the revision before, by the numbers of the quotations that stand there now.

    A quotation stands for the one at whose mapped place it begins and ends, whether or not its words are the same.
    """

    def __init__(self, store: Store, revision: Revision, quotations: Sequence[Quotation], said: Said) -> None:
        """Stand on a revision with all its quotations, and on what was said of the one before, all or a part of it."""
        before = revision.document, revision.number - 1
        self._store, self._revision, self._said = store, revision, said
        self._text = store.revisions.text(*before)
        self._judged = {each.number: each.span for each in store.quotations.of(*before) if each.number in said}
        self._traces = store.traces.of(*before, numbers=list(said))
        self._spans = {each.number: each.span for each in quotations}
        numbers = {span: number for number, span in self._spans.items()}
        anchored = reanchor(self._text, revision.text, list(self._judged.values()))
        self._from = {
            numbers[each.span]: number
            for number, each in zip(self._judged, anchored, strict=True)
            if each.span is not None and each.span in numbers
        }

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of the quotations that stand for those of which something was said."""
        return list(self._from)

    def keep(self, traces: Mapping[int, Traced]) -> Said:
        """Carry over what was said of those quotations that have these traces; return it as it is said of them now.

        Where people have judged the quotation of this revision already, that stands.
        """
        now: dict[int, list[Judgement]] = {}
        key = self._revision.document, self._revision.number
        wanted = sorted(traces.keys() & self._from.keys())
        there = self._store.judgements.on_many([(*key, number) for number in wanted])
        for number in wanted:
            old = self._from[number]
            same = self._same_words(old, number) and _same_finding(self._traces.get(old), traces[number])
            holds = same and standing(each for each in there.get((*key, number), []) if not each.carried_from) is None
            now[number] = [self._carried(said, number, holds=holds) for said in self._said[old]]
            for judgement in now[number]:
                self._store.judgements.add(judgement)
        return now

    def _same_words(self, old: int, new: int) -> bool:
        return self._judged[old].of(self._text) == self._spans[new].of(self._revision.text)

    def _carried(self, said: Judgement, number: int, *, holds: bool) -> Judgement:
        return replace(
            said,
            id=self._store.clock.new_id(),
            quotation=(self._revision.document, self._revision.number, number),
            carried_from=said.carried_from or said.quotation[1],
            asked_again=said.asked_again or not (holds and self._place_stands(said)),
        )

    def _place_stands(self, said: Judgement) -> bool:
        """Tell whether the newest revision of the source that a person named still has the words they named."""
        if said.ruling is not Ruling.CORRECTED or said.span is None:
            return True
        source = self._store.documents.get(said.source)
        words = said.span.of(self._store.revisions.text(said.source, said.revision))
        shown = self._store.withdrawals.of(source.id) is None
        return shown and words in self._store.revisions.text(source.id, source.newest)


def carry_on(store: Store, made: Judgement) -> None:
    """Carry what is said of an older revision over to those after it, as far as these have been traced."""
    document, revision, number = made.quotation
    said: Said = {number: [made]}
    for later in range(revision + 1, store.documents.get(document).newest + 1):
        quotations = store.quotations.of(document, later)
        inheritance = Inheritance(store, store.revisions.get(document, later), quotations, said)
        said = inheritance.keep(store.traces.of(document, later, numbers=inheritance.numbers))
        if not said:
            return


def _same_finding(was: Traced | None, now: Traced) -> bool:
    """Tell whether the machine finds the same: the verdict with its flags, and the same words of the same source."""
    return was is not None and _finding(was) == _finding(now)


def _finding(traced: Traced) -> tuple[object, ...]:
    best = traced.places[0] if traced.named else None
    return traced.verdict, traced.flags, best and best.document, best and best.exact
