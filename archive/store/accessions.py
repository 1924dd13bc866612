"""The shelf of accessions and their events: every arrival, every stage, every failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from archive.errors import NotHeld
from archive.provenance import ASIDE, OPEN_AGAIN, Accession, Event, Outcome
from archive.store.database import Database
from archive.store.schema import ACCESSIONS, EVENTS

_ROW: sa.ColumnElement[int] = sa.literal_column("accessions.rowid")
"""Rows are numbered as they come: what arrived in one second keeps its order."""


class Accessions:
    """Accessions by id, with the events of each."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, accession: Accession) -> None:
        """Keep a new accession."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(ACCESSIONS), _row(accession))

    def get(self, identifier: str) -> Accession:
        """Return one accession or raise `NotHeld`."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(ACCESSIONS).where(ACCESSIONS.c.id == identifier)).one_or_none()
        if row is None:
            raise NotHeld("no such accession")
        return _accession(row)

    def get_many(self, identifiers: Sequence[str]) -> dict[str, Accession]:
        """Return those of the accessions that are recorded, by id."""
        query = sa.select(ACCESSIONS).where(ACCESSIONS.c.id.in_(list(identifiers)))
        with self._database.reading() as connection:
            return {row.id: _accession(row) for row in connection.execute(query)}

    def of(self, document: str) -> list[Accession]:
        """Return the accessions of a document, oldest first."""
        query = sa.select(ACCESSIONS).where(ACCESSIONS.c.document == document)
        with self._database.reading() as connection:
            ordered = query.order_by(ACCESSIONS.c.at, _ROW)
            return [_accession(row) for row in connection.execute(ordered)]

    def within(self, parents: Sequence[str], *, limit: int = -1) -> list[Accession]:
        """Return what came inside any of these accessions (attachments, members), in the order of arrival.

        `limit` is the most that are returned, -1 for all.
        """
        query = sa.select(ACCESSIONS).where(ACCESSIONS.c.parent.in_(list(parents)), ACCESSIONS.c.parent != "")
        with self._database.reading() as connection:
            ordered = query.order_by(ACCESSIONS.c.at, _ROW).limit(limit)
            return [_accession(row) for row in connection.execute(ordered)]

    def counted(self, deposit: str) -> tuple[int, int]:
        """Return how many files of a deposit came by themselves, and how many inside others."""
        query = sa.select(ACCESSIONS.c.parent == "", sa.func.count()).where(ACCESSIONS.c.deposit == deposit)
        with self._database.reading() as connection:
            counts = {
                bool(alone): int(count)
                for alone, count in connection.execute(query.group_by(ACCESSIONS.c.parent == ""))
            }
        return counts.get(True, 0), counts.get(False, 0)

    def brought(self, source: str, sha256: str) -> bool:
        """Tell whether these bytes have come from this source before."""
        query = sa.select(ACCESSIONS.c.id).where(ACCESSIONS.c.source == source, ACCESSIONS.c.original_sha256 == sha256)
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).one_or_none() is not None

    def replace(self, accession: Accession) -> None:
        """Keep a changed accession: its document is known once its text is."""
        with self._database.writing() as connection:
            statement = sa.update(ACCESSIONS).where(ACCESSIONS.c.id == accession.id)
            connection.execute(statement.values(**_row(accession)))

    def settle(self, accession: Accession, *, document: str, media_type: str) -> Accession:
        """Record which document an accession became and return it so."""
        settled = replace(accession, document=document, media_type=media_type)
        self.replace(settled)
        return settled

    def record(self, *events: Event) -> None:
        """Add events, in their order; events are never changed."""
        rows = [
            {
                "accession": event.accession,
                "stage": event.stage,
                "outcome": event.outcome.value,
                "detail": event.detail,
                "at": event.at,
                "code": event.code,
                "tool": event.tool,
            }
            for event in events
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(sa.insert(EVENTS), rows)

    def events(self, accession: str) -> list[Event]:
        """Return the events of an accession in the order they happened."""
        query = sa.select(EVENTS).where(EVENTS.c.accession == accession).order_by(EVENTS.c.number)
        with self._database.reading() as connection:
            return [_event(row) for row in connection.execute(query)]

    def histories(self, accessions: Sequence[str]) -> dict[str, list[Event]]:
        """Return the events of several accessions, by accession, in the order they happened."""
        query = sa.select(EVENTS).where(EVENTS.c.accession.in_(list(accessions))).order_by(EVENTS.c.number)
        told: dict[str, list[Event]] = {identifier: [] for identifier in accessions}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                told[row.accession].append(_event(row))
        return told

    def failures(self, *, limit: int = -1, code: str = "", aside: bool = False) -> list[tuple[Accession, Event]]:
        """Return the accessions without text whose last reading failed, with the event that says so, newest first.

        Those that are open, or those that a person has set `aside`. `limit` is the most that are returned, -1 for
        all; `code` asks for those of one reason alone.
        """
        later = EVENTS.alias()
        of_this = sa.select(sa.func.max(later.c.number)).where(later.c.accession == ACCESSIONS.c.id)
        last = of_this.where(later.c.stage.not_in([ASIDE, OPEN_AGAIN])).scalar_subquery()
        standing = EVENTS.alias()
        newest = of_this.correlate(ACCESSIONS).scalar_subquery()
        stage = sa.select(standing.c.stage).where(standing.c.number == newest).correlate(ACCESSIONS).scalar_subquery()
        query = (
            sa.select(ACCESSIONS, *(column.label(f"event_{column.name}") for column in EVENTS.c))
            .join(EVENTS, EVENTS.c.accession == ACCESSIONS.c.id)
            .where(EVENTS.c.outcome == Outcome.FAILURE.value, ACCESSIONS.c.document == "", EVENTS.c.number == last)
            .where((stage == ASIDE) if aside else (stage != ASIDE))
            .order_by(EVENTS.c.number.desc())
            .limit(limit)
        )
        if code:
            query = query.where(EVENTS.c.code == code)
        with self._database.reading() as connection:
            return [(_accession(row), _event(row, prefix="event_")) for row in connection.execute(query)]


def _row(accession: Accession) -> dict[str, object]:
    return {
        "id": accession.id,
        "original_sha256": accession.original_sha256,
        "size": accession.size,
        "file_name": accession.file_name,
        "source": accession.source,
        "agent": accession.agent,
        "at": accession.at,
        "media_type": accession.media_type,
        "document": accession.document,
        "parent": accession.parent,
        "deposit": accession.deposit,
    }


def _accession(row: sa.Row[tuple[object, ...]]) -> Accession:
    return Accession(**{column.name: row._mapping[column.name] for column in ACCESSIONS.c})


def _event(row: sa.Row[tuple[object, ...]], prefix: str = "") -> Event:
    kept = row._mapping
    return Event(
        accession=kept[f"{prefix}accession"],
        stage=kept[f"{prefix}stage"],
        outcome=Outcome(kept[f"{prefix}outcome"]),
        detail=kept[f"{prefix}detail"],
        at=kept[f"{prefix}at"],
        code=kept[f"{prefix}code"],
        tool=kept[f"{prefix}tool"],
    )
