"""Quotations, their traces, what people say of them, and what looking again has found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_QUOTATION = ["document", "revision", "number"]


def upgrade() -> None:
    """Add the tables of quotations."""
    _quotations()
    _traces()
    _finds()
    _judgements()


def _quotations() -> None:
    op.create_table(
        "ledgers",
        *_named(_QUOTATION[:2]),
        sa.Column("detection", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(*_QUOTATION[:2], name="pk_ledgers"),
        sa.ForeignKeyConstraint(
            _QUOTATION[:2], ["revisions.document", "revisions.number"], name="fk_ledgers_document_revisions"
        ),
    )
    op.create_table(
        "quotations",
        *_named(_QUOTATION),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("start", "end", "outer_start", "outer_end")),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent", sa.Integer()),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.Column("group", sa.Integer(), nullable=False),
        sa.Column("intro_start", sa.Integer()),
        sa.Column("intro_end", sa.Integer()),
        sa.Column("due", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(*_QUOTATION, name="pk_quotations"),
        sa.ForeignKeyConstraint(
            _QUOTATION[:2], ["ledgers.document", "ledgers.revision"], name="fk_quotations_document_ledgers"
        ),
    )
    op.create_index("ix_quotations_due", "quotations", ["due"])


def _traces() -> None:
    op.create_table(
        "traces",
        *_named(_QUOTATION),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("own", sa.JSON(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("unlooked", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(*_QUOTATION, name="pk_traces"),
        _of("quotations", "traces"),
    )
    op.create_index("ix_traces_algorithm", "traces", ["algorithm"])
    op.create_table(
        "trace_places",
        *_named(_QUOTATION),
        sa.Column("rank", sa.Integer(), nullable=False),
        *_place(nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(*_QUOTATION, "rank", name="pk_trace_places"),
        _of("traces", "trace_places"),
    )
    op.create_index("ix_trace_places_source", "trace_places", ["source", "source_revision"])
    op.create_table(
        "shingles",
        sa.Column("shingle", sa.BigInteger(), nullable=False),
        *_named(_QUOTATION),
        sa.PrimaryKeyConstraint("shingle", *_QUOTATION, name="pk_shingles"),
    )
    op.create_index("ix_shingles_quotation", "shingles", _QUOTATION)


def _finds() -> None:
    op.create_table(
        "finds",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        *_named(_QUOTATION),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("now", sa.String(), nullable=False),
        *_place(nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_finds"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_finds_document", "finds", ["document"])
    op.create_table(
        "cursors",
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reader", name="pk_cursors"),
    )


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("sequence", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        *_named(_QUOTATION),
        sa.Column("ruling", sa.String(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("person", sa.String(), sa.ForeignKey("people.id", name="fk_judgements_person_people"), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        *_place(nullable=True),
        sa.Column("verdict", sa.String()),
        sa.PrimaryKeyConstraint("sequence", name="pk_judgements"),
        sa.UniqueConstraint("id", name="uq_judgements_id"),
        _of("quotations", "judgements"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_judgements_quotation", "judgements", _QUOTATION)


def _named(columns: list[str]) -> list[sa.Column[object]]:
    kinds = {"document": sa.String(), "revision": sa.Integer(), "number": sa.Integer()}
    return [sa.Column(name, kinds[name], nullable=False) for name in columns]


def _place(*, nullable: bool) -> list[sa.Column[object]]:
    return [
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_revision", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=nullable),
        sa.Column("end", sa.Integer(), nullable=nullable),
    ]


def _of(table: str, own: str) -> sa.ForeignKeyConstraint:
    columns = [f"{table}.{name}" for name in _QUOTATION]
    return sa.ForeignKeyConstraint(_QUOTATION, columns, name=f"fk_{own}_document_{table}")
