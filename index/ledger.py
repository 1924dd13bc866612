"""The ledger of a document: its quotations that are due are traced, and what became of them is kept."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.carrying_judgements import Inheritance
from archive.documents import Document, Revision
from archive.folding import terms
from archive.ledgers import Cause, Find, Found, Traced
from archive.printed import Printing
from archive.quotations import Quotation, Trait
from archive.quoted import Quoted
from archive.store import Store
from index.context import Context, named_together
from index.engines.protocol import Engine
from index.own import Own
from index.shingles import telling
from index.traces import Place, Trace
from index.tracing import trace
from index.unclosed import ended
from index.witnesses import witnessed
from index.worth import NAMING

TRACING = "4"
"""The version of tracing: whatever was traced by another one is traced again."""

BATCH = 200
"""How many quotations are traced before what became of them is kept."""

_DETAILED = 5
"""Of how many of the best places the differences are kept."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of some quotations, and how each was read, by number; those that time did not reach have neither."""

    traces: dict[int, Traced]
    printed: dict[int, Quoted]


class Examiner:
    """Traces the quotations of one revision and looks at each in its place; keeps nothing in the record.

    The document itself and what carries its text elsewhere are no sources of it, nor are those `leaving_out`.
    """

    def __init__(
        self,
        engine: Engine,
        store: Store,
        article: Document,
        revision: Revision,
        quotations: Sequence[Quotation],
        *,
        leaving_out: Iterable[str] = (),
    ) -> None:
        """Stand on an engine and a revision with all its quotations; `article` is its document."""
        self._engine, self._store = engine, store
        self._printing, self._own = Printing(revision), Own(revision, quotations)
        self._context = Context(store, revision, article)
        self._left_out = {article.id, *store.witnesses.of(article.id), *leaving_out} - {""}
        self._known: dict[Quoted, Trace] = {}

    def examine(
        self, quotations: Sequence[Quotation], deadline: float, *, naming: Mapping[int, str] | None = None
    ) -> Examined:
        """Return what becomes of quotations; none is begun after `deadline`, a moment of `time.perf_counter`.

        `naming` are the sources that other quotations of the revision name by their own words, by number.
        """
        at = self._store.clock.now()
        fresh: dict[int, Traced] = {}
        printed: dict[int, Quoted] = {}
        for quotation in quotations:
            quoted = self._printing.read(quotation)
            found = self._traced(quoted, deadline)
            if found is None:
                break
            upto = None
            if Trait.UNCLOSED in quotation.traits and not found.verdict.faithful:
                short = ended(self._store, quoted, self._traced_at_once)
                quoted, found = short or (quoted, found)
                upto = len(quoted.text) if short else None
            traced = recorded(quotation.number, found, at)
            fresh[quotation.number] = replace(traced, own=self._own.places(quotation, quoted), upto=upto)
            printed[quotation.number] = quoted
        return Examined(self._context.seen(quotations, fresh, naming), printed)

    def _traced_at_once(self, quoted: Quoted) -> Trace | None:
        """Return the trace of a part of a quotation that was begun in time."""
        return self._traced(quoted, math.inf)

    def _traced(self, quoted: Quoted, deadline: float) -> Trace | None:
        """Return the trace of a quotation, None where time has run out; what prints the same is traced once."""
        if quoted not in self._known:
            if time.perf_counter() > deadline:
                return None
            found = trace(self._engine, self._store, quoted, leaving_out=self._left_out)
            self._known[quoted] = witnessed(
                self._store,
                found,
                lambda held: trace(self._engine, self._store, quoted, leaving_out=self._left_out | held),
            )
        return self._known[quoted]


def trace_due(engine: Engine, store: Store, document: str, *, seconds: float = 60.0) -> int:
    """Trace those quotations of a document's newest revision that are due, and keep it; return how many still are.

    None is begun after `seconds`, by the clock. Short quotations are named by longer ones: they come last, and those
    that were traced before are due again where the longer ones name sources otherwise than they did.
    """
    deadline = time.perf_counter() + seconds
    held = store.documents.get(document)
    key = document, held.newest
    due = store.quotations.due(*key)
    if not due:
        return 0
    revision = store.revisions.get(*key)
    quotations = store.quotations.of(*key)
    examiner = Examiner(engine, store, held, revision, quotations)
    said = store.judgements.on(document, held.newest - 1) if Cause.FIRST in due.values() else {}
    inherited = Inheritance(store, revision, quotations, said) if said else None
    short_last = sorted(quotations, key=lambda each: len(terms(each.span.of(revision.text))) < NAMING)
    while due:
        wanted = [each for each in short_last if each.number in due]
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            naming = store.traces.naming(*key)
            examined = examiner.examine(batch, deadline, naming=naming)
            with store.atomic():
                _keep(engine, store, revision, examined, due, naming)
                if inherited:
                    first = {number for number, cause in due.items() if cause is Cause.FIRST}
                    inherited.keep({each: examined.traces[each] for each in examined.traces.keys() & first})
            if len(examined.traces) < len(batch):
                return len(store.quotations.due(*key))
        due = store.quotations.due(*key)
    return 0


def _keep(
    engine: Engine,
    store: Store,
    revision: Revision,
    examined: Examined,
    due: Mapping[int, Cause],
    naming: Mapping[int, str],
) -> None:
    """Keep what became of some quotations of a revision, and what of it is new.

    `naming` are the sources that its quotations named before; short ones with a place in those that are now named more
    or less often are due.
    """
    key, done = (revision.document, revision.number), list(examined.traces.values())
    counts, now = Counter(naming.values()), Counter(named_together(examined.traces, naming).values())
    changed = {source for source in counts | now if counts[source] != now[source]}
    rows = {number: telling(quoted, engine.vocabulary.counts) for number, quoted in examined.printed.items()}
    with store.atomic():
        before = store.traces.of(*key, numbers=list(examined.traces))
        store.traces.replace(*key, done, rows)
        store.quotations.settle(*key, list(examined.traces))
        again = store.traces.short_with_place_in(*key, changed) - examined.traces.keys()
        store.quotations.make_due([(*key, number) for number in again], Cause.CONTEXT)
        store.finds.add(list(_finds(revision, before, done, due)))


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
