"""Judgements carried over to a new revision; what became of quotations since the one before; where unclosed ones end."""

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
    op.add_column("traces", sa.Column("upto", sa.Integer(), nullable=True))
    op.add_column("ledgers", sa.Column("requoted", sa.JSON(), nullable=True))
