"""The second embedded engine: tantivy, for archives of more than about a hundred thousand passages."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tantivy import Index, IndexWriter, Query

from archive.errors import Damaged
from index.days import date_of
from index.engines.ledger import Ledger
from index.engines.protocol import Answer, Candidate, Filters, Order, Poll, Row, Spread, Wanted
from index.engines.shared_fields import named
from index.engines.tantivy_hits import Found, Scored, among, best, best_of_words, everything, names, polled
from index.engines.tantivy_merging import Eighth
from index.engines.tantivy_reading import Reading
from index.engines.tantivy_rows import made_of
from index.engines.tantivy_schema import register, schema
from index.engines.tantivy_tally import Packing, Place
from index.query import AnyOf, Node, Phrase
from index.ranking import FEW, Ranker
from index.vocabulary import Vocabulary

SCHEMA = "tantivy/9"
_LITTLE, _MUCH = 15_000_000, 128_000_000
"""Bytes that a writer gathers before it puts a segment down: for a few passages, and for many."""

_MANY = 1000
_FULL = f"os error {errno.ENOSPC}"


class TantivyEngine:
    """An index in one folder; safe for threads. Another process may write it meanwhile."""

    def __init__(self, folder: Path, *, identity: str) -> None:
        """Open the index in `folder`, made where it is missing; `Damaged` where it is another's or broken."""
        self._folder = folder
        self._files = folder / "tantivy"
        self._ledger = Ledger(folder, identity=identity, schema=SCHEMA)
        self._packing: tuple[Packing, bytes] | None = None
        self._eighth = Eighth()
        self._lock, self._writing = threading.Lock(), threading.Lock()
        with _damage("opened"):
            self._filling = not self._ledger.is_kept()
            if self._filling:
                self._files.mkdir(parents=True, exist_ok=True)
                Index(schema(), str(self._files))
                self._ledger.note(0)
            self._ledger.cursor()
            self._seen = self._ledger.moment()
            self._reading = Reading(self._files)
        self.vocabulary = Vocabulary(folder / "words")

    def cursor(self) -> int:
        """Return the number of the last outbox entry that is in the index; `Damaged` where that cannot be read."""
        return self._ledger.cursor()

    def write(self, rows: Sequence[Row], *, gone: Sequence[str], cursor: int) -> None:
        """Put the rows in place of everything held of the documents `gone`; durable when this returns.

        `Damaged` where what is there cannot be read; a disk that takes nothing more is an `OSError`.

        While a new index is filled, tantivy itself tells in how many passages each word is: that takes a tenth of the
        time of counting. Once something has gone, its numbers may be others than those of what was added.
        """
        with self._writing, _damage("written to"):
            self._ledger.cursor()
            self._filling = self._filling and not gone
            told = self._filling and len(rows) > _MANY
            if not told:
                self.vocabulary.add(row.text for row in rows)
            self._write(rows, gone, cursor, told=told)

    def tidy(self) -> None:
        """Have tantivy merge, where it is about to; durable when this returns. Faults are those of `write`."""
        with self._writing, _damage("written to"):
            if rows := self._eighth.due(self._committed()):
                self._filling = False
                self._write(rows, [rows[0].document], self._ledger.cursor())

    def _write(self, rows: Sequence[Row], gone: Sequence[str], cursor: int, *, told: bool = False) -> None:
        before = self._committed()
        packing, self._packing = self._packed(before), None
        reading = self._written(rows, gone, packing) if rows or gone else None
        if reading and told:
            self._name_words(rows, reading)
        self._ledger.note(cursor)  # tantivy's commit has put its own files on disk
        after = self._committed()
        self._packing = packing, after
        self._eighth.note(rows, gone, before, after)
        if reading:
            with self._lock:
                self._reading, self._seen = reading, self._ledger.moment()

    def _written(self, rows: Sequence[Row], gone: Sequence[str], packing: Packing) -> Reading:
        """Commit the rows in place of what is held of the documents; return what was committed, in the same index."""
        index = Index.open(str(self._files))
        register(index)
        writer = index.writer(_MUCH if len(rows) > _MANY else _LITTLE, 1)
        _put(writer, rows, gone, packing.places(rows))
        return Reading(self._files, index)

    def _name_words(self, rows: Sequence[Row], reading: Reading) -> None:
        """Put the words of all that is held into the vocabulary, after these rows."""
        if counts := reading.frequencies():
            self.vocabulary.put(counts)
        else:
            self.vocabulary.add(row.text for row in rows)

    def _packed(self, committed: bytes) -> Packing:
        """Return the places given until now: those remembered, or where somebody else has written, those held."""
        if self._packing and self._packing[1] == committed:
            return self._packing[0]
        return Reading(self._files).packing()

    def _committed(self) -> bytes:
        """Return what tantivy says of its last commit: every segment in it has a name that never recurs."""
        return (self._files / "meta.json").read_bytes()

    def candidates(self, node: Node, filters: Filters, *, limit: int | None = None) -> list[Candidate]:
        """Return every passage that may match, with `limit` the best; `Damaged` where the files cannot be read."""
        with self._read() as reading:
            query = reading.emitter.matching(node, filters, certain=False)
            by = reading.ranker(node)
            found = everything(reading, query, by) if limit is None else best(reading, query, by, limit).best
            return _candidates(reading, found)

    def having(self, node: Node, *, most: int | None = None) -> list[str]:
        """Return the ids of all passages that may match, in no order; with `most` none where they are more."""
        with self._read() as reading:
            return names(reading, reading.emitter.matching(node, Filters(), certain=False), most)

    def polled(self, votes: Mapping[str, int], without: Node, size: int) -> Poll:
        """Return the `size` passages with the most votes that do not match `without`."""
        with self._read() as reading:
            return polled(reading, votes, reading.emitter.matching(without, Filters(), certain=False), size)

    def uncertain(self, node: Node, filters: Filters) -> list[str]:
        """Return the passages that may match or not, the likelier first."""
        with self._read() as reading:
            possible = reading.emitter.matching(node, filters, certain=False)
            certain = reading.emitter.matching(node, filters, certain=True)
            query = reading.emitter.without(possible, certain)
            return [name for _, name, _ in everything(reading, query, reading.ranker(node))]

    def answer(self, node: Node, filters: Filters, wanted: Wanted) -> Answer:
        """Return the wanted stretch of the passages that certainly match or are confirmed."""
        with self._read() as reading:
            query = _certain(reading, node, filters, wanted.confirmed)
            by, last = reading.ranker(node), wanted.first + wanted.size
            if wanted.order is Order.DATE:
                found = _by_date(reading, query, by, wanted)
            elif _is_of_words(node, filters, wanted):
                found = best_of_words(reading, query, by, last).beyond(wanted.first)
            else:
                found = best(reading, query, by, last).beyond(wanted.first)
            shown = tuple(_candidates(reading, found.best))
        return Answer(shown, found.total, partial(_spread, reading, query, found.total))

    def among(self, passages: frozenset[str], node: Node, filters: Filters, *, confirmed: frozenset[str]) -> set[str]:
        """Return those of the passages (ids) that certainly match or are confirmed."""
        with self._read() as reading:
            return among(reading, _certain(reading, node, filters, confirmed), passages)

    def frequency(self, term: str) -> int:
        """Return in how many passages a folded word stands."""
        with self._read() as reading:
            return reading.frequency(term)

    def passages(self) -> int:
        """Return how many passages are held."""
        with self._read() as reading:
            return int(reading.searcher.num_docs)

    def close(self) -> None:
        """Let go of files."""

    @contextmanager
    def _read(self) -> Iterator[Reading]:
        """Hold what was committed last."""
        with _damage("read"):
            with self._lock:
                moment = self._ledger.moment()
                if moment != self._seen:
                    self._reading, self._seen = Reading(self._files), moment
                reading = self._reading
            yield reading


