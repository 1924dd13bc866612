"""The shelf of passages: where each stands, and the stored text around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from archive.access import ANONYMOUS, Actor
from archive.documents import Passage
from archive.store.database import Database
from archive.store.keys import keyed, listed
from archive.store.marked import Annotated, Marked
from archive.store.schema import PASSAGES, TEXTS
from archive.store.sheets import Key, Sheet, passage_of, sheets_of
from archive.store.withdrawals import shown

_SHOWN = shown(PASSAGES.c.document)
_OF_IDS = keyed(sa.select(PASSAGES).where(_SHOWN), [PASSAGES.c.document, PASSAGES.c.revision, PASSAGES.c.number])
_TEXTS = keyed(sa.select(TEXTS.c.document, TEXTS.c.revision, TEXTS.c.text), [TEXTS.c.document, TEXTS.c.revision])


@dataclass(frozen=True, slots=True)
class Window:
    """A passage with stored text around it; `start` is the code point of `text[0]` in the revision."""

    passage: Passage
    start: int
    text: str


class Passages:
    """Passages by id (`document@revision#number`)."""

    def __init__(self, database: Database) -> None:
        """Stand on the database."""
        self._database = database
        self._marked = Marked(database)

    def add(self, passages: Sequence[Passage]) -> None:
        """Keep the passages of a new revision."""
        rows = [
            {
                "document": passage.document,
                "revision": passage.revision,
                "number": passage.number,
                "page": passage.page,
                "start": passage.span.start,
                "end": passage.span.end,
            }
            for passage in passages
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(sa.insert(PASSAGES), rows)

    def of(self, document: str, revision: int) -> list[Passage]:
        """Return the passages of a revision in reading order."""
        query = (
            sa.select(PASSAGES)
            .where(PASSAGES.c.document == document, PASSAGES.c.revision == revision)
            .order_by(PASSAGES.c.number)
        )
        with self._database.reading() as connection:
            return [passage_of(row) for row in connection.execute(query)]

    def count(self) -> int:
        """Return how many passages are held, of all revisions."""
        with self._database.reading() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(PASSAGES)).scalar_one()

    def annotated(self, *, by: Collection[str] | None = None, viewer: Actor = ANONYMOUS) -> Annotated:
        """Return the passages of newest revisions that an annotation overlaps which `viewer` sees.

        `by` keeps those of these people (ids).
        """
        return self._marked.by(viewer, by)

    def sheets(self, ids: Sequence[str]) -> list[Sheet]:
        """Return the texts of those of the passages that are held and shown, each text once, in their order."""
        keys = dict.fromkeys(map(_key, ids))
        with self._database.reading() as connection:
            found = {(sheet.document.id, sheet.revision): sheet for sheet in sheets_of(connection, keys)}
        ordered = dict.fromkeys((document, revision) for document, revision, _ in keys)
        return [found[revision] for revision in ordered if revision in found]

    def windows(self, ids: Sequence[str], before: int, after: int) -> dict[str, Window]:
        """Return those of the passages that are held and shown, with up to so many code points before and after.

        Each text is read once, one at a time: SQLite would count its way through it for every passage.
        """
        wanted: dict[tuple[str, int], list[Passage]] = {}
        found: dict[str, Window] = {}
        with self._database.reading() as connection:
            for passage in map(passage_of, connection.execute(_OF_IDS, listed(set(map(_key, ids))))):
                wanted.setdefault((passage.document, passage.revision), []).append(passage)
            for document, revision, text in connection.execute(_TEXTS, listed(wanted)):
                for passage in wanted[document, revision]:
                    start = max(0, passage.span.start - before)
                    found[passage.id] = Window(passage, start, text[start : passage.span.end + after])
        return found


def _key(identifier: str) -> Key:
    document, _, rest = identifier.partition("@")
    revision, _, number = rest.partition("#")
    return document, int(revision), int(number)
