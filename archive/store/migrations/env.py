"""Alembic's entry: runs on the connection that `archive.store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from archive.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=False,
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
