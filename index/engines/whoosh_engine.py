"""The embedded engine: Whoosh as a store of postings, written in bulk, read a block at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns, fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import NO_MERGE

from archive.errors import Damaged
from index.engines import whoosh_scores
from index.engines.arrays import Flags
from index.engines.ledger import Ledger
from index.engines.protocol import Answer, Candidate, Filters, Order, Poll, Row, Spread, Wanted
from index.engines.shared_fields import named, named_all, told
from index.engines.tally import spread_of
from index.engines.whoosh_bulk import BulkWriter, merged
from index.engines.whoosh_holdings import Holdings, mergeable
from index.engines.whoosh_sets import Segment
from index.engines.whoosh_shelf import packed
from index.query import Node
from index.vocabulary import Vocabulary

SCHEMA = "whoosh/7"
_MOST = 16
"""With more segments a write merges some, if nobody has tidied up meanwhile."""


def _schema() -> fields.Schema:
    text, beside = (fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True, stored=False) for _ in range(2))
    beside.scorable = False
    worded = {"text": text, **dict.fromkeys(("seam", "told"), beside)}
    kept = dict.fromkeys(("passage", "described"), fields.COLUMN(columns.VarBytesColumn()))
    numbers = dict.fromkeys(("length", "leaf"), fields.COLUMN(columns.NumericColumn("I")))
    return fields.Schema(**worded, exact=fields.ID(stored=False), **kept, **numbers)


class WhooshEngine:
    """An index in one folder; safe for threads. Another process may write it meanwhile."""

    def __init__(self, folder: Path, *, identity: str) -> None:
        """Open the index in `folder`, made where it is missing; `Damaged` where it is another's or broken."""
        self._folder = folder
        self._ledger = Ledger(folder, identity=identity, schema=SCHEMA)
        self._lock = threading.RLock()
        with _damage("opened"):
            self._index = self._open()
            self._holdings = Holdings(self._index)
            self.vocabulary = Vocabulary(folder / "words")

    def _open(self) -> Any:
        if self._ledger.is_kept():
            self._ledger.cursor()
            return FileStorage(str(self._folder)).open_index()
        self._folder.mkdir(parents=True, exist_ok=True)
        index = FileStorage(str(self._folder)).create_index(_schema())
        self._ledger.note(0)
        return index

    def cursor(self) -> int:
        """Return the number of the last outbox entry that is in the index; `Damaged` where that cannot be read."""
        return self._ledger.cursor()

    def write(self, rows: Sequence[Row], *, gone: Sequence[str], cursor: int) -> None:
        """Put the rows in place of everything held of the documents `gone`; durable when this returns.

        `Damaged` where what is there cannot be read; a disk that takes nothing more is an `OSError`.
        """
        with self._lock, _writing():
            if rows or gone:
                self.vocabulary.add(row.text for row in rows)
                self._written(rows, gone)
            self._ledger.note(cursor)

    def tidy(self) -> None:
        """Merge small segments, where that is worth it; durable when this returns. Faults are those of `write`."""
        with self._lock, _writing():
            if mergeable(self._index._segments()):  # noqa: SLF001  read, but not opened
                self._written((), (), most=0)
                self._ledger.note(self._ledger.cursor())

    def _written(self, rows: Sequence[Row], gone: Sequence[str], *, most: int = _MOST) -> None:
        """Commit the rows in place of what is held of the documents; with more than `most` segments, merge."""
        writer = BulkWriter(self._index)
        try:
            for segment in self._holdings.now() if gone else ():
                for document in gone:
                    numbers = segment.postings("exact", named("document", document)).ids
                    writer.delete_rows(segment.name, numbers.tolist())
            for row in rows:
                writer.add_row(*_fields(row))
            writer.commit(mergetype=merged if len(writer.segments) > most else NO_MERGE)
        except BaseException:
            writer.cancel()
            raise

    def candidates(self, node: Node, filters: Filters, *, limit: int | None = None) -> list[Candidate]:
        """Return every passage that may match, with `limit` the best; `Damaged` where the files cannot be read."""
        with self._reading() as segments:
            found = [(segment, segment.matching(node, filters, certain=False)) for segment in segments]
            size = _total(found) if limit is None else limit
            return whoosh_scores.best(found, whoosh_scores.ranker_of(node, segments), Order.RELEVANCE, size)

    def having(self, node: Node, *, most: int | None = None) -> list[str]:
        """Return the ids of all passages that may match, in no order; with `most` none where they are more."""
        with self._reading() as segments:
            found = [(segment, segment.matching(node, Filters(), certain=False)) for segment in segments]
            if most is not None and _total(found) > most:
                return []
            return list(_names(found))

    def polled(self, votes: Mapping[str, int], without: Node, size: int) -> Poll:
        """Return the `size` passages with the most votes that do not match `without`."""
        with self._reading() as segments:
            return whoosh_scores.polled(segments, votes, without, size)

    def uncertain(self, node: Node, filters: Filters) -> list[str]:
        """Return the passages that may match or not, the likelier first."""
        with self._reading() as segments:
            found = [
                (
                    segment,
                    segment.matching(node, filters, certain=False) & ~segment.matching(node, filters, certain=True),
                )
                for segment in segments
            ]
            size = _total(found)
            ranked = whoosh_scores.best(found, whoosh_scores.ranker_of(node, segments), Order.RELEVANCE, size)
            return [candidate.id for candidate in ranked]

    def answer(self, node: Node, filters: Filters, wanted: Wanted) -> Answer:
        """Return the wanted stretch of the passages that certainly match or are confirmed."""
        with self._reading() as segments:
            found = [
                (segment, segment.matching(node, filters, certain=True, besides=wanted.confirmed))
                for segment in segments
            ]
            by = whoosh_scores.ranker_of(node, segments)
            ranked = whoosh_scores.best(found, by, wanted.order, wanted.first + wanted.size)
        return Answer(tuple(ranked[wanted.first :]), _total(found), partial(_spread, found))

    def among(self, passages: frozenset[str], node: Node, filters: Filters, *, confirmed: frozenset[str]) -> set[str]:
        """Return those of the passages (ids) that certainly match or are confirmed."""
        with self._reading() as segments:
            found = [
                (segment, segment.matching(node, filters, certain=True, besides=confirmed)) for segment in segments
            ]
            return set(_names((segment, flags & segment.shelf.named(passages)) for segment, flags in found))

    def frequency(self, term: str) -> int:
        """Return in how many passages a folded word stands."""
        with self._reading() as segments:
            return sum(segment.frequency(term) for segment in segments)

    def passages(self) -> int:
        """Return how many passages are held."""
        with self._lock, _damage("read"):
            return sum(segment.count for segment in self._holdings.now())

    def close(self) -> None:
        """Let go of files."""
        with self._lock:
            self._holdings.close()

    @contextmanager
    def _reading(self) -> Iterator[list[Segment]]:
        """Hold the segments as they are now."""
        with self._lock, _damage("read"):
            yield self._holdings.now(shelved=True)


