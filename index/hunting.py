"""The hunt for one quotation: proposed passages held against it, the likeliest first, until a place has every word."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from archive.collation import collate
from archive.quoted import Joint, Quoted
from archive.reach import Bar
from archive.store import Store
from archive.verdicts import Flag, Verdict
from index.excerpts import excerpts
from index.proposing import Votes
from index.query import Among, Field, Node, Or
from index.traces import Place, Trace
from index.worth import CLOSE, NAMING, WHOLE, accepted, close_enough, least_score, of_two, order, worth, wrong

LOOKED_AT = 36
"""How many proposed passages of each way of proposing are held against the quotation."""

_AT_ONCE = (1, 6, 12, 17)
"""How many of them are looked at before it is asked each time whether that is enough: no more than that together."""

_GLANCE = 6
"""How many passages are few enough to be looked at before more is asked of the index."""

_LEFT_OUT, _MARGIN = 2_000, 200
"""Code points that a quotation may leave out with a mark, and that any may be longer in the source."""

_SHOWN = 20


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
        self._least, self._best = least_score(quoted), 0.0
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
        return any(worth(place.collation) < 2 for place in self._places.values())

    def settled(self, votes: Votes, asked: int) -> bool:
        """Tell whether no passage can better the best place; the few that might are looked at.

        `asked` rows of words that do not overlap were asked for, and `votes` tells how many a passage has: one with
        fewer wrong words than the best place lacks fewer of them.
        """
        best = min(self._places.values(), key=order, default=None)
        if best is None or worth(best.collation) > 1 or wrong(best.collation) > asked:
            return False
        least = asked - max(1, wrong(best.collation))
        rivals = self._fresh({one: count for one, count in votes.items() if count > least})
        if len(rivals) > _GLANCE:
            return False
        self._hold([one for one, _ in rivals])
        return True

    def glance(self, votes: Votes) -> None:
        """Look at the passages with the most votes where they are few."""
        most = max(votes.values(), default=0)
        likely = self._fresh({one: count for one, count in votes.items() if count == most})
        if len(likely) <= _GLANCE and not self.stopped:
            self._hold([one for one, _ in likely])

    @property
    def done_with(self) -> Node:
        """The passages that were looked at or are left out."""
        left_out = (Field("document", (document,)) for document in sorted(self._leaving_out))
        return Or((Among(frozenset(self._seen)), *left_out))

    def _fresh(self, votes: Votes) -> list[tuple[str, int]]:
        """Return the passages that were not looked at and are not left out, the likeliest first."""
        fresh = [each for each in votes.items() if each[0] not in self._seen]
        if self._leaving_out:
            fresh = [each for each in fresh if _document(each[0]) not in self._leaving_out]
        return sorted(sorted(fresh), key=itemgetter(1), reverse=True)

    def look(self, votes: Votes, of: int = 0) -> None:
        """Hold the likeliest of the proposed passages, and what stands around them, against the quotation.

        They are the likeliest `of` so many that were not looked at, where there are more.
        """
        if self.stopped:
            return
        fresh = self._fresh(votes)
        self._proposed = {_document(one) for one, _ in fresh} if not self._seen else self._proposed
        looked = 0
        for several in _AT_ONCE:
            if looked and self.close:
                break
            self._hold([one for one, _ in fresh[looked : looked + several]])
            looked += several
        # what has every word has as many votes as the first
        alike = [one for one, count in fresh[looked:LOOKED_AT] if count == fresh[0][1]]
        self._hold(alike)
        self._unlooked = max(0, max(of, len(fresh)) - looked - len(alike))

    def pass_over(self, passages: int) -> None:
        """Note that so many passages have a word of the quotation and were not proposed."""
        self._unlooked = max(self._unlooked, passages)

    def _hold(self, chosen: Sequence[str]) -> None:
        """Hold passages, and what stands around them, against the quotation."""
        if not chosen:
            return
        self._seen.update(chosen)
        found = excerpts(self._store, chosen, past=_past(self._quoted), together=bool(self._quoted.joints))
        bar, places = self._bar(), []
        for excerpt in found:
            if self.late():
                break
            places += [Place(excerpt.document, excerpt, each) for each in collate(self._quoted, excerpt.source, bar)]
        for place in places:
            self._keep(place)

    def _bar(self) -> Bar:
        """Return what a place must have to be kept: it must be close, or else no worse than what was found."""
        return Bar(max(self._least, min(self._best, CLOSE)), WHOLE)

    def _keep(self, place: Place) -> None:
        collation = place.collation
        if accepted(self._quoted, collation):
            span = collation.span
            self._places.setdefault((place.document.id, span.start, span.end), place)
            if not place.unreadable:
                self._best = max(self._best, collation.score)
        if Flag.PART_MISSING in collation.flags:
            self._parts.append(place)

    def outcome(self) -> Trace:
        """Return the trace."""
        places = sorted(self._places.values(), key=order)
        faithful = any(place.collation.verdict.faithful for place in places)
        if not faithful and (joined := of_two(self._quoted, self._parts)):
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
        if not close_enough(self._quoted, best):
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


def _document(passage: str) -> str:
    return passage.partition("@")[0]


def _past(quoted: Quoted) -> int:
    """Return how many code points past a passage a quotation may reach: its length, and what it may have left out."""
    left_out = _LEFT_OUT if Joint.ELISION in quoted.joints else _MARGIN
    return len(quoted.text) + len(quoted.text) // 2 + left_out
