"""Tracing: from a printed quotation to the places it was taken from. The index proposes, the stored text decides."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.quoted import LONGEST, MOST_PIECES, Quoted, read_quotation
from archive.store import Store
from archive.verdicts import Verdict
from index.engines.protocol import Engine
from index.hunting import LOOKED_AT, Hunt
from index.proposing import Proposer, Votes
from index.traces import Trace
from index.worth import NAMING

BUDGET = 1.0
"""CPU seconds that tracing one quotation may take; then the answer says that it stopped early."""

BATCH_BUDGET = 60.0
"""Seconds, by the clock, after which no further quotation of a list is begun."""


def trace(
    engine: Engine, store: Store, quotation: str | Quoted, *, leaving_out: Iterable[str] = (), seconds: float = BUDGET
) -> Trace:
    """Return where a printed quotation was taken from; `leaving_out` are documents that are no source of it.

    One that was read already is given as it was read: with the emphasis of its document, or as read off a scan.
    """
    return next(trace_all(engine, store, [quotation], leaving_out=leaving_out, each=seconds))


def trace_all(
    engine: Engine,
    store: Store,
    quotations: Iterable[str | Quoted],
    *,
    leaving_out: Iterable[str] = (),
    each: float = BUDGET,
    seconds: float = BATCH_BUDGET,
) -> Iterator[Trace]:
    """Yield the trace of each quotation; once `seconds` are over, the rest cannot be checked, and says so."""
    deadline = time.perf_counter() + seconds
    left_out = frozenset(leaving_out)
    for quotation in quotations:
        begun = time.perf_counter()
        if begun > deadline:
            yield _unchecked(_read(quotation), "The time for the whole list was used up.", stopped=True)
        else:
            traced = _traced(engine, store, quotation, left_out, time.thread_time() + each)
            yield replace(traced, seconds=time.perf_counter() - begun)


def _read(quotation: str | Quoted) -> Quoted:
    return read_quotation(quotation) if isinstance(quotation, str) else quotation


def _unchecked(quoted: Quoted, reason: str, *, stopped: bool = False) -> Trace:
    return Trace(quoted, Verdict.CANNOT_CHECK, reason=reason, stopped=stopped)


def _traced(
    engine: Engine, store: Store, quotation: str | Quoted, leaving_out: frozenset[str], deadline: float
) -> Trace:
    """Trace one quotation; `deadline` is a moment of `time.thread_time`."""
    quoted = _read(quotation)
    if quoted.cut:
        return _unchecked(quoted, f"It is longer than {LONGEST:,} characters.")
    if not quoted.pieces:
        return _unchecked(quoted, "It holds no words that could stand in a source.")
    if len(quoted.pieces) > MOST_PIECES:
        return _unchecked(quoted, f"It has more than {MOST_PIECES} parts.")
    hunt = Hunt(store, quoted, leaving_out, deadline)
    proposer = Proposer(engine, quoted, hunt.late)
    votes = proposer.by_phrases()
    hunt.look(votes)
    settled = hunt.found or hunt.settled(dict.fromkeys(votes, proposer.asked), proposer.asked)
    if quoted.word_count >= NAMING and not settled:
        _hunt_on(hunt, proposer)
    return hunt.outcome()


def _hunt_on(hunt: Hunt, proposer: Proposer) -> None:
    """Look for what stands nowhere word for word: by rare rows of words, one after another, then by rare words."""
    votes: Votes = {}
    for votes in proposer.by_shingles():
        hunt.glance(votes)
        if hunt.settled(votes, proposer.asked):
            return
    hunt.look(votes)
    if not hunt.close:
        poll = proposer.by_words(hunt.done_with, LOOKED_AT)
        hunt.look(dict(poll.best), poll.total)
        hunt.pass_over(proposer.passed_over)