def _certain(reading: Reading, node: Node, filters: Filters, confirmed: frozenset[str]) -> Query:
    """Return the query for what certainly matches or is confirmed."""
    query = reading.emitter.matching(node, filters, certain=True)
    return reading.emitter.either([query, reading.emitter.passages(confirmed)]) if confirmed else query


def _is_of_words(node: Node, filters: Filters, wanted: Wanted) -> bool:
    """Tell whether certainly that is found which has any of the words that it is ranked by."""
    if wanted.confirmed or filters != Filters():
        return False
    match node:
        case Phrase((_,), _, verbatim):
            return not verbatim
        case AnyOf(terms):
            return len(terms) <= FEW
        case _:
            return False


def _spread(reading: Reading, query: Query, total: int) -> Spread:
    with _damage("read"):
        return reading.spread(query, total)


def _by_date(reading: Reading, query: Query, by: Ranker, wanted: Wanted) -> Found:
    """Return the wanted stretch, newest first: of each day it touches as many of the best as are needed."""
    days = reading.values(query, ["day"])["day"]
    found: list[Scored] = []
    before = 0
    for day in sorted(days, reverse=True):
        skipped = max(0, wanted.first - before)
        if skipped < days[day] and len(found) < wanted.size:
            of_day = reading.emitter.every([query, reading.emitter.between("day", day, day)])
            needed = min(days[day], skipped + wanted.size - len(found))
            found += best(reading, of_day, by, needed).best[skipped:]
        before += days[day]
    return Found(found, days.total())


def _candidates(reading: Reading, found: Sequence[Scored]) -> list[Candidate]:
    days = reading.numbers("day", [address for _, _, address in found])
    return [Candidate(name, score, date_of(day)) for (score, name, _), day in zip(found, days, strict=True)]


def _put(writer: IndexWriter, rows: Sequence[Row], gone: Sequence[str], places: Mapping[str, Place]) -> None:
    """Write one batch and wait until tantivy's threads have ended."""
    try:
        for document in gone:
            writer.delete_documents_by_term("exact", named("document", document))
        for made in made_of(rows, places):
            writer.add_document(made)
        writer.commit()
    finally:
        writer.wait_merging_threads()


@contextmanager
def _damage(done: str) -> Iterator[None]:
    """Call whatever tantivy raises, a panic of its own too, damage of the index; a full disk is none."""
    try:
        yield
    except (Damaged, MemoryError):
        raise
    except BaseException as error:
        if _FULL in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Damaged(f"the index cannot be {done}: {type(error).__name__}: {error}") from error
        raise
