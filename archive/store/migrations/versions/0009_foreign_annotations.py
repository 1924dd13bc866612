"""Annotations on what is not in the archive."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of foreign annotations."""
    op.create_table(
        "foreign_annotations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column(
            "author",
            sa.String(),
            sa.ForeignKey("people.id", name="fk_foreign_annotations_author_people"),
            nullable=False,
        ),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_foreign_annotations"),
    )
