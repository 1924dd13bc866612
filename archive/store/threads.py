"""The answers under an annotation: they lie on its words and are shown to those who see it, also when it changes."""

from __future__ import annotations

import sqlalchemy as sa

from archive.annotations import Annotation
from archive.store.annotation_rows import place_columns
from archive.store.database import Database
from archive.store.schema import ANNOTATIONS

_AT_ONCE = 500


class Threads:
    """Answers, and answers to those, by the annotation at their root."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def under(self, root: Annotation) -> list[str]:
        """Return the ids of all standing answers under an annotation, those below one that was taken away too."""
        columns = ANNOTATIONS.c
        query = sa.select(columns.id, columns.reply_to, columns.removed).where(
            columns.document == root.document, columns.reply_to != ""
        )
        with self._database.reading() as connection:
            answers = connection.execute(query).all()
        below, found = [root.id], {row.id for row in answers if row.reply_to == root.id}
        while below:
            level = [row for row in answers if row.reply_to in below]
            below = [row.id for row in level]
            found.update(below)
        return sorted(row.id for row in answers if row.id in found and not row.removed)

    def follow(self, root: Annotation) -> list[str]:
        """Put all answers on the words of their root, for those who see it; return their ids. No version is made."""
        answers = self.under(root)
        values = {**place_columns(root), "visibility": root.visibility.value}
        with self._database.writing() as connection:
            for start in range(0, len(answers), _AT_ONCE):
                chosen = ANNOTATIONS.c.id.in_(answers[start : start + _AT_ONCE])
                connection.execute(sa.update(ANNOTATIONS).where(chosen).values(**values))
        return answers
