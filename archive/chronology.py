"""The archive in the order of time: each document with those it quotes and those that quote it, from kept traces."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archive.documents import Document
from archive.relations import relations
from archive.store import Store
from archive.store.borrowings import NONE, Tally

MOST_NAMED = 6
"""How many documents are named beside each, those of most quotations first."""

MOST_AROUND = 200
"""How many documents of each sort are taken to stand around one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with those it quotes and those that quote it."""

    document: Document
    quotes: Tally = NONE
    quoted_by: Tally = NONE


@dataclass(frozen=True, slots=True)
class Chronology:
    """A stretch of the documents in the order of their dates.

    `dated` and `undated` count all that were asked for; `sample` are the first without a date; `documents` are those
    that the tallies name, by id.
    """

    entries: Sequence[Entry]
    sample: Sequence[Entry]
    dated: int
    undated: int
    documents: Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Around:
    """The ids of a document and those around it; `cut` where there are more of some sort than are taken."""

    documents: frozenset[str]
    cut: bool


def chronology(
    store: Store,
    *,
    limit: int,
    offset: int = 0,
    person: str = "",
    among: Collection[str] | None = None,
    undated: bool = False,
    sample: int = 0,
) -> Chronology:
    """Return a stretch of the archive in the order of dates; with `undated` of the documents without a date.

    `person` is a part of the name of who wrote it or to whom; with `among` only these documents; `sample` is how many
    without a date are given besides. The number of questions to the record does not depend on that of the documents.
    """
    shelf = store.chronology
    dated, without = shelf.count(person=person, among=among)
    listed = shelf.on(limit=limit, offset=offset, person=person, among=among, dated=not undated)
    wanted = sample and without and not undated
    besides = shelf.on(limit=sample, person=person, among=among, dated=False) if wanted else []
    ids = [document.id for document in (*listed, *besides)]
    quotes = store.borrowings.of(ids, most=MOST_NAMED)
    quoted_by = store.borrowings.on(ids, most=MOST_NAMED)
    named = {each.document for tally in (*quotes.values(), *quoted_by.values()) for each in tally.listed}

    def entry(document: Document) -> Entry:
        return Entry(document, quotes.get(document.id, NONE), quoted_by.get(document.id, NONE))

    held = store.documents.get_many(sorted(named))
    return Chronology(tuple(map(entry, listed)), tuple(map(entry, besides)), dated, without, held)


def around(store: Store, document: Document) -> Around:
    """Return a document with those it quotes, those that quote it, its thread, and letters between the same two."""
    most = MOST_AROUND + 1
    tallies = [shelf([document.id], most=most) for shelf in (store.borrowings.of, store.borrowings.on)]
    linked = [[each.document for each in tally.get(document.id, NONE).listed] for tally in tallies]
    thread = relations(store, document).thread
    mails = [mail.document.id for mail in thread.mails] if thread else []
    letters = store.chronology.between(document, limit=most)
    sorts = [*linked, letters]
    cut = any(len(sort) > MOST_AROUND for sort in sorts) or (thread is not None and thread.cut)
    return Around(frozenset({document.id, *mails, *(key for sort in sorts for key in sort[:MOST_AROUND])}), cut)
