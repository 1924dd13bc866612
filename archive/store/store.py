"""The record: one folder with a database and the originals. Everything else is derived from it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from archive.clock import Clock
from archive.store import migrate
from archive.store.accessions import Accessions
from archive.store.anchors import Anchors
from archive.store.annotations import Annotations
from archive.store.borrowings import Borrowings
from archive.store.chronology import DocumentsInTime
from archive.store.corrections import Corrections
from archive.store.database import Database
from archive.store.disk import taking
from archive.store.documents import Documents
from archive.store.finds import Cursors, Finds
from archive.store.foreign_annotations import ForeignAnnotations
from archive.store.identifiers import Identifiers
from archive.store.jobs import Jobs
from archive.store.journals import Audit, Outbox
from archive.store.judgements import Judgements
from archive.store.listed_tags import ListedTags
from archive.store.originals import Originals
from archive.store.passages import Passages
from archive.store.people import People
from archive.store.quotations import Quotations
from archive.store.record import Record
from archive.store.reviews import Reviews
from archive.store.revisions import Revisions
from archive.store.schema import ARCHIVE
from archive.store.searches import Searches
from archive.store.threads import Threads
from archive.store.traces import Traces
from archive.store.withdrawals import Withdrawals
from archive.store.witnesses import Witnesses


class Store:
    """Holds one shelf per noun; `atomic()` makes several writes one."""

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        """Open the archive in `folder`; a new folder becomes a new archive."""
        with taking():
            folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.clock = clock or Clock()
        self._database = Database(folder / "archive.sqlite3")
        migrate.to(self._database)
        self.id, self.secret = self._identity()
        self.documents = Documents(self._database)
        self.revisions = Revisions(self._database)
        self.passages = Passages(self._database)
        self.accessions = Accessions(self._database)
        self.identifiers = Identifiers(self._database)
        self.witnesses = Witnesses(self._database)
        self.withdrawals = Withdrawals(self._database)
        self.corrections = Corrections(self._database)
        self.jobs = Jobs(self._database)
        self.annotations = Annotations(self._database)
        self.foreign_annotations = ForeignAnnotations(self._database)
        self.threads = Threads(self._database)
        self.reviews = Reviews(self._database)
        self.listed_tags = ListedTags(self._database)
        self.anchors = Anchors(self._database)
        self.quotations = Quotations(self._database)
        self.traces = Traces(self._database)
        self.borrowings = Borrowings(self._database)
        self.chronology = DocumentsInTime(self._database)
        self.finds = Finds(self._database)
        self.judgements = Judgements(self._database)
        self.cursors = Cursors(self._database)
        self.searches = Searches(self._database)
        self.people = People(self._database)
        self.outbox = Outbox(self._database)
        self.audit = Audit(self._database)
        self.record = Record(self._database)
        self.originals = Originals(folder / "originals")

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Make all writes inside one transaction: all or nothing."""
        with self._database.writing():
            yield

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Read the record as it stands at one moment, while others go on writing; nothing can be written inside."""
        with self._database.looking():
            yield

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _identity(self) -> tuple[str, str]:
        """Return the archive's id and its secret, made when it is new."""
        with self._database.writing() as connection:
            row = connection.execute(sa.select(ARCHIVE)).one_or_none()
            if row is not None:
                return row.id, row.secret
            identity = {"id": self.clock.new_id(), "secret": secrets.token_hex(32)}
            connection.execute(sa.insert(ARCHIVE).values(**identity, created=self.clock.now()))
            return identity["id"], identity["secret"]
