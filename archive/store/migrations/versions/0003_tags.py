"""Tags on annotations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give every annotation a list of tags, empty so far."""
    op.add_column("annotations", sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
