"""The ledger of a document: its quotations that are due are traced, and what became of them is kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.documents import Revision
from archive.ledgers import Cause, Find, Found, Traced
from archive.quotations import Quotation
from archive.quoted import Quoted
from archive.store import Store
from index.context import Context
from index.engines.protocol import Engine
from index.own import Own
from index.printed import as_printed
from index.shingles import telling
from index.traces import Place, Trace
from index.tracing import BUDGET, trace_all

TRACING = "1"
"""The version of tracing: whatever was traced by another one is traced again."""

BATCH = 200
"""How many quotations are traced before what became of them is kept."""

_DETAILED = 5
"""Of how many of the best places the differences are kept."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a revision beside its quotations."""

    own: Own
    context: Context


def trace_due(engine: Engine, store: Store, document: str, *, seconds: float = 60.0) -> int:
    """Trace those quotations of a document's newest revision that are due, and keep it; return how many still are.

    None is begun after `seconds`, by the clock.
    """
    deadline = time.perf_counter() + seconds
    held = store.documents.get(document)
    revision = store.revisions.get(document, held.newest)
    quotations = {quotation.number: quotation for quotation in store.quotations.of(document, revision.number)}
    due = store.quotations.due(document, revision.number)
    known = _Known(Own(revision, list(quotations.values())), Context(store, revision, held))
    numbers = sorted(due)
    for start in range(0, len(numbers), BATCH):
        batch = [quotations[number] for number in numbers[start : start + BATCH]]
        if not _trace_some(engine, store, revision, batch, due, known, deadline):
            break
    return len(store.quotations.due(document, revision.number))


def traced(
    engine: Engine,
    store: Store,
    revision: Revision,
    quotations: Sequence[Quotation],
    deadline: float,
    *,
    leaving_out: Iterable[str] = (),
) -> Iterator[tuple[Quotation, Trace]]:
    """Yield the traces of quotations of a revision; those that print the same signs are traced once.

    None is begun after `deadline`, a moment of `time.perf_counter`. The document itself and what carries its text
    elsewhere are no sources of it, nor are those `leaving_out`.
    """
    left_out = {revision.document, *store.witnesses.of(revision.document), *leaving_out} - {""}
    known: dict[Quoted, Trace] = {}
    for quotation in quotations:
        printed = as_printed(revision, quotation)
        if printed not in known:
            if time.perf_counter() > deadline:
                return
            known[printed] = next(trace_all(engine, store, [printed], leaving_out=left_out, each=BUDGET))
        yield quotation, known[printed]


def _trace_some(
    engine: Engine,
    store: Store,
    revision: Revision,
    batch: Sequence[Quotation],
    due: Mapping[int, Cause],
    known: _Known,
    deadline: float,
) -> bool:
    """Trace some quotations and keep what became of them; tell whether all of them were reached."""
    at = store.clock.now()
    fresh: dict[int, Traced] = {}
    rows: dict[int, set[int]] = {}
    for quotation, found in traced(engine, store, revision, batch, deadline):
        own = known.own.places(quotation, as_printed(revision, quotation))
        fresh[quotation.number] = replace(recorded(quotation.number, found, at), own=own)
        rows[quotation.number] = telling(found.quoted, engine.vocabulary.counts)
    done = list(known.context.seen(batch, fresh).values())
    with store.atomic():
        before = store.traces.of(revision.document, revision.number)
        store.traces.replace(revision.document, revision.number, done, rows)
        store.quotations.settle(revision.document, revision.number, [each.number for each in done])
        store.finds.add(list(_finds(revision, before, done, due)))
    return len(done) == len(batch)


def recorded(number: int, found: Trace, at: str) -> Traced:
    """Return a trace as it is kept."""
    places = [_found(place, detailed=rank < _DETAILED) for rank, place in enumerate(found.places)]
    return Traced(
        number=number,
        algorithm=TRACING,
        at=at,
        verdict=found.verdict,
        flags=found.flags,
        score=found.score,
        reason=found.reason,
        places=tuple(places),
        documents=found.documents,
        unlooked=found.unlooked,
        named=found.named is not None,
    )


def _found(place: Place, *, detailed: bool) -> Found:
    collation = place.collation
    return Found(
        document=place.document.id,
        revision=place.revision,
        span=place.span,
        pieces=collation.pieces,
        page=place.page,
        exact=place.exact,
        verdict=collation.verdict,
        flags=collation.flags,
        score=collation.score,
        differences=collation.differences if detailed else (),
        omissions=collation.omissions,
        dropped=place.dropped,
    )


def _finds(
    revision: Revision, before: Mapping[int, Traced], done: Sequence[Traced], due: Mapping[int, Cause]
) -> Iterator[Find]:
    """Yield what is new: another verdict than before, or another place that is named as the source."""
    for now in done:
        was = before.get(now.number)
        if was is None or (was.verdict, _named(was)) == (now.verdict, _named(now)):
            continue
        key = (revision.document, revision.number, now.number)
        find = Find(0, now.at, key, due[now.number], was.verdict, now.verdict)
        best = now.places[0] if now.named else None
        yield replace(find, source=best.document, revision=best.revision, span=best.span) if best else find


def _named(traced: Traced) -> str:
    return traced.places[0].document if traced.named else ""
