"""Brings a database to the schema this program knows; an unknown newer schema is refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from archive.errors import Damaged
from archive.store.database import Database


@cache
def head() -> str:
    """Return the name of the newest schema, the one that this program reads and writes."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def is_older(schema: str) -> bool:
    """Tell whether this is the name of a schema from which a database can be brought to the newest one."""
    scripts = ScriptDirectory.from_config(_config())
    return schema in {script.revision for script in scripts.walk_revisions()} - {head()}


def to(database: Database, schema: str = "head") -> None:
    """Run the migrations that are missing up to a schema, the newest one if none is named, in one write transaction."""
    with database.reading() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head():
            return
    config = _config()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, schema)
        except CommandError as error:
            raise Damaged(f"this archive was written by a newer Verbatim: {error}") from error


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
