"""The shelf of traces: what became of each quotation, and its places as they are seen from their sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from archive.ledgers import NAMELESS, NumberedQuotation, Quoting, Traced
from archive.spans import Span
from archive.store import tracing_layers as layers
from archive.store.database import Database
from archive.store.keys import among
from archive.store.ledger_schema import QUOTATIONS, SHINGLES, TRACE_PLACES, TRACES
from archive.store.schema import DOCUMENTS
from archive.verdicts import Flag, Verdict

_KEY = TRACES.c.document, TRACES.c.revision, TRACES.c.number
_STRETCH = 500


class Traces:
    """Traces by document, revision and number of the quotation."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def replace(
        self, document: str, revision: int, traces: Sequence[Traced], shingles: Mapping[int, Collection[int]]
    ) -> None:
        """Keep traces in place of what was kept of the same quotations.

        `shingles` are digests of rows of words, by number: a document that has one may be a source of the quotation.
        """
        numbers = [traced.number for traced in traces]
        rows = [_row(document, revision, traced) for traced in traces]
        places = [place for traced in traces for place in _places(document, revision, traced)]
        keys = [
            {"shingle": shingle, "document": document, "revision": revision, "number": number}
            for number, found in shingles.items()
            for shingle in set(found)
        ]
        with self._database.writing() as connection:
            for table in (SHINGLES, TRACE_PLACES, TRACES):
                for start in range(0, len(numbers), _STRETCH):
                    some = table.c.number.in_(numbers[start : start + _STRETCH])
                    connection.execute(sa.delete(table).where(_of(table, document, revision), some))
            for table, wanted in ((TRACES, rows), (TRACE_PLACES, places), (SHINGLES, keys)):
                if wanted:
                    connection.execute(sa.insert(table), wanted)

    def of(self, document: str, revision: int, *, numbers: Sequence[int] | None = None) -> dict[int, Traced]:
        """Return the traces of a revision by the numbers of its quotations; with `numbers` (few) those alone."""
        query = sa.select(TRACES).where(_of(TRACES, document, revision))
        if numbers is not None:
            query = query.where(TRACES.c.number.in_(numbers))
        with self._database.reading() as connection:
            return {row.number: _traced(row) for row in connection.execute(query)}

    def naming(self, document: str, revision: int) -> dict[int, str]:
        """Return those quotations of a revision that name a source by their own words, each with the source's id."""
        best = _joined_places() & (TRACE_PLACES.c.rank == 0)
        query = (
            sa.select(TRACES.c.number, TRACES.c.flags, TRACE_PLACES.c.source)
            .join(TRACE_PLACES, best)
            .where(_of(TRACES, document, revision), TRACES.c.named)
        )
        with self._database.reading() as connection:
            return {row.number: row.source for row in connection.execute(query) if not _nameless(row.flags)}

    def short_with_place_in(self, document: str, revision: int, sources: Collection[str]) -> set[int]:
        """Return those of a revision too short to name a source by themselves, with a place in any of `sources`."""
        wanted, found = list(sources), set[int]()
        query = (
            sa.select(TRACES.c.number, TRACES.c.flags)
            .join(TRACE_PLACES, _joined_places())
            .where(_of(TRACES, document, revision))
            .distinct()
        )
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _STRETCH):
                rows = connection.execute(query.where(TRACE_PLACES.c.source.in_(wanted[start : start + _STRETCH])))
                found.update(row.number for row in rows if _nameless(row.flags))
        return found

    def get_many(self, quotations: Collection[NumberedQuotation]) -> dict[NumberedQuotation, Traced]:
        """Return the traces of quotations, of whichever revisions, as far as they are kept."""
        wanted, found = sorted(quotations), dict[NumberedQuotation, Traced]()
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _STRETCH):
                rows = connection.execute(sa.select(TRACES).where(among(_KEY, wanted[start : start + _STRETCH])))
                found.update(((row.document, row.revision, row.number), _traced(row)) for row in rows)
        return found

    def on_source(self, document: str, revision: int | None = None) -> list[Quoting]:
        """Return which quotations of newest revisions have a place in a document, in the order of its text.

        With `revision` only places in that revision.
        """
        columns = TRACE_PLACES.c
        query = (
            sa.select(TRACE_PLACES)
            .join(DOCUMENTS, (DOCUMENTS.c.id == columns.document) & (DOCUMENTS.c.newest == columns.revision))
            .where(columns.source == document)
        )
        if revision is not None:
            query = query.where(columns.source_revision == revision)
        order = columns.start, columns.end, columns.document, columns.number, columns.rank
        with self._database.reading() as connection:
            return [quoting(row) for row in connection.execute(query.order_by(*order))]

    def having(self, shingles: Collection[int]) -> set[NumberedQuotation]:
        """Return the quotations of newest revisions that have any of these rows of words."""
        columns, wanted, found = SHINGLES.c, list(shingles), set[NumberedQuotation]()
        newest = (DOCUMENTS.c.id == columns.document) & (DOCUMENTS.c.newest == columns.revision)
        query = sa.select(columns.document, columns.revision, columns.number).join(DOCUMENTS, newest)
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _STRETCH):
                rows = connection.execute(query.where(columns.shingle.in_(wanted[start : start + _STRETCH])))
                found.update((row.document, row.revision, row.number) for row in rows)
        return found

    def older_than(self, algorithm: str, *, limit: int) -> list[NumberedQuotation]:
        """Return some quotations of newest revisions that another version has traced and that do not wait."""
        columns = TRACES.c
        key = [getattr(columns, name) == getattr(QUOTATIONS.c, name) for name in ("document", "revision", "number")]
        query = (
            sa.select(columns.document, columns.revision, columns.number)
            .join(QUOTATIONS, sa.and_(*key))
            .join(DOCUMENTS, (DOCUMENTS.c.id == columns.document) & (DOCUMENTS.c.newest == columns.revision))
            .where(columns.algorithm != algorithm, QUOTATIONS.c.due == "")
        )
        with self._database.reading() as connection:
            return [(row.document, row.revision, row.number) for row in connection.execute(query.limit(limit))]


