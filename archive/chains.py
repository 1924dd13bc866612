"""The chain of a quotation: where an article quotes an article that quotes a letter, the way back to the letter.

A place in a source is followed on where the source has the words as a quotation itself, wholly (the place stands
between its marks) or in part (one of its quotations stands inside the place). Only kept traces are read, all
quotations of a ledger at once, a step at a time: the number of questions to the record grows with the length of the
longest chain alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from archive.chain_steps import Chain, Chains, End, Step, source_of, step_at
from archive.descent import go_betweens
from archive.documents import Document
from archive.judgements import Judgement, standing
from archive.ledgers import Found, NumberedQuotation, Traced
from archive.quotations import Quotation
from archive.spans import Span
from archive.store import Store
from archive.verdicts import Flag

LONGEST = 8
"""How many documents are followed from a quotation."""

MOST = 4
"""How many chains of one quotation are followed: what it quotes may itself hold several quotations."""

_BUCKET = 1000

_RevisionKey = tuple[str, int]
_Path = tuple[int, "tuple[Step, ...]"]


def chains(
    store: Store,
    document: Document,
    quotations: Sequence[Quotation],
    traces: Mapping[int, Traced],
    judgements: Mapping[int, Sequence[Judgement]],
) -> Chains:
    """Return the chains of a ledger's quotations, as far as they lead past the first source."""
    starts = dict(_starts(quotations, traces, judgements))
    between = {key: step_at(place) for key, place in go_betweens(store, document, traces, judgements).items()}
    walk = _Walk(store, document.id)
    open_paths: list[_Path] = [
        (number, (step,)) for number, first in starts.items() for step in (between.get(number), first) if step
    ]
    while open_paths:
        open_paths = walk.further(open_paths)
    told = {number: tuple(_told(listed, between.get(number), starts[number])) for number, listed in walk.ended.items()}
    told = {number: listed for number, listed in told.items() if listed}
    return Chains(told, frozenset(walk.cut) & told.keys())


def _told(found: Sequence[Chain], between: Step | None, source: Step) -> Iterator[Chain]:
    """Yield the chains that tell more than the place does; one by wording must lead to the source that is named."""
    for chain in found:
        first, *others = chain.steps
        if between and (first.document, first.span) == (between.document, between.span):
            if source.document in {step.document for step in others}:
                yield replace(chain, by_wording=True)
        elif others or first.quotation is not None:
            yield chain


def _starts(
    quotations: Sequence[Quotation], traces: Mapping[int, Traced], judgements: Mapping[int, Sequence[Judgement]]
) -> Iterator[tuple[int, Step]]:
    """Yield where each quotation begins its way; a nested one begins in the source of the one around it."""
    sources = {
        each.number: step
        for each in quotations
        if (step := source_of(traces.get(each.number), judgements.get(each.number, ())))
    }
    for each in quotations:
        if each.number in sources:
            around = sources.get(each.parent) if each.parent is not None else None
            judged = standing(judgements.get(each.number, ()))
            nested = _within(traces[each.number].places, around) if around and not judged else None
            yield each.number, nested or sources[each.number]


def _within(places: Sequence[Found], around: Step) -> Step | None:
    """Return the place inside the source of the quotation around, where the words stand there too."""
    inside = (
        place
        for place in places
        if (place.document, place.revision) == (around.document, around.revision) and around.span.contains(place.span)
    )
    return next(map(step_at, inside), None)


class _Walk:
    """Follows paths a step at a time; what has ended is kept by the number of the quotation."""

    def __init__(self, store: Store, document: str) -> None:
        self._store, self._document = store, document
        self.ended: dict[int, list[Chain]] = {}
        self.cut: set[int] = set()

    def further(self, paths: Sequence[_Path]) -> list[_Path]:
        """Return the paths that go on after one more step of each."""
        shelf = _Shelf(self._store.quotations.of_many({(way[-1].document, way[-1].revision) for _, way in paths}))
        inside = {path: shelf.at(path[1][-1]) for path in paths}
        keys = {_key(way[-1], each) for (_, way), (listed, _) in inside.items() for each in listed}
        traces = self._store.traces.get_many(keys) if keys else {}
        judgements = self._store.judgements.on_many(keys) if keys else {}
        onward: list[_Path] = []
        for (number, way), (listed, part) in inside.items():
            found = list(self._steps(way, listed, traces, judgements, part=part))
            for steps, end in found or [(way, End.UNKNOWN if way[-1].second_hand else End.SOURCE)]:
                if self._room(number, onward):
                    if end is None:
                        onward.append((number, steps))
                    else:
                        self.ended.setdefault(number, []).append(Chain(steps, end))
        return onward

    def _room(self, number: int, onward: Sequence[_Path]) -> bool:
        taken = len(self.ended.get(number, ())) + sum(other == number for other, _ in onward[-MOST:])
        if taken >= MOST:
            self.cut.add(number)
        return taken < MOST

    def _steps(
        self,
        way: tuple[Step, ...],
        listed: Sequence[Quotation],
        traces: Mapping[NumberedQuotation, Traced],
        judgements: Mapping[NumberedQuotation, Sequence[Judgement]],
        *,
        part: bool,
    ) -> Iterator[tuple[tuple[Step, ...], End | None]]:
        """Yield the ways that lead on from the last step, with why each ends, None where it may go on."""
        for each in listed:
            key = _key(way[-1], each)
            traced, said = traces.get(key), judgements.get(key, ())
            left = (*way[:-1], replace(way[-1], quotation=each.number, part=part))
            end = _halt(traced, said, deep=len(way) == LONGEST)
            source = source_of(traced, said)
            if end is None and source:
                passed = {self._document, *(step.document for step in left)}
                yield (*left, source), End.CIRCLE if source.document in passed else None
            elif end and (source or not part):
                yield left, end


def _halt(traced: Traced | None, said: Sequence[Judgement], *, deep: bool) -> End | None:
    """Return why a chain cannot go on by a quotation, None where it can."""
    source = source_of(traced, said)
    if source is None:
        return End.UNKNOWN if traced else End.WAITING
    if deep:
        return End.DEEP
    split = traced and Flag.TWO_DOCUMENTS in traced.flags and source == step_at(traced.places[0])
    return End.SPLIT if split else None


def _key(step: Step, quotation: Quotation) -> NumberedQuotation:
    return step.document, step.revision, quotation.number


class _Shelf:
    """Quotations of several revisions, found by where they stand."""

    def __init__(self, quotations: Mapping[_RevisionKey, Collection[Quotation]]) -> None:
        self._near: dict[tuple[str, int, int], list[Quotation]] = {}
        for (document, revision), listed in quotations.items():
            for each in listed:
                for bucket in _buckets(each.outer):
                    self._near.setdefault((document, revision, bucket), []).append(each)

    def at(self, step: Step) -> tuple[Sequence[Quotation], bool]:
        """Return the quotation in which the place stands; else those that stand inside it, and True."""
        near = {
            each.number: each
            for bucket in _buckets(step.span)
            for each in self._near.get((step.document, step.revision, bucket), ())
        }
        around = [each for each in near.values() if each.outer.contains(step.span)]
        if around:
            return [min(around, key=lambda each: (len(each.outer), each.number))], False
        inside = {key: each for key, each in near.items() if any(piece.contains(each.span) for piece in step.pieces)}
        return [inside[key] for key in sorted(inside) if inside[key].parent not in inside], True


def _buckets(span: Span) -> range:
    return range(span.start // _BUCKET, max(span.end - 1, span.start) // _BUCKET + 1)
