"""The shelf of quotations: those that a revision prints, and which of them are to be traced."""

from __future__ import annotations

import operator
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from archive.errors import NotHeld
from archive.ledgers import Cause, NumberedQuotation
from archive.quotations import Quotation, QuotationKind, Trait
from archive.requoting import Fate, Requoting
from archive.spans import Span
from archive.store.database import Database
from archive.store.keys import among
from archive.store.ledger_schema import LEDGERS, QUOTATIONS
from archive.store.schema import DOCUMENTS, TEXTS

_KEY = QUOTATIONS.c.document, QUOTATIONS.c.revision, QUOTATIONS.c.number
_STRETCH = 200


@dataclass(frozen=True, slots=True)
class Searched:
    """That a revision was searched for quotations: by which version of detection, and whether all were taken.

    `requoted` is what became of the quotations since the revision before, each with its number there and here; None
    where that was not looked at.
    """

    detection: str
    complete: bool
    requoted: tuple[tuple[Fate, int | None, int | None], ...] | None = None


class Quotations:
    """Quotations by document, revision and number."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(
        self, document: str, revision: int, quotations: Sequence[Quotation], *, detection: str, complete: bool
    ) -> None:
        """Keep what was found in a new revision; all of it is to be traced."""
        ledger = {"document": document, "revision": revision, "detection": detection, "complete": complete}
        rows = [_row(document, revision, quotation) for quotation in quotations]
        with self._database.writing() as connection:
            connection.execute(sa.insert(LEDGERS), ledger)
            if rows:
                connection.execute(sa.insert(QUOTATIONS), rows)

    def compare(self, document: str, revision: int, requoted: Sequence[Requoting]) -> None:
        """Keep what became of the quotations of the revision before."""
        rows = [
            [each.fate.value, each.old.number if each.old else None, each.new.number if each.new else None]
            for each in requoted
        ]
        chosen = (LEDGERS.c.document == document) & (LEDGERS.c.revision == revision)
        with self._database.writing() as connection:
            connection.execute(sa.update(LEDGERS).where(chosen).values(requoted=rows))

    def of(self, document: str, revision: int) -> list[Quotation]:
        """Return the quotations of a revision in reading order."""
        query = sa.select(QUOTATIONS).where(QUOTATIONS.c.document == document, QUOTATIONS.c.revision == revision)
        with self._database.reading() as connection:
            return [_quotation(row) for row in connection.execute(query.order_by(QUOTATIONS.c.number))]

    def of_many(self, revisions: Collection[tuple[str, int]]) -> dict[tuple[str, int], list[Quotation]]:
        """Return the quotations of several revisions; one that has none is not in the answer."""
        wanted, found = sorted(revisions), dict[tuple[str, int], list[Quotation]]()
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _STRETCH):
                query = sa.select(QUOTATIONS).where(among(_KEY[:2], wanted[start : start + _STRETCH]))
                for row in connection.execute(query.order_by(*_KEY)):
                    found.setdefault((row.document, row.revision), []).append(_quotation(row))
        return found

    def get(self, document: str, revision: int, number: int) -> Quotation:
        """Return one quotation or raise `NotHeld`."""
        query = sa.select(QUOTATIONS).where(sa.and_(*map(operator.eq, _KEY, (document, revision, number))))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotHeld("there is no such quotation")
        return _quotation(row)

    def words(self, quotations: Collection[NumberedQuotation]) -> dict[NumberedQuotation, str]:
        """Return the words of quotations, of whichever revisions, without the rest of their texts."""
        wanted, found = sorted(quotations), dict[NumberedQuotation, str]()
        start, end = QUOTATIONS.c.start, QUOTATIONS.c.end
        exact = sa.func.substr(TEXTS.c.text, start + 1, end - start)  # SQLite counts code points, from 1
        its_text = (TEXTS.c.document == QUOTATIONS.c.document) & (TEXTS.c.revision == QUOTATIONS.c.revision)
        query = sa.select(*_KEY, exact.label("words")).join(TEXTS, its_text)
        with self._database.reading() as connection:
            for at in range(0, len(wanted), _STRETCH):
                rows = connection.execute(query.where(among(_KEY, wanted[at : at + _STRETCH])))
                found.update(((row.document, row.revision, row.number), row.words) for row in rows)
        return found

    def searched(self, document: str, revision: int) -> Searched | None:
        """Return how a revision was searched for quotations, None where it was not."""
        query = sa.select(LEDGERS).where(LEDGERS.c.document == document, LEDGERS.c.revision == revision)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        requoted = None if row.requoted is None else tuple((Fate(fate), old, new) for fate, old, new in row.requoted)
        return Searched(row.detection, row.complete, requoted)

    def count(self, document: str, revision: int) -> int:
        """Return how many quotations a revision has."""
        columns = QUOTATIONS.c
        query = sa.select(sa.func.count()).where(columns.document == document, columns.revision == revision)
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def due(self, document: str, revision: int) -> dict[int, Cause]:
        """Return the numbers of those of a revision that are to be traced, and why."""
        columns = QUOTATIONS.c
        chosen = (columns.document == document) & (columns.revision == revision) & (columns.due > "")
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(columns.number, columns.due).where(chosen).order_by(columns.number))
            return {number: Cause(due) for number, due in rows}

    def awaiting(self, *, limit: int) -> list[tuple[str, int]]:
        """Return some newest revisions that have quotations to be traced."""
        columns = QUOTATIONS.c
        query = (
            sa.select(columns.document, columns.revision)
            .join(DOCUMENTS, (DOCUMENTS.c.id == columns.document) & (DOCUMENTS.c.newest == columns.revision))
            .where(columns.due > "")
            .distinct()
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [(row.document, row.revision) for row in connection.execute(query)]

    def waiting(self) -> int:
        """Return how many quotations of newest revisions are to be traced."""
        columns = QUOTATIONS.c
        newest = (DOCUMENTS.c.id == columns.document) & (DOCUMENTS.c.newest == columns.revision)
        query = sa.select(sa.func.count()).select_from(QUOTATIONS.join(DOCUMENTS, newest)).where(columns.due > "")
        with self._database.reading() as connection:
            return connection.execute(query).scalar_one()

    def make_due(self, quotations: Collection[NumberedQuotation], cause: Cause) -> None:
        """Say that quotations are to be traced again; those that wait already keep their cause."""
        wanted = list(quotations)
        with self._database.writing() as connection:
            for start in range(0, len(wanted), _STRETCH):
                chosen = among(_KEY, wanted[start : start + _STRETCH]) & (QUOTATIONS.c.due == "")
                connection.execute(sa.update(QUOTATIONS).where(chosen).values(due=cause.value))

    def settle(self, document: str, revision: int, numbers: Collection[int]) -> None:
        """Say that quotations of a revision have been traced."""
        columns, wanted = QUOTATIONS.c, list(numbers)
        with self._database.writing() as connection:
            for start in range(0, len(wanted), _STRETCH):
                some = columns.number.in_(wanted[start : start + _STRETCH])
                chosen = (columns.document == document) & (columns.revision == revision) & some
                connection.execute(sa.update(QUOTATIONS).where(chosen).values(due=""))


def _row(document: str, revision: int, quotation: Quotation) -> dict[str, object]:
    intro = quotation.intro
    return {
        "document": document,
        "revision": revision,
        "number": quotation.number,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "outer_start": quotation.outer.start,
        "outer_end": quotation.outer.end,
        "kind": quotation.kind.value,
        "parent": quotation.parent,
        "traits": [trait.value for trait in quotation.traits],
        "group": quotation.group,
        "intro_start": intro.start if intro else None,
        "intro_end": intro.end if intro else None,
        "due": Cause.FIRST.value,
    }


def _quotation(row: sa.Row[tuple[object, ...]]) -> Quotation:
    kept = row._mapping
    return Quotation(
        number=kept["number"],
        span=Span(kept["start"], kept["end"]),
        outer=Span(kept["outer_start"], kept["outer_end"]),
        kind=QuotationKind(kept["kind"]),
        parent=kept["parent"],
        traits=tuple(map(Trait, kept["traits"])),
        group=kept["group"],
        intro=None if kept["intro_start"] is None else Span(kept["intro_start"], kept["intro_end"]),
    )
