"""The tables, as the code sees them; `migrations/` makes them. Texts and spans are in code points."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ARCHIVE = sa.Table(
    "archive",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("secret", sa.String, nullable=False),
    sa.Column("created", sa.String, nullable=False),
)

DOCUMENTS = sa.Table(
    "documents",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False, index=True),
    sa.Column("creator", sa.String, nullable=False, index=True),
    sa.Column("recipient", sa.String, nullable=False),
    sa.Column("date", sa.String, nullable=False, index=True),
    sa.Column("source_url", sa.String, nullable=False),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("publisher", sa.String, nullable=False, server_default=""),
    sa.Column("needs_review", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("newest", sa.Integer, nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("added", sa.String, nullable=False, index=True),
)

TEXTS = sa.Table(
    "texts",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("boxes", sa.LargeBinary, nullable=False),
    sa.Column("offset_runs", sa.LargeBinary, nullable=False),
)

REVISIONS = sa.Table(
    "revisions",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("original_sha256", sa.String, nullable=False, index=True),
    sa.Column("raw_sha256", sa.String, nullable=False),
    sa.Column("text_sha256", sa.String, nullable=False),
    sa.Column("engine", sa.String, nullable=False),
    sa.Column("engine_version", sa.String, nullable=False),
    sa.Column("profile", sa.String, nullable=False),
    sa.Column("canon_version", sa.String, nullable=False),
    sa.Column("charset", sa.String, nullable=False),
    sa.Column("media_type", sa.String, nullable=False),
    sa.Column("file_name", sa.String, nullable=False),
    sa.Column("notes", sa.JSON, nullable=False),
    sa.Column("pages", sa.JSON, nullable=False),
    sa.Column("structures", sa.JSON, nullable=False),
    sa.Column("findings", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("properties", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("created", sa.String, nullable=False),
    sa.Column("cause", sa.String, nullable=False, server_default="first reading"),
)

PASSAGES = sa.Table(
    "passages",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("page", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)

ACCESSIONS = sa.Table(
    "accessions",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("original_sha256", sa.String, nullable=False, index=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("file_name", sa.String, nullable=False),
    sa.Column("source", sa.String, nullable=False, index=True),
    sa.Column("agent", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("media_type", sa.String, nullable=False),
    sa.Column("document", sa.String, nullable=False, index=True),
    sa.Column("parent", sa.String, nullable=False, index=True, server_default=""),
    sa.Column("deposit", sa.String, nullable=False, index=True, server_default=""),
)

EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("accession", sa.ForeignKey("accessions.id"), nullable=False, index=True),
    sa.Column("stage", sa.String, nullable=False),
    sa.Column("outcome", sa.String, nullable=False, index=True),
    sa.Column("detail", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("code", sa.String, nullable=False),
    sa.Column("tool", sa.String, nullable=False, server_default=""),
)

IDENTIFIERS = sa.Table(
    "identifiers",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("scheme", sa.String, primary_key=True),
    sa.Column("value", sa.String, primary_key=True),
    sa.Index("ix_identifiers_value", "scheme", "value"),
)

WITNESSES = sa.Table(
    "witnesses",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("work", sa.String, nullable=False, index=True),
)

CORRECTIONS = sa.Table(
    "corrections",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("field", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
    sa.Column("person", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", sa.String, nullable=False),
)

WITHDRAWALS = sa.Table(
    "withdrawals",
    METADATA,
    sa.Column("document", sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("person", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", sa.String, nullable=False),
)

JOBS = sa.Table(
    "jobs",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("deposit", sa.String, nullable=False, index=True),
    sa.Column("accession", sa.ForeignKey("accessions.id"), nullable=False, index=True),
    sa.Column("order", sa.JSON, nullable=False),
    sa.Column("created", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("token", sa.String, nullable=False),
    sa.Column("lease", sa.String, nullable=False),
    sa.Column("finished", sa.String, nullable=False),
    sa.Column("result", sa.JSON, nullable=False),
)

ANNOTATIONS = sa.Table(
    "annotations",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("document", sa.String, nullable=False, index=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("exact", sa.Text, nullable=False),
    sa.Column("prefix", sa.Text, nullable=False),
    sa.Column("suffix", sa.Text, nullable=False),
    sa.Column("motivation", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("author", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("created", sa.String, nullable=False),
    sa.Column("modified", sa.String, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("removed", sa.String, nullable=False),
    sa.Column("tags", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("further", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("visibility", sa.String, nullable=False, server_default="public"),
    sa.Column("work", sa.String, nullable=False, server_default="open"),
    sa.Column("reply_to", sa.String, nullable=False, index=True, server_default=""),
    sa.Column("via", sa.String, nullable=False, server_default=""),
    sa.Column("canonical", sa.String, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.number"]),
)

SAVED_SEARCHES = sa.Table(
    "saved_searches",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("owner", sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("query", sa.String, nullable=False),
    sa.Column("filters", sa.JSON, nullable=False),
    sa.Column("created", sa.String, nullable=False),
)

PEOPLE = sa.Table(
    "people",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False, unique=True),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("created", sa.String, nullable=False),
)

TICKETS = sa.Table(
    "tickets",
    METADATA,
    sa.Column("digest", sa.String, primary_key=True),
    sa.Column("purpose", sa.String, nullable=False),
    sa.Column("person", sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("expires", sa.String, nullable=False),
)

OUTBOX = sa.Table(
    "outbox",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("noun", sa.String, nullable=False),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("at", sa.String, nullable=False),
    sqlite_autoincrement=True,
)

AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("act", sa.String, nullable=False),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("outcome", sa.String, nullable=False),
)
