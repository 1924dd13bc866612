"""The indexer replays the outbox into the engine, in order, and can build the index anew beside the old one."""

from __future__ import annotations

import fcntl
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from archive.documents import Document
from archive.errors import Damaged, NotHeld
from archive.folding import terms
from archive.store import Store
from index.analyzer import ANALYZER, passage_terms
from index.engines.choice import engine_of, open_engine
from index.engines.protocol import Engine, Row

_CURRENT = "CURRENT"
_GENERATION = re.compile(r"[0-9]{1,9}(-[0-9a-f]{8})?")
_ENTRIES = 500
_CHARACTERS = 60_000_000
_APART = "|"
"""No word is spelt so: it keeps a phrase from running from one source into the next."""


class Indexer:
    """One folder `index/` with numbered generations; `CURRENT` names the one that serves.

    A name has a part drawn at random, so that it never stands for another generation, whatever was deleted.
    """

    def __init__(self, store: Store, engine: str = "whoosh") -> None:
        """Stand on a store; new generations are of this engine. Nothing is opened yet."""
        self._store = store
        self._preferred = engine
        self._folder = store.folder / "index"
        self._folder.mkdir(exist_ok=True)

    def current(self) -> str:
        """Return the name of the generation that serves, empty where there is none or its name cannot be read."""
        path = self._folder / _CURRENT
        name = path.read_bytes().strip().decode("utf-8", "replace") if path.is_file() else ""
        return name if _GENERATION.fullmatch(name) else ""

    def is_preferred(self, generation: str) -> bool:
        """Tell whether a generation is of the engine that new ones are of."""
        return engine_of(self._folder / generation) == self._preferred

    def open(self) -> Engine:
        """Open the generation that serves; where there is none, or it is damaged, build one."""
        name = self.current()
        if name:
            try:
                return self._engine(name)
            except Damaged:
                return self.rebuild(damaged=name)
        return self.rebuild(damaged="")

    def catch_up(self, engine: Engine, generation: str) -> int:
        """Put what the outbox holds beyond the engine's cursor into it; return how many entries that was.

        An engine whose generation no longer serves is left alone: -1 says so.
        """
        with self._alone():
            return self._replay(engine) if self.current() == generation else -1

    def tidy(self, engine: Engine, generation: str) -> None:
        """Have the engine merge what it wrote in pieces, unless its generation no longer serves."""
        with self._alone():
            if self.current() == generation:
                engine.tidy()

    def rebuild(self, *, damaged: str | None = None) -> Engine:
        """Build a new generation, switch to it, and take the older ones away.

        With `damaged`, only if that generation still is the current one: somebody else may have been faster.
        """
        with self._alone():
            if damaged is not None and self.current() != damaged:
                return self._engine(self.current())
            known = [path.name for path in self._generations()] + [self.current() or "0"]
            name = f"{max(int(each.partition('-')[0]) for each in known) + 1}-{secrets.token_hex(4)}"
            engine = self._opened(name, self._preferred)
            self._fill(engine)
            self._switch(name)
        return engine

    def _engine(self, name: str) -> Engine:
        """Open a generation with the engine that made it."""
        made_by = engine_of(self._folder / name)
        if not made_by:
            raise Damaged("there is no index, or no telling of which engine it is")
        return self._opened(name, made_by)

    def _opened(self, name: str, engine: str) -> Engine:
        return open_engine(engine, self._folder / name, identity=f"{self._store.id} {ANALYZER}")

    def _generations(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if path.is_dir() and _GENERATION.fullmatch(path.name)]

    def _switch(self, name: str) -> None:
        fresh = self._folder / f"{_CURRENT}.new"
        fresh.write_text(name, encoding="utf-8")
        fresh.replace(self._folder / _CURRENT)
        for path in self._generations():
            if path.name != name:
                shutil.rmtree(path, ignore_errors=True)

    def _fill(self, engine: Engine) -> None:
        """Index every document; the cursor is taken before, so that what comes meanwhile is replayed."""
        latest = self._store.outbox.latest()
        batch: list[Row] = []
        held = 0
        for identifier in self._store.documents.ids():
            rows, characters = self._rows(identifier)
            batch += rows
            held += characters
            if held > _CHARACTERS:
                engine.write(batch, gone=(), cursor=0)
                batch, held = [], 0
        engine.write(batch, gone=(), cursor=latest)

    def _replay(self, engine: Engine) -> int:
        applied = 0
        while entries := self._store.outbox.after(engine.cursor(), _ENTRIES):
            changed = list(dict.fromkeys(entry.key for entry in entries if entry.noun == "document"))
            rows = [row for identifier in changed for row in self._rows(identifier)[0]]
            engine.write(rows, gone=changed, cursor=entries[-1].number)
            applied += len(entries)
        return applied

    def _rows(self, identifier: str) -> tuple[list[Row], int]:
        """Return the rows of a document's newest revision, none where it is no longer held or shown."""
        try:
            document = self._store.documents.get(identifier)
        except NotHeld:
            return [], 0
        if self._store.withdrawals.of(identifier):
            return [], 0
        text = self._store.revisions.text(identifier, document.newest)
        passages = self._store.passages.of(identifier, document.newest)
        imprint = self._store.revisions.imprints(identifier)[-1]
        pages = self._store.revisions.page_names([(identifier, document.newest)])[identifier, document.newest]
        described = _described(document, imprint.file_name)
        newest = (identifier, document.newest)
        worded = passage_terms(text, passages, self._store.revisions.furniture([newest])[newest])
        return [
            replace(
                described,
                id=passage.id,
                text=own.text,
                seam=own.seam,
                page=pages[passage.page - 1].lower(),
                leaf=passage.page,
            )
            for passage, own in zip(passages, worded, strict=True)
        ], len(text)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the indexer's lock against other threads' and processes' indexers."""
        self._folder.mkdir(exist_ok=True)  # somebody may have taken the whole folder away
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _described(document: Document, file_name: str) -> Row:
    """Return a row with what it holds of its document and no more."""
    described = document.description
    sources = [terms(source) for source in (described.source_url, file_name, described.publisher)]
    return Row(
        id="",
        document=document.id,
        text=(),
        seam=(),
        title=terms(described.title),
        creator=terms(described.creator),
        recipient=terms(described.recipient),
        source=[term for words in sources for term in (*words, _APART)],
        kind=described.kind.value,
        author=described.creator,
        addressee=described.recipient,
        date=described.date,
    )
