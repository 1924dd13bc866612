"""Which tables belong to the record that leaves an archive, and which rows belong to some of its documents."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from archive.store import annotation_schema as notes
from archive.store import ledger_schema as ledger
from archive.store import schema

KEPT: tuple[sa.Table, ...] = (
    schema.PEOPLE,
    schema.DOCUMENTS,
    schema.REVISIONS,
    schema.TEXTS,
    schema.PASSAGES,
    schema.ACCESSIONS,
    schema.EVENTS,
    schema.IDENTIFIERS,
    schema.WITNESSES,
    schema.CORRECTIONS,
    schema.WITHDRAWALS,
    schema.JOBS,
    schema.ANNOTATIONS,
    notes.ANNOTATION_VERSIONS,
    notes.ASSESSMENTS,
    notes.ASSIGNMENTS,
    notes.ANCHORS,
    notes.LISTED_TAGS,
    notes.FOREIGN_ANNOTATIONS,
    schema.SAVED_SEARCHES,
    ledger.LEDGERS,
    ledger.QUOTATIONS,
    ledger.TRACES,
    ledger.TRACE_PLACES,
    ledger.SHINGLES,
    ledger.FINDS,
    ledger.JUDGEMENTS,
    schema.OUTBOX,
    ledger.CURSORS,
    schema.AUDIT,
)

WITHHELD: tuple[sa.Table, ...] = (schema.ARCHIVE, schema.TICKETS)
"""What never leaves: the archive's own name and secret; sign-in links and sessions."""

_BY_DOCUMENT = (
    schema.REVISIONS,
    schema.TEXTS,
    schema.PASSAGES,
    schema.ACCESSIONS,
    schema.IDENTIFIERS,
    schema.WITNESSES,
    schema.CORRECTIONS,
    schema.WITHDRAWALS,
    ledger.LEDGERS,
    ledger.QUOTATIONS,
    ledger.JUDGEMENTS,
)
_BY_ANNOTATION = (notes.ANNOTATION_VERSIONS, notes.ASSESSMENTS, notes.ASSIGNMENTS, notes.ANCHORS)
_BY_ACCESSION = (schema.EVENTS, schema.JOBS)


def within(table: sa.Table, documents: Sequence[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a row belongs to these documents (ids).

    What belongs to the archive as a whole does not: saved searches, foreign annotations, the audit log, cursors.
    Neither does what was found in the whole of it: where quotations were traced to.
    Private annotations are not given away. Of people, those are told whose work is.
    """
    if table is schema.DOCUMENTS:
        return table.c.id.in_(documents)
    if table is schema.ANNOTATIONS:
        return _shared_notes(documents)
    if table in _BY_ANNOTATION:
        return table.c.annotation.in_(sa.select(schema.ANNOTATIONS.c.id).where(_shared_notes(documents)))
    if table in _BY_DOCUMENT:
        return table.c.document.in_(documents)
    if table in _BY_ACCESSION:
        arrived = sa.select(schema.ACCESSIONS.c.id).where(schema.ACCESSIONS.c.document.in_(documents))
        return table.c.accession.in_(arrived)
    if table is schema.PEOPLE:
        return table.c.id.in_(_authors(documents))
    if table is schema.OUTBOX:
        return (table.c.noun == "document") & table.c.key.in_(documents)
    return sa.false()


def _shared_notes(documents: Sequence[str]) -> sa.ColumnElement[bool]:
    columns = schema.ANNOTATIONS.c
    return columns.document.in_(documents) & (columns.visibility != "private")


def _authors(documents: Sequence[str]) -> sa.CompoundSelect[tuple[str]]:
    """Return the people who annotated, described, judged or withdrew these documents, or brought them."""
    told = (
        (schema.ANNOTATIONS, schema.ANNOTATIONS.c.author),
        (schema.CORRECTIONS, schema.CORRECTIONS.c.person),
        (schema.WITHDRAWALS, schema.WITHDRAWALS.c.person),
        (ledger.JUDGEMENTS, ledger.JUDGEMENTS.c.person),
        (schema.ACCESSIONS, schema.ACCESSIONS.c.agent),
    )
    shared = sa.select(schema.ANNOTATIONS.c.id).where(_shared_notes(documents))
    reviewing = (
        (notes.ASSESSMENTS, notes.ASSESSMENTS.c.person),
        (notes.ASSIGNMENTS, notes.ASSIGNMENTS.c.person),
        (notes.ASSIGNMENTS, notes.ASSIGNMENTS.c.by),
    )
    return sa.union(
        *(sa.select(person).where(table.c.document.in_(documents)) for table, person in told),
        *(sa.select(person).where(table.c.annotation.in_(shared)) for table, person in reviewing),
    )
