"""Tracing: from a printed quotation to the places it was taken from. The index proposes, the stored text decides."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.quoted import LONGEST, Quoted, read_quotation
from archive.store import Store
from archive.verdicts import Verdict
from index.engines.protocol import Engine
from index.hunting import NAMING, Hunt
from index.proposing import Frequency, Proposer, frequency
from index.traces import Trace

BUDGET = 1.0
"""Seconds that tracing one quotation may take; then the answer says that it stopped early."""

BATCH_BUDGET = 60.0
"""Seconds that a batch may take in all."""


def trace(
    engine: Engine, store: Store, quotation: str, *, leaving_out: Iterable[str] = (), seconds: float = BUDGET
) -> Trace:
    """Return where a printed quotation was taken from; `leaving_out` are documents that are no source of it."""
    return next(trace_all(engine, store, [quotation], leaving_out=leaving_out, each=seconds))


def trace_all(
    engine: Engine,
    store: Store,
    quotations: Iterable[str],
    *,
    leaving_out: Iterable[str] = (),
    each: float = BUDGET,
    seconds: float = BATCH_BUDGET,
) -> Iterator[Trace]:
    """Yield the trace of each quotation; once `seconds` are over, the rest cannot be checked, and says so."""
    deadline = time.perf_counter() + seconds
    tracer = _Tracer(engine, store, frozenset(leaving_out))
    for quotation in quotations:
        begun = time.perf_counter()
        if begun > deadline:
            yield _unchecked(read_quotation(quotation), "The time for the whole list was used up.", stopped=True)
        else:
            traced = tracer.trace(quotation, min(deadline, begun + each))
            yield replace(traced, seconds=time.perf_counter() - begun)


def _unchecked(quoted: Quoted, reason: str, *, stopped: bool = False) -> Trace:
    return Trace(quoted, Verdict.CANNOT_CHECK, reason=reason, stopped=stopped)


class _Tracer:
    """Traces quotations, one after another, and remembers how frequent words are."""

    def __init__(self, engine: Engine, store: Store, leaving_out: frozenset[str]) -> None:
        self._engine, self._store, self._leaving_out = engine, store, leaving_out
        self._frequency: Frequency = frequency(engine)

    def trace(self, quotation: str, deadline: float) -> Trace:
        quoted = read_quotation(quotation)
        if len(quotation) > LONGEST:
            return _unchecked(quoted, f"It is longer than {LONGEST:,} characters.")
        if not quoted.pieces:
            return _unchecked(quoted, "It holds no words that could stand in a source.")
        hunt = Hunt(self._store, quoted, self._leaving_out, deadline)
        proposer = Proposer(self._engine, quoted, self._frequency, hunt.late)
        short = quoted.word_count < NAMING
        for propose in (
            (proposer.by_phrases,) if short else (proposer.by_phrases, proposer.by_shingles, proposer.by_words)
        ):
            hunt.look(propose())
            if hunt.found or hunt.stopped:
                break
        return hunt.outcome()
