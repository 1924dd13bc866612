"""The shelf of listed tags: those that reviewers have agreed on, each with a colour and what it means."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from archive.access import Actor
from archive.store.annotation_schema import LISTED_TAGS
from archive.store.annotations import seen_by
from archive.store.database import Database
from archive.store.schema import ANNOTATIONS
from archive.tags import Colour, ListedTag, fold


class ListedTags:
    """Listed tags by their folded form."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def all(self) -> list[ListedTag]:
        """Return all of them, in the order of their folded forms."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(LISTED_TAGS).order_by(LISTED_TAGS.c.folded))
            return [ListedTag(row.label, Colour(row.colour), row.meaning) for row in rows]

    def put(self, tag: ListedTag, *, person: str, at: str) -> None:
        """List a tag, in place of one of the same folded form."""
        row = {"label": tag.label, "colour": tag.colour.value, "meaning": tag.meaning, "person": person, "at": at}
        with self._database.writing() as connection:
            connection.execute(sa.delete(LISTED_TAGS).where(LISTED_TAGS.c.folded == fold(tag.label)))
            connection.execute(sa.insert(LISTED_TAGS).values(folded=fold(tag.label), **row))

    def remove(self, label: str) -> bool:
        """Take a tag off the list; return whether it was there."""
        with self._database.writing() as connection:
            found = connection.execute(sa.delete(LISTED_TAGS).where(LISTED_TAGS.c.folded == fold(label)))
            return bool(found.rowcount)

    def used(self, viewer: Actor) -> list[tuple[str, int]]:
        """Return the tags on annotations that somebody sees, and on how many: one spelling for each folded form."""
        query = sa.select(ANNOTATIONS.c.tags).where(
            ANNOTATIONS.c.removed == "", sa.cast(ANNOTATIONS.c.tags, sa.String) != "[]", seen_by(viewer)
        )
        spelling: dict[str, str] = {}
        counted: Counter[str] = Counter()
        with self._database.reading() as connection:
            for (tags,) in connection.execute(query.order_by(ANNOTATIONS.c.created, ANNOTATIONS.c.id)):
                for tag in tags:
                    counted[spelling.setdefault(fold(tag), tag)] += 1
        return sorted(counted.items(), key=lambda each: (-each[1], each[0]))
