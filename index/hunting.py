"""The hunt for one quotation: proposed passages held against it, the likeliest first, until a place has every word."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from archive.collation import Collation, collate
from archive.quoted import Joint, Quoted
from archive.reach import Bar
from archive.store import Store
from archive.verdicts import VERDICTS, Flag, Verdict
from index.excerpts import Excerpt, excerpts
from index.proposing import Proposal
from index.traces import Place, Trace

_LOOKED_AT = 36
"""How many proposed passages of each way of proposing are held against the quotation."""

_AT_ONCE = 6
"""How many of them are looked at, after the first, before it is asked whether that is enough."""

_LEFT_OUT, _MARGIN = 2_000, 200
"""Code points that a quotation may leave out with a mark, and that any may be longer in the source."""

_SHOWN = 20
NAMING, SURE = 4, 8
"""From how many words on a source is named, and from how many on a place may differ much from the quotation."""

_TELLING = 3
"""Where no piece has so many words, every word must stand: single words stand anywhere."""

_CLOSE, _LIKE, _SIMILAR = 0.9, 0.65, 0.75
"""Least scores of a place for a short quotation, for a longer one, and of a mere lead."""

_SHARED, _MISREAD = 0.6, 0.85
"""Least share of words that stand there, and the score from which it does not matter: letters were misread."""

_WHOLE = 0.95
"""Share of a longer quotation's words from which on a place has it, however many words it leaves out silently."""


class Hunt:
    """What was found of one quotation so far."""

    def __init__(self, store: Store, quoted: Quoted, leaving_out: frozenset[str], deadline: float) -> None:
        """Begin; `deadline` is a moment of `time.thread_time`, `leaving_out` are ids of documents."""
        self._store, self._quoted, self._leaving_out, self._deadline = store, quoted, leaving_out, deadline
        self._seen: set[str] = set()
        self._places: dict[tuple[str, int, int], Place] = {}
        self._parts: list[Place] = []
        self._proposed: set[str] = set()
        self._unlooked = 0
        self._least, self._best = _least(quoted), 0.0
        self.stopped = False

    def late(self) -> bool:
        """Tell whether time has run out, and remember it."""
        self.stopped = self.stopped or time.thread_time() > self._deadline
        return self.stopped

    @property
    def found(self) -> bool:
        """Whether some place has every word, and not merely as a quotation from elsewhere."""
        return any(
            place.collation.verdict.faithful and Flag.SECOND_HAND not in place.collation.flags
            for place in self._places.values()
        )

    @property
    def close(self) -> bool:
        """Whether some place is close: one that had every word would have been proposed with it."""
        return any(_worth(place.collation) < 2 for place in self._places.values())

    def look(self, proposal: Proposal) -> None:
        """Hold the likeliest of the proposed passages, and what stands around them, against the quotation."""
        if self.stopped:
            return
        fresh = [
            (one, votes)
            for one, votes in proposal
            if one not in self._seen and one.partition("@")[0] not in self._leaving_out
        ]
        self._proposed = {one.partition("@")[0] for one, _ in fresh} if not self._seen else self._proposed
        self._unlooked = len(fresh)
        for start in (0, *range(1, min(len(fresh), _LOOKED_AT), _AT_ONCE)):
            batch = fresh[start : min(start + _AT_ONCE, _LOOKED_AT) if start else 1]
            if not batch or (start and self.close and batch[0][1] < fresh[0][1]):
                break  # one that has every word would have as many votes as the first
            self._unlooked -= len(batch)
            self._hold([one for one, _ in batch])

    def _hold(self, chosen: Sequence[str]) -> None:
        """Hold passages, and what stands around them, against the quotation."""
        self._seen.update(chosen)
        found = excerpts(self._store, chosen, past=_past(self._quoted), together=bool(self._quoted.joints))
        held: list[tuple[Excerpt, Collation]] = []
        for excerpt in found:
            if self.late():
                break
            held += [(excerpt, each) for each in collate(self._quoted, excerpt.source, self._bar())]
        documents = self._store.documents.get_many(list({excerpt.document for excerpt, _ in held}))
        for excerpt, collation in held:
            if excerpt.document in documents:  # it may have been taken away since the index proposed it
                self._keep(Place(documents[excerpt.document], excerpt, collation))

    def _bar(self) -> Bar:
        """Return what a place must have to be kept: it must be close, or else no worse than what was found."""
        return Bar(max(self._least, min(self._best, _CLOSE)), _WHOLE)

    def _keep(self, place: Place) -> None:
        collation = place.collation
        if _accepted(self._quoted, collation):
            span = collation.span
            self._places.setdefault((place.document.id, span.start, span.end), place)
            if not place.unreadable:
                self._best = max(self._best, collation.score)
        if Flag.PART_MISSING in collation.flags:
            self._parts.append(place)

    def outcome(self) -> Trace:
        """Return the trace."""
        places = sorted(self._places.values(), key=_order)
        faithful = any(place.collation.verdict.faithful for place in places)
        if not faithful and (joined := _of_two(self._quoted, self._parts)):
            apart = len({place.document.id for place in joined}) == 1
            return self._told(joined, Verdict.SPLICED, (Flag.FAR_APART if apart else Flag.TWO_DOCUMENTS,))
        if self.stopped and not faithful:
            return replace(
                self._told(places, Verdict.CANNOT_CHECK, ()),
                reason="It was stopped early: time ran out before all likely passages were looked at.",
            )
        if not places:
            return self._told([], Verdict.NOT_FOUND, ())
        best = places[0].collation
        if self._quoted.word_count < NAMING:
            return self._told(places, best.verdict, (*best.flags, Flag.SHORT))
        if why := places[0].unreadable:
            return replace(self._told(places, Verdict.CANNOT_CHECK, best.flags), reason=why)
        if not _close(self._quoted, best):
            return self._told(places, Verdict.NOT_FOUND, (Flag.SIMILAR,))
        return self._told(places, best.verdict, best.flags)

    def _told(self, places: Sequence[Place], verdict: Verdict, flags: tuple[Flag, ...]) -> Trace:
        documents = {place.document.id for place in places}
        if Flag.SHORT in flags:
            documents |= self._proposed
        return Trace(
            self._quoted,
            verdict,
            flags,
            places[0].collation.score if places else 0.0,
            tuple(places[:_SHOWN]),
            len(documents),
            self._unlooked + max(0, len(places) - _SHOWN),
            self.stopped,
        )


