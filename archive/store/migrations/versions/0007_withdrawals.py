"""Documents that were withdrawn, and why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of withdrawals."""
    op.create_table(
        "withdrawals",
        sa.Column(
            "document",
            sa.String(),
            sa.ForeignKey("documents.id", name="fk_withdrawals_document_documents"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "person", sa.String(), sa.ForeignKey("people.id", name="fk_withdrawals_person_people"), nullable=False
        ),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_withdrawals"),
    )
