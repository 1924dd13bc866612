"""The shelf of borrowings: how often one document quotes another, of newest revisions, by kept traces.

The one rule of what counts as quoted: a quotation counts for the source that is named for it, which is the machine's
first place, or the one that a person put in its stead. One that a person has rejected counts for none; so does one
whose document, or whose source, is withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from archive.judgements import Ruling
from archive.ledgers import Quoting
from archive.store.database import Database
from archive.store.ledger_schema import JUDGEMENTS, TRACE_PLACES, TRACES
from archive.store.schema import DOCUMENTS
from archive.store.traces import quoting
from archive.store.withdrawals import shown
from archive.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Borrowing:
    """The document at the other end, how many quotations lead there, and how many of them misquote."""

    document: str
    times: int
    misquoted: int


@dataclass(frozen=True, slots=True)
class Tally:
    """All quotations one way: how many, how many documents at the other end, and the first of these."""

    times: int
    documents: int
    listed: tuple[Borrowing, ...]


_PLACE = ("document", "revision", "number", "source", "source_revision", "start", "end", "verdict")

NONE = Tally(0, 0, ())
"""No quotation at all."""


class Borrowings:
    """Borrowings by the document that quotes, and by the one that is quoted."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def of(self, documents: Collection[str], *, most: int) -> dict[str, Tally]:
        """Return whom documents quote, at most `most` named of each, most quoted first; one query."""
        return self._tallies("document", "source", documents, most)

    def on(self, documents: Collection[str], *, most: int) -> dict[str, Tally]:
        """Return who quotes documents, in the same form; one query."""
        return self._tallies("source", "document", documents, most)

    def quotings(self, document: str) -> list[Quoting]:
        """Return the quotations whose source is this document, in the order of its revisions and their text."""
        named = _named("source", [document])
        columns = named.c
        order = columns.source_revision, columns.start, columns.end, columns.document, columns.number
        with self._database.reading() as connection:
            return [quoting(row) for row in connection.execute(sa.select(named).order_by(*order))]

    def _tallies(self, near: str, far: str, documents: Collection[str], most: int) -> dict[str, Tally]:
        if not documents:
            return {}
        ranked = _ranked(_named(near, list(documents)), near, far)
        query = sa.select(ranked).where(ranked.c.place <= most).order_by(ranked.c.near, ranked.c.place)
        found: dict[str, Tally] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                listed = found[row.near].listed if row.near in found else ()
                one = Borrowing(row.far, row.times, row.misquoted)
                found[row.near] = Tally(row.all_times, row.all_documents, (*listed, one))
        return found


def _ranked(named: sa.Subquery, near: str, far: str) -> sa.Subquery:
    """Return the pairs of documents with their counts, ranked among those of the same near document."""
    here, there, count = named.c[near], named.c[far], sa.func.count()
    misquoted = sa.func.sum(sa.case((named.c.verdict == Verdict.MISQUOTED.value, 1), else_=0))
    pairs = (
        sa.select(here.label("near"), there.label("far"), count.label("times"), misquoted.label("misquoted"))
        .group_by(here, there)
        .subquery()
    )
    columns = pairs.c
    return sa.select(
        pairs,
        sa.func.row_number()
        .over(partition_by=columns.near, order_by=(columns.times.desc(), columns.far))
        .label("place"),
        sa.func.sum(columns.times).over(partition_by=columns.near).label("all_times"),
        sa.func.count().over(partition_by=columns.near).label("all_documents"),
    ).subquery()


def _named(near: str, documents: list[str]) -> sa.Subquery:
    """Return each quotation that has a source, and the place there, where the near end is one of these documents."""
    said, places = _overruling(), TRACE_PLACES.c
    machine = (
        sa.select(*(places[name] for name in _PLACE), places.rank)
        .join(TRACES, _same(TRACES.c, places))
        .join(DOCUMENTS, _newest(places))
        .outerjoin(said, _same(said.c, places))
        .where(places.rank == 0, places[near].in_(documents), TRACES.c.named, said.c.ruling.is_(None))
        .where(shown(places.source))
    )
    corrected = (
        sa.select(*(said.c[name] for name in _PLACE), sa.literal(0).label("rank"))
        .join(DOCUMENTS, _newest(said.c))
        .where(said.c.ruling == Ruling.CORRECTED.value, said.c[near].in_(documents))
        .where(shown(said.c.source))
    )
    return sa.union_all(machine, corrected).subquery()


def _overruling() -> sa.Subquery:
    """Return the judgements that hold and put something else in place of the machine's first place."""
    columns = JUDGEMENTS.c
    latest = (
        sa.select(sa.func.max(columns.sequence))
        .where(columns.ruling != Ruling.COMMENT.value, ~columns.asked_again)
        .group_by(columns.document, columns.revision, columns.number)
    )
    rulings = [Ruling.CORRECTED.value, Ruling.REJECTED.value]
    return sa.select(JUDGEMENTS).where(columns.sequence.in_(latest), columns.ruling.in_(rulings)).subquery()


def _same(one: Any, other: Any) -> sa.ColumnElement[bool]:
    return sa.and_(*(one[name] == other[name] for name in ("document", "revision", "number")))


def _newest(columns: Any) -> sa.ColumnElement[bool]:
    return sa.and_(DOCUMENTS.c.id == columns.document, DOCUMENTS.c.newest == columns.revision, shown(DOCUMENTS.c.id))
