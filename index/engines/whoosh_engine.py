"""The embedded engine: Whoosh as a store of postings, written in bulk, read a block at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns, fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.searching import Searcher

from archive.errors import Damaged
from index.engines import whoosh_scores
from index.engines.arrays import Flags
from index.engines.ledger import Ledger
from index.engines.protocol import Answer, Candidate, Filters, Order, Poll, Row, Spread, Wanted
from index.engines.shared_fields import named, named_all, told
from index.engines.tally import spread_of
from index.engines.whoosh_bulk import BulkWriter
from index.engines.whoosh_sets import Segment
from index.engines.whoosh_shelf import packed
from index.query import Node
from index.vocabulary import Vocabulary

SCHEMA = "whoosh/7"


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
        self._segments: dict[tuple[Any, int], Segment] = {}
        with _damage("opened"):
            self._index, self._searcher = self._open()
            self.vocabulary = Vocabulary(folder / "words")

    def _open(self) -> tuple[Any, Any]:
        if not self._ledger.is_kept():
            self._folder.mkdir(parents=True, exist_ok=True)
            index = FileStorage(str(self._folder)).create_index(_schema())
            self._ledger.note(0)
        else:
            self._ledger.cursor()
            index = FileStorage(str(self._folder)).open_index()
        return index, Searcher(index.reader(), fromindex=index)

    def cursor(self) -> int:
        """Return the number of the last outbox entry that is in the index; `Damaged` where that cannot be read."""
        return self._ledger.cursor()

    def write(self, rows: Sequence[Row], *, gone: Sequence[str], cursor: int) -> None:
        """Put the rows in place of everything held of the documents `gone`; durable when this returns.

        `Damaged` where what is there cannot be read; a disk that takes nothing more is an `OSError`.
        """
        with self._lock:
            try:
                if rows or gone:
                    self.vocabulary.add(row.text for row in rows)
                    self._written(rows, gone)
                self._ledger.note(cursor)
            except FileNotFoundError as error:
                raise Damaged("files of the index are missing") from error
            except (OSError, MemoryError):
                raise
            except Exception as error:  # Whoosh raises whatever its pickles and structs raise
                raise Damaged(f"the index cannot be written to: {type(error).__name__}") from error

    def _written(self, rows: Sequence[Row], gone: Sequence[str]) -> None:
        writer = BulkWriter(self._index)
        try:
            for document in gone:
                writer.delete_by_term("exact", named("document", document), searcher=self._fresh())
            for row in rows:
                writer.add_row(*_fields(row))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

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
            return [
                segment.shelf.names[number] for segment, flags in found for number in np.flatnonzero(flags).tolist()
            ]

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
            return {
                segment.shelf.names[number]
                for segment, flags in found
                for number in np.flatnonzero(flags & segment.shelf.named(passages)).tolist()
            }

    def frequency(self, term: str) -> int:
        """Return in how many passages a folded word stands."""
        with self._reading() as segments:
            return sum(segment.frequency(term) for segment in segments)

    def passages(self) -> int:
        """Return how many passages are held."""
        with self._lock, _damage("read"):
            return int(self._fresh().reader().doc_count())

    def close(self) -> None:
        """Let go of files."""
        with self._lock:
            self._searcher.close()

    def _fresh(self) -> Any:
        """Return a searcher on what was committed last.

        Whoosh's own `refresh` keeps the readers of segments that are still there, with the deletions they had
        when they were opened, so a changed index is opened anew (two milliseconds: files are not packed).
        """
        if self._searcher.reader().generation() != self._index.latest_generation():
            self._searcher.close()
            self._searcher = Searcher(self._index.reader(), fromindex=self._index)
        return self._searcher

    @contextmanager
    def _reading(self) -> Iterator[list[Segment]]:
        """Hold the segments as they are now; an empty index has none."""
        with self._lock, _damage("read"):
            readers = [reader for reader, _ in self._fresh().reader().leaf_readers() if reader.doc_count_all()]
            known = {segment_id: segment for (segment_id, _), segment in self._segments.items()}
            fresh: dict[tuple[Any, int], Segment] = {}
            for reader in readers:
                key = (reader.segment().segment_id(), reader.segment().deleted_count())
                before = known.get(key[0])
                if key in self._segments:
                    fresh[key] = self._segments[key].reopened(reader)
                else:
                    fresh[key] = Segment(reader, before.shelf if before else None)
            self._segments = fresh
            yield list(fresh.values())


def _spread(found: Sequence[tuple[Segment, Flags]]) -> Spread:
    return spread_of([segment.shelf.tally(flags) for segment, flags in found])


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
