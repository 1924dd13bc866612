"""The tables of quotations: what was found, traced, judged, and where looking again has got to."""

from __future__ import annotations

import sqlalchemy as sa

from archive.store.schema import METADATA

LEDGERS = sa.Table(
    "ledgers",
    METADATA,
    sa.Column("document", sa.String, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("detection", sa.String, nullable=False),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Column("requoted", sa.JSON(none_as_null=True)),
    sa.ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.number"]),
)

QUOTATIONS = sa.Table(
    "quotations",
    METADATA,
    sa.Column("document", sa.String, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("outer_start", sa.Integer, nullable=False),
    sa.Column("outer_end", sa.Integer, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("parent", sa.Integer),
    sa.Column("traits", sa.JSON, nullable=False),
    sa.Column("group", sa.Integer, nullable=False),
    sa.Column("intro_start", sa.Integer),
    sa.Column("intro_end", sa.Integer),
    sa.Column("due", sa.String, nullable=False, index=True),
    sa.ForeignKeyConstraint(["document", "revision"], ["ledgers.document", "ledgers.revision"]),
)

TRACES = sa.Table(
    "traces",
    METADATA,
    sa.Column("document", sa.String, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("algorithm", sa.String, nullable=False, index=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("verdict", sa.String, nullable=False),
    sa.Column("flags", sa.JSON, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("places", sa.JSON, nullable=False),
    sa.Column("own", sa.JSON, nullable=False),
    sa.Column("documents", sa.Integer, nullable=False),
    sa.Column("unlooked", sa.Integer, nullable=False),
    sa.Column("named", sa.Boolean, nullable=False),
    sa.Column("upto", sa.Integer),
    sa.ForeignKeyConstraint(
        ["document", "revision", "number"], ["quotations.document", "quotations.revision", "quotations.number"]
    ),
)

TRACE_PLACES = sa.Table(
    "trace_places",
    METADATA,
    sa.Column("document", sa.String, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("rank", sa.Integer, primary_key=True),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("source_revision", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("verdict", sa.String, nullable=False),
    sa.Index("ix_trace_places_source", "source", "source_revision"),
    sa.ForeignKeyConstraint(
        ["document", "revision", "number"], ["traces.document", "traces.revision", "traces.number"]
    ),
)

SHINGLES = sa.Table(
    "shingles",
    METADATA,
    sa.Column("shingle", sa.BigInteger, primary_key=True),
    sa.Column("document", sa.String, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Index("ix_shingles_quotation", "document", "revision", "number"),
)

FINDS = sa.Table(
    "finds",
    METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("document", sa.String, nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("cause", sa.String, nullable=False),
    sa.Column("was", sa.String, nullable=False),
    sa.Column("now", sa.String, nullable=False),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("source_revision", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sqlite_autoincrement=True,
)

JUDGEMENTS = sa.Table(
    "judgements",
    METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column("document", sa.String, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("ruling", sa.String, nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("person", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("source_revision", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer),
    sa.Column("verdict", sa.String),
    sa.Column("carried_from", sa.Integer, nullable=False, server_default="0"),
    sa.Column("asked_again", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Index("ix_judgements_quotation", "document", "revision", "number"),
    sa.ForeignKeyConstraint(
        ["document", "revision", "number"], ["quotations.document", "quotations.revision", "quotations.number"]
    ),
    sqlite_autoincrement=True,
)

CURSORS = sa.Table(
    "cursors",
    METADATA,
    sa.Column("reader", sa.String, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
)