def _of(table: sa.Table, document: str, revision: int) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.document == document, table.c.revision == revision)


def _joined_places() -> sa.ColumnElement[bool]:
    names = ("document", "revision", "number")
    return sa.and_(*(getattr(TRACES.c, name) == getattr(TRACE_PLACES.c, name) for name in names))


def _nameless(flags: Sequence[str]) -> bool:
    return bool(NAMELESS & set(map(Flag, flags)))


def _row(document: str, revision: int, traced: Traced) -> dict[str, object]:
    return {
        "document": document,
        "revision": revision,
        "number": traced.number,
        "algorithm": traced.algorithm,
        "at": traced.at,
        "verdict": traced.verdict.value,
        "flags": [flag.value for flag in traced.flags],
        "score": traced.score,
        "reason": traced.reason,
        "places": [layers.found_row(found) for found in traced.places],
        "own": [layers.found_row(found) for found in traced.own],
        "documents": traced.documents,
        "unlooked": traced.unlooked,
        "named": traced.named,
        "upto": traced.upto,
    }


def _traced(row: sa.Row[tuple[object, ...]]) -> Traced:
    kept = row._mapping
    return Traced(
        number=kept["number"],
        algorithm=kept["algorithm"],
        at=kept["at"],
        verdict=Verdict(kept["verdict"]),
        flags=tuple(map(Flag, kept["flags"])),
        score=kept["score"],
        reason=kept["reason"],
        places=tuple(map(layers.found, kept["places"])),
        own=tuple(map(layers.found, kept["own"])),
        documents=kept["documents"],
        unlooked=kept["unlooked"],
        named=kept["named"],
        upto=kept["upto"],
    )


def _places(document: str, revision: int, traced: Traced) -> list[dict[str, object]]:
    return [
        {
            "document": document,
            "revision": revision,
            "number": traced.number,
            "rank": rank,
            "source": found.document,
            "source_revision": found.revision,
            "start": found.span.start,
            "end": found.span.end,
            "verdict": found.verdict.value,
        }
        for rank, found in enumerate(traced.places)
    ]


def quoting(row: sa.Row[Any]) -> Quoting:
    """Return a row of a quotation's name and of one of its places as a value."""
    kept = row._mapping
    return Quoting(
        (kept["document"], kept["revision"], kept["number"]),
        kept["rank"],
        kept["source"],
        kept["source_revision"],
        Span(kept["start"], kept["end"]),
        Verdict(kept["verdict"]),
    )
