"""What the record tells of arrivals: each accession with its events, what it came inside of, what came inside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.provenance import ASIDE, OPEN_AGAIN, Accession, Event
from archive.store import Store

MOST_PARTS = 500
"""How many files found inside others are told of at once."""

_BEGINNING = "identification"
"""The stage with which every reading begins."""


@dataclass(frozen=True, slots=True)
class Record:
    """One accession and everything that is known of it.

    `parent` is the accession it came inside of, `parts` are the first `MOST_PARTS` files that came inside it;
    `more` says that there are others.
    """

    accession: Accession
    events: tuple[Event, ...]
    parent: Accession | None = None
    parts: tuple[Accession, ...] = ()
    more: bool = False

    @property
    def failure(self) -> Event | None:
        """The event that says why the last reading gave nothing, None where it gave something."""
        last = next((event for event in reversed(self.events) if event.stage not in {ASIDE, OPEN_AGAIN}), None)
        return last if last and last.failed else None

    @property
    def aside(self) -> Event | None:
        """The event that says that it was set aside, None where it is open (since, or again)."""
        last = self.events[-1] if self.events else None
        return last if last and last.stage == ASIDE else None

    def readings(self) -> Iterator[tuple[int, tuple[Event, ...]]]:
        """Yield each reading of the file: the number (from 1) of its first event, and its events."""
        starts = [at for at, event in enumerate(self.events) if event.stage == _BEGINNING]
        for start, end in pairwise([*starts, len(self.events)]):
            yield start + 1, self.events[start:end]


def history(store: Store, document: str) -> tuple[Record, ...]:
    """Return the record of every arrival of a document, oldest first, in a fixed number of queries."""
    return records(store, store.accessions.of(document))


def records(store: Store, accessions: Sequence[Accession]) -> tuple[Record, ...]:
    """Return the records of these accessions, in their order, in three queries at most."""
    identifiers = [accession.id for accession in accessions]
    told = store.accessions.histories(identifiers)
    inside = [accession.parent for accession in accessions if accession.parent]
    parents = store.accessions.get_many(inside) if inside else {}
    parts = store.accessions.within(identifiers, limit=MOST_PARTS + 1)
    more = len(parts) > MOST_PARTS
    return tuple(
        Record(
            accession,
            tuple(told[accession.id]),
            parents.get(accession.parent),
            tuple(part for part in parts[:MOST_PARTS] if part.parent == accession.id),
            more,
        )
        for accession in accessions
    )
