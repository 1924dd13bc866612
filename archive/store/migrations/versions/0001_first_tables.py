"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "accessions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("original_sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accessions")),
    )
    op.create_index(op.f("ix_accessions_document"), "accessions", ["document"], unique=False)
    op.create_index(op.f("ix_accessions_original_sha256"), "accessions", ["original_sha256"], unique=False)
    op.create_index(op.f("ix_accessions_source"), "accessions", ["source"], unique=False)
    op.create_table(
        "archive",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive")),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("creator", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("added", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_added"), "documents", ["added"], unique=False)
    op.create_index(op.f("ix_documents_creator"), "documents", ["creator"], unique=False)
    op.create_index(op.f("ix_documents_date"), "documents", ["date"], unique=False)
    op.create_index(op.f("ix_documents_kind"), "documents", ["kind"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("name", name=op.f("uq_people_name")),
    )
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("accession", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accession"], ["accessions.id"], name=op.f("fk_events_accession_accessions")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_accession"), "events", ["accession"], unique=False)
    op.create_index(op.f("ix_events_outcome"), "events", ["outcome"], unique=False)
    op.create_table(
        "passages",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_passages_document_documents")),
        sa.PrimaryKeyConstraint("document", "revision", "number", name=op.f("pk_passages")),
    )
    op.create_table(
        "revisions",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("original_sha256", sa.String(), nullable=False),
        sa.Column("raw_sha256", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("engine_version", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("canon_version", sa.String(), nullable=False),
        sa.Column("charset", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("structures", sa.JSON(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_revisions_document_documents")),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_original_sha256"), "revisions", ["original_sha256"], unique=False)
    op.create_table(
        "texts",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("boxes", sa.LargeBinary(), nullable=False),
        sa.Column("offset_runs", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_texts_document_documents")),
        sa.PrimaryKeyConstraint("document", "revision", name=op.f("pk_texts")),
    )
    op.create_table(
        "tickets",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("expires", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_tickets_person_people")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_tickets")),
    )
    op.create_index(op.f("ix_tickets_person"), "tickets", ["person"], unique=False)
    op.create_table(
        "annotations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("motivation", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name=op.f("fk_annotations_author_people")),
        sa.ForeignKeyConstraint(
            ["document", "revision"],
            ["revisions.document", "revisions.number"],
            name=op.f("fk_annotations_document_revisions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotations")),
    )
    op.create_index(op.f("ix_annotations_document"), "annotations", ["document"], unique=False)


def downgrade() -> None:
    """Take every table away."""
    op.drop_index(op.f("ix_annotations_document"), table_name="annotations")
    op.drop_table("annotations")
    op.drop_index(op.f("ix_tickets_person"), table_name="tickets")
    op.drop_table("tickets")
    op.drop_table("texts")
    op.drop_index(op.f("ix_revisions_original_sha256"), table_name="revisions")
    op.drop_table("revisions")
    op.drop_table("passages")
    op.drop_index(op.f("ix_events_outcome"), table_name="events")
    op.drop_index(op.f("ix_events_accession"), table_name="events")
    op.drop_table("events")
    op.drop_table("people")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_documents_kind"), table_name="documents")
    op.drop_index(op.f("ix_documents_date"), table_name="documents")
    op.drop_index(op.f("ix_documents_creator"), table_name="documents")
    op.drop_index(op.f("ix_documents_added"), table_name="documents")
    op.drop_table("documents")
    op.drop_table("audit")
    op.drop_table("archive")
    op.drop_index(op.f("ix_accessions_source"), table_name="accessions")
    op.drop_index(op.f("ix_accessions_original_sha256"), table_name="accessions")
    op.drop_index(op.f("ix_accessions_document"), table_name="accessions")
    op.drop_table("accessions")
