"""Evidence, identifiers, witnesses, corrections and the queue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables of ingest in depth; what stands keeps its meaning."""
    op.add_column("documents", sa.Column("publisher", sa.String(), nullable=False, server_default=""))
    op.add_column("documents", sa.Column("needs_review", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("revisions", sa.Column("findings", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("revisions", sa.Column("properties", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("revisions", sa.Column("cause", sa.String(), nullable=False, server_default="first reading"))
    op.add_column("accessions", sa.Column("parent", sa.String(), nullable=False, server_default=""))
    op.add_column("accessions", sa.Column("deposit", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_accessions_parent", "accessions", ["parent"])
    op.create_index("ix_accessions_deposit", "accessions", ["deposit"])
    op.add_column("events", sa.Column("tool", sa.String(), nullable=False, server_default=""))
    _identities()
    _work()


def _identities() -> None:
    op.create_table(
        "identifiers",
        sa.Column("document", sa.String(), sa.ForeignKey("documents.id", name="fk_identifiers_document_documents")),
        sa.Column("scheme", sa.String()),
        sa.Column("value", sa.String()),
        sa.PrimaryKeyConstraint("document", "scheme", "value", name="pk_identifiers"),
    )
    op.create_index("ix_identifiers_value", "identifiers", ["scheme", "value"])
    op.create_table(
        "witnesses",
        sa.Column("document", sa.String(), sa.ForeignKey("documents.id", name="fk_witnesses_document_documents")),
        sa.Column("work", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_witnesses"),
    )
    op.create_index("ix_witnesses_work", "witnesses", ["work"])


def _work() -> None:
    op.create_table(
        "corrections",
        sa.Column("document", sa.String(), sa.ForeignKey("documents.id", name="fk_corrections_document_documents")),
        sa.Column("field", sa.String()),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("person", sa.String(), sa.ForeignKey("people.id", name="fk_corrections_person_people"), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("document", "field", name="pk_corrections"),
    )
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("deposit", sa.String(), nullable=False),
        sa.Column("accession", sa.String(), sa.ForeignKey("accessions.id", name="fk_jobs_accession_accessions"), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("lease", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_jobs"),
    )
    for column in ("deposit", "accession", "state"):
        op.create_index(f"ix_jobs_{column}", "jobs", [column])