def _spread(found: Sequence[tuple[Segment, Flags]]) -> Spread:
    return spread_of([segment.shelf.tally(flags) for segment, flags in found])


def _names(found: Iterable[tuple[Segment, Flags]]) -> Iterator[str]:
    """Yield the ids of what is found."""
    for segment, flags in found:
        yield from (segment.shelf.names[number] for number in np.flatnonzero(flags).tolist())


def _total(found: Sequence[tuple[Segment, Flags]]) -> int:
    return sum(int(np.count_nonzero(flags)) for _, flags in found)


@contextmanager
def _damage(done: str) -> Iterator[None]:
    """Call whatever Whoosh raises, out of its pickles and structs, damage of the index."""
    try:
        yield
    except Damaged:
        raise
    except Exception as error:
        raise Damaged(f"the index cannot be {done}: {type(error).__name__}: {error}") from error


@contextmanager
def _writing() -> Iterator[None]:
    """Call whatever Whoosh raises damage of the index; a disk that takes nothing more is none."""
    try:
        yield
    except FileNotFoundError as error:
        raise Damaged("files of the index are missing") from error
    except (OSError, MemoryError):
        raise
    except Exception as error:  # Whoosh raises whatever its pickles and structs raise
        raise Damaged(f"the index cannot be written to: {type(error).__name__}") from error


def _fields(row: Row) -> tuple[dict[str, Sequence[str]], dict[str, Sequence[str]], dict[str, bytes | int]]:
    """Return a row as the fields of words, of exact terms, and of columns."""
    worded = {"text": row.text, "seam": row.seam, "told": told(row)}
    pages = [row.page] if row.page else []
    exact: dict[str, Sequence[str]] = {"exact": [named("document", row.document), *named_all("page", pages)]}
    kept: dict[str, bytes | int] = {
        "passage": row.id.encode(),
        "described": packed(row.document, row.kind, row.author, row.addressee, row.date),
        "length": len(row.text),
        "leaf": row.leaf,
    }
    return worded, exact, kept
