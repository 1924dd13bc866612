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

    def __init__(
        self, store: Store, revision: Revision, quotations: Sequence[Quotation], said: Said | None = None
    ) -> None:
        """Stand on a revision with all its quotations; `said` is all that was said of the one before, or a part."""
        self._store, self._revision = store, revision
        self._before = (revision.document, revision.number - 1)
        if said is None:
            said = store.judgements.on(*self._before) if revision.number > 1 else {}
        judged = said
        self._judged = {each.number: each for each in store.quotations.of(*self._before)} if judged else {}
        self._said = judged
        self._text = store.revisions.text(*self._before) if judged else ""
        self._traces = store.traces.of(*self._before, numbers=list(judged)) if judged else {}
        spans = [self._judged[number].span for number in judged]
        anchored = reanchor(self._text, revision.text, spans) if judged else []
        self._quotations = {each.number: each for each in quotations}
        numbers = {each.span: each.number for each in quotations}
        self._from = {
            numbers[each.span]: number
            for number, each in zip(judged, anchored, strict=True)
            if each.span is not None and each.span in numbers
        }

    def keep(self, traces: Mapping[int, Traced]) -> Said:
        """Carry over what was said of those quotations that have these traces; return it as it is said of them now.

        Where people have judged the quotation of this revision already, that stands.
        """
        now: dict[int, list[Judgement]] = {}
        there = self._store.judgements.on(self._revision.document, self._revision.number) if self._from else {}
        for number in sorted(traces.keys() & self._from.keys()):
            old = self._from[number]
            same = self._same_words(old, number) and _same_finding(self._traces.get(old), traces[number])
            holds = same and standing(each for each in there.get(number, []) if not each.carried_from) is None
            now[number] = [self._carried(said, number, holds=holds) for said in self._said[old]]
            for judgement in now[number]:
                self._store.judgements.add(judgement)
        return now

    def _same_words(self, old: int, new: int) -> bool:
        return self._judged[old].span.of(self._text) == self._quotations[new].span.of(self._revision.text)

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
        traces = store.traces.of(document, later)
        if not said or not traces:
            return
        quotations = store.quotations.of(document, later)
        said = Inheritance(store, store.revisions.get(document, later), quotations, said).keep(traces)


def _same_finding(was: Traced | None, now: Traced) -> bool:
    """Tell whether the machine finds the same: the verdict with its flags, and the same words of the same source."""
    return was is not None and _finding(was) == _finding(now)


def _finding(traced: Traced) -> tuple[object, ...]:
    best = traced.places[0] if traced.named else None
    return traced.verdict, traced.flags, best and best.document, best and best.exact
