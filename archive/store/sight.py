"""Who sees what people wrote, as conditions on the rows: the public's, the team's where one is signed in, one's own."""

from __future__ import annotations

import sqlalchemy as sa

from archive.access import Actor
from archive.annotations import Visibility


def of_others(viewer: Actor) -> list[str]:
    """Return the visibilities in which somebody sees what others wrote."""
    return [Visibility.PUBLIC.value, Visibility.TEAM.value] if viewer.id else [Visibility.PUBLIC.value]


def in_sight(table: sa.Table, viewer: Actor) -> sa.ColumnElement[bool]:
    """Return the condition that somebody sees a row of a table with `visibility` and `author`."""
    shared = table.c.visibility.in_(of_others(viewer))
    return sa.or_(shared, table.c.author == viewer.id) if viewer.id else shared
