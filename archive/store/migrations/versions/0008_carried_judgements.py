"""Judgements that are carried over to a new revision; what became of quotations since the revision before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("judgements", sa.Column("carried_from", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("judgements", sa.Column("asked_again", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("ledgers", sa.Column("requoted", sa.JSON(), nullable=True))
