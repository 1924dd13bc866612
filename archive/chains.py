"""The chain of a quotation: where an article quotes an article that quotes a letter, the way back to the letter.

A place in a source is followed on where the source has the words as a quotation itself, wholly (the place stands
between its marks) or in part (one of its quotations stands inside the place). Only kept traces are read, all
quotations of a ledger at once, a step at a time: the number of questions to the record grows with the length of the
longest chain alone.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.judgements import Judgement, Ruling, standing
from archive.ledgers import Found, NumberedQuotation, Traced
from archive.quotations import Quotation
from archive.spans import Span
from archive.store import Store
from archive.verdicts import Flag, Verdict

LONGEST = 8
"""How many documents are followed from a quotation."""

MOST = 4
"""How many chains of one quotation are followed: what it quotes may itself hold several quotations."""

_BUCKET = 1000

_RevisionKey = tuple[str, int]
_Path = tuple[int, "tuple[Step, ...]"]


class End(enum.Enum):
    """Why a chain goes no further; the value is the wire word."""

    SOURCE = "own words"
    UNKNOWN = "source not known"
    WAITING = "not traced yet"
    SPLIT = "parts from two documents"
    CIRCLE = "leads back"
    DEEP = "not followed further"


@dataclass(frozen=True, slots=True)
class Step:
    """A document to which a chain leads: where the words stand in it, and how the one before has them.

    `span` and `pieces` are code points of the revision; `quotation` is the number of the document's own quotation by
    which the chain goes on, None at its end; `part` says that only a part of the words goes on; `second_hand` that the
    words stand there as a quotation.
    """

    document: str
    revision: int
    span: Span
    verdict: Verdict
    pieces: tuple[Span, ...]
    quotation: int | None = None
    part: bool = False
    second_hand: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of a quotation's words, nearest document first, and why it ends."""

    steps: tuple[Step, ...]
    end: End


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of a ledger by the numbers of its quotations; of those in `cut` there are more than are followed."""

    of: Mapping[int, tuple[Chain, ...]]
    cut: frozenset[int] = frozenset()

    @property
    def documents(self) -> set[str]:
        """The ids of all documents to which a chain leads."""
        return {step.document for found in self.of.values() for chain in found for step in chain.steps}


def chains(
    store: Store,
    document: str,
    quotations: Sequence[Quotation],
    traces: Mapping[int, Traced],
    judgements: Mapping[int, Sequence[Judgement]],
) -> Chains:
    """Return the chains of a ledger's quotations, as far as they lead past the first source."""
    starts = dict(_starts(quotations, traces, judgements))
    walk = _Walk(store, document)
    open_paths: list[_Path] = [(number, (step,)) for number, step in starts.items()]
    while open_paths:
        open_paths = walk.further(open_paths)
    told = {number: found for number, listed in walk.ended.items() if (found := tuple(filter(_tells, listed)))}
    return Chains(told, frozenset(walk.cut) & told.keys())


def _tells(chain: Chain) -> bool:
    """Say whether a chain tells more than the place does."""
    return len(chain.steps) > 1 or chain.steps[0].quotation is not None


def source_of(traced: Traced | None, said: Sequence[Judgement]) -> Step | None:
    """Return where a quotation was taken from: as a person corrected it, else as the machine names it, else None."""
    ruling = standing(said)
    if ruling and ruling.ruling is Ruling.CORRECTED and ruling.span and ruling.verdict:
        return Step(ruling.source, ruling.revision, ruling.span, ruling.verdict, (ruling.span,))
    rejected = ruling is not None and ruling.ruling is Ruling.REJECTED
    return _at(traced.places[0]) if traced and traced.named and traced.places and not rejected else None


def _at(place: Found) -> Step:
    pieces = tuple(piece for piece in place.pieces if piece) or (place.span,)
    second_hand = Flag.SECOND_HAND in place.flags
    return Step(place.document, place.revision, place.span, place.verdict, pieces, second_hand=second_hand)


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
    return next(map(_at, inside), None)


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
    split = traced and Flag.TWO_DOCUMENTS in traced.flags and source == _at(traced.places[0])
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