def _past(quoted: Quoted) -> int:
    """Return how many code points past a passage a quotation may reach: its length, and what it may have left out."""
    left_out = _LEFT_OUT if Joint.ELISION in quoted.joints else _MARGIN
    return len(quoted.text) + len(quoted.text) // 2 + left_out


def _least(quoted: Quoted) -> float:
    """Return the least score of a place of a quotation: of very few words in a row every one must stand there."""
    if quoted.word_count < NAMING or max(len(piece.words) for piece in quoted.pieces) < _TELLING:
        return 1
    return _LIKE if quoted.word_count >= SURE else _SIMILAR


def _accepted(quoted: Quoted, collation: Collation) -> bool:
    """Tell whether a place is worth being shown: it has enough of the quotation."""
    least = _least(quoted)
    if least == 1:
        return collation.verdict.faithful
    if quoted.word_count >= SURE and collation.shared >= _WHOLE:
        return True
    return collation.score >= least and (collation.shared >= _SHARED or collation.score >= _MISREAD)


def _close(quoted: Quoted, collation: Collation) -> bool:
    """Tell whether a place is close enough to be named: a short quotation must nearly stand as it is."""
    return quoted.word_count >= SURE or collation.score >= _CLOSE


def _order(place: Place) -> tuple[object, ...]:
    """Order places: sources before those who quote them, every word there, least altered, earliest.

    Of those that are alike, a scan that was read too badly to go by comes last. Typography says nothing of where words
    were taken from, and counts last.
    """
    collation = place.collation
    return (
        _worth(collation),
        bool(place.unreadable),
        max(collation.verdict.rank, Verdict.TYPOGRAPHY.rank),
        -collation.score,
        place.document.description.date or "9999",
        collation.verdict.rank,
        place.document.id,
        collation.span.start,
    )


def _worth(collation: Collation) -> int:
    """Return 0 for a source with every word, 1 for one that is close, 2 for who quotes every word, else 3.

    Who prints a misquotation has it word for word; the words that were misquoted are what is looked for.
    """
    second_hand = Flag.SECOND_HAND in collation.flags
    if collation.verdict.faithful:
        return 2 if second_hand else 0
    return 1 if collation.score >= _CLOSE and not second_hand else 3


def _of_two(quoted: Quoted, parts: Sequence[Place]) -> list[Place]:
    """Return places, of several documents or far apart in one, that together have every piece; else none."""
    chosen: list[Place] = []
    missing = set(range(len(quoted.pieces)))
    while missing:
        best = max(parts, key=lambda place: len(missing & _standing(quoted, place)), default=None)
        held = missing & _standing(quoted, best) if best else set()
        if best is None or not held:
            return []
        chosen.append(best)
        missing -= held
    return chosen


def _standing(quoted: Quoted, place: Place) -> set[int]:
    """Return the numbers of the pieces of which every word stands at a place, and that are no mere commonplace."""
    collation = place.collation
    wrong = {made.printed.start for made in collation.differences if VERDICTS[made.kind] is Verdict.MISQUOTED}
    standing = [
        piece.span
        for piece, span in zip(collation.quoted.pieces, collation.pieces, strict=True)
        if span and not any(piece.span.start <= at <= piece.span.end for at in wrong)
    ]
    return {
        number
        for number, piece in enumerate(quoted.pieces)
        if len(piece.words) >= NAMING and any(span.contains(piece.span) for span in standing)
    }
