"""The shelf of judgements: what people say of the verdicts on quotations. Nothing is changed, nothing taken away."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from archive.judgements import Judgement, Ruling
from archive.ledgers import NumberedQuotation
from archive.spans import Span
from archive.store.database import Database
from archive.store.keys import among
from archive.store.ledger_schema import JUDGEMENTS
from archive.store.schema import PEOPLE
from archive.verdicts import Verdict

_KEY = JUDGEMENTS.c.document, JUDGEMENTS.c.revision, JUDGEMENTS.c.number
_STRETCH = 500
_WITH_NAMES = sa.select(JUDGEMENTS, PEOPLE.c.name.label("person_name")).join(PEOPLE, PEOPLE.c.id == JUDGEMENTS.c.person)


class Judgements:
    """Judgements by what they are on."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, judgement: Judgement) -> None:
        """Keep what somebody said."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(JUDGEMENTS).values(_row(judgement)))

    def on(self, document: str, revision: int) -> dict[int, list[Judgement]]:
        """Return what was said of a revision's quotations, by their numbers, oldest first."""
        columns = JUDGEMENTS.c
        query = _WITH_NAMES.where(columns.document == document, columns.revision == revision).order_by(columns.sequence)
        found: dict[int, list[Judgement]] = {}
        with self._database.reading() as connection:
            for judgement in map(_judgement, connection.execute(query)):
                found.setdefault(judgement.quotation[2], []).append(judgement)
        return found

    def on_many(self, quotations: Collection[NumberedQuotation]) -> dict[NumberedQuotation, list[Judgement]]:
        """Return what was said of quotations, of whichever revisions, oldest first."""
        wanted, found = sorted(quotations), dict[NumberedQuotation, list[Judgement]]()
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _STRETCH):
                chosen = among(_KEY, wanted[start : start + _STRETCH])
                query = _WITH_NAMES.where(chosen).order_by(JUDGEMENTS.c.sequence)
                for judgement in map(_judgement, connection.execute(query)):
                    found.setdefault(judgement.quotation, []).append(judgement)
        return found


def _row(judgement: Judgement) -> dict[str, object]:
    document, revision, number = judgement.quotation
    return {
        "id": judgement.id,
        "document": document,
        "revision": revision,
        "number": number,
        "ruling": judgement.ruling.value,
        "comment": judgement.comment,
        "person": judgement.person,
        "at": judgement.at,
        "source": judgement.source,
        "source_revision": judgement.revision,
        "start": judgement.span.start if judgement.span else None,
        "end": judgement.span.end if judgement.span else None,
        "verdict": judgement.verdict.value if judgement.verdict else None,
        "carried_from": judgement.carried_from,
        "asked_again": judgement.asked_again,
    }


def _judgement(row: sa.Row[tuple[object, ...]]) -> Judgement:
    kept = row._mapping
    return Judgement(
        id=kept["id"],
        quotation=(kept["document"], kept["revision"], kept["number"]),
        ruling=Ruling(kept["ruling"]),
        comment=kept["comment"],
        person=kept["person"],
        at=kept["at"],
        person_name=kept["person_name"],
        source=kept["source"],
        revision=kept["source_revision"],
        span=None if kept["start"] is None else Span(kept["start"], kept["end"]),
        verdict=Verdict(kept["verdict"]) if kept["verdict"] else None,
        carried_from=kept["carried_from"],
        asked_again=kept["asked_again"],
    )
