"""The shelf of reviews: what reviewers think of annotations, in the order in which they said it, and who is asked."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from archive.annotations import Work
from archive.reviews import Act, Assessment, Assignment, Opinion
from archive.store.annotation_schema import ASSESSMENTS, ASSIGNMENTS
from archive.store.database import Database
from archive.store.schema import ANNOTATIONS, PEOPLE

_NAMED = sa.select(ASSESSMENTS, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == ASSESSMENTS.c.person)
_AT_ONCE = 500


class Reviews:
    """Assessments and assignments by annotation. What was said is never changed."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database

    def add(self, assessment: Assessment) -> None:
        """Keep what a reviewer said."""
        row = {
            "annotation": assessment.annotation,
            "act": assessment.act.value,
            "opinion": assessment.opinion.value,
            "comment": assessment.comment,
            "person": assessment.person,
            "at": assessment.at,
        }
        with self._database.writing() as connection:
            connection.execute(sa.insert(ASSESSMENTS).values(row))

    def on(self, annotations: Collection[str]) -> dict[str, list[Assessment]]:
        """Return what was said of each of these annotations, oldest first; none for one of which nothing was."""
        found: dict[str, list[Assessment]] = {}
        wanted = sorted(annotations)
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                chosen = _NAMED.where(ASSESSMENTS.c.annotation.in_(wanted[start : start + _AT_ONCE]))
                for row in connection.execute(chosen.order_by(ASSESSMENTS.c.sequence)):
                    found.setdefault(row.annotation, []).append(_assessment(row))
        return found

    def all(self) -> list[Assessment]:
        """Return everything that was said of standing annotations, oldest first."""
        standing = _NAMED.join(ANNOTATIONS, ANNOTATIONS.c.id == ASSESSMENTS.c.annotation)
        query = standing.where(ANNOTATIONS.c.removed == "").order_by(ASSESSMENTS.c.sequence)
        with self._database.reading() as connection:
            return [_assessment(row) for row in connection.execute(query)]

    def assign(self, assignment: Assignment) -> None:
        """Ask somebody to assess an annotation; asking twice changes nothing."""
        row = {
            "annotation": assignment.annotation,
            "person": assignment.person,
            "by": assignment.by,
            "at": assignment.at,
        }
        held = sa.select(ASSIGNMENTS.c.at).where(
            ASSIGNMENTS.c.annotation == assignment.annotation, ASSIGNMENTS.c.person == assignment.person
        )
        with self._database.writing() as connection:
            if connection.execute(held).one_or_none() is None:
                connection.execute(sa.insert(ASSIGNMENTS).values(row))

    def assigned(self, annotations: Collection[str]) -> dict[str, list[tuple[str, str]]]:
        """Return who is asked to assess each annotation, as id and name, by name."""
        found: dict[str, list[tuple[str, str]]] = {}
        wanted = sorted(annotations)
        named = sa.select(ASSIGNMENTS, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == ASSIGNMENTS.c.person)
        with self._database.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                chosen = named.where(ASSIGNMENTS.c.annotation.in_(wanted[start : start + _AT_ONCE]))
                for row in connection.execute(chosen.order_by(PEOPLE.c.name)):
                    found.setdefault(row.annotation, []).append((row.person, row.name))
        return found

    def waiting(self, *, limit: int) -> list[str]:
        """Return the ids of public and team annotations in review, those longest so first."""
        columns = ANNOTATIONS.c
        query = sa.select(columns.id).where(columns.work == Work.IN_REVIEW.value, columns.removed == "")
        with self._database.reading() as connection:
            ordered = query.where(columns.visibility != "private").order_by(columns.modified, columns.id)
            return [row.id for row in connection.execute(ordered.limit(limit))]


def _assessment(row: sa.Row[tuple[object, ...]]) -> Assessment:
    kept = row._mapping
    return Assessment(
        annotation=kept["annotation"],
        act=Act(kept["act"]),
        opinion=Opinion(kept["opinion"]),
        comment=kept["comment"],
        person=kept["person"],
        person_name=kept["name"],
        at=kept["at"],
    )
