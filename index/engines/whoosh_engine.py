"""The embedded engine: Whoosh as a store of postings, written in bulk, read a block at a time."""

from __future__ import annotations

import json
import math
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import columns, fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.searching import Searcher

from archive.errors import Damaged
from index.engines.protocol import Candidate, Filters, Row
from index.engines.whoosh_bulk import BulkWriter
from index.engines.whoosh_sets import EXPANSIONS, Segment
from index.query import Node, Pattern, Phrase, Prefix, phrases

SCHEMA = "whoosh/1"
_STATE = "state.json"
_K1, _B = 1.2, 0.75


def _schema() -> fields.Schema:
    words = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True, stored=False)
    names = dict.fromkeys(("text", "seam", "title", "creator", "recipient"), words)
    exact = dict.fromkeys(("document", "kind", "author", "date"), fields.ID(stored=False))
    kept = {"passage": fields.COLUMN(columns.VarBytesColumn()), "dated": fields.COLUMN(columns.VarBytesColumn())}
    return fields.Schema(**names, **exact, **kept)


class WhooshEngine:
    """An index in one folder; safe for threads. Another process may write it meanwhile."""

    def __init__(self, folder: Path, *, identity: str) -> None:
        """Open the index in `folder`, made where it is missing; `Damaged` where it is another's or broken."""
        self._folder = folder
        self._identity = {"identity": identity, "schema": SCHEMA}
        self._lock = threading.RLock()
        try:
            self._index, self._searcher = self._open()
        except Exception as error:  # Whoosh raises whatever its pickles and structs raise
            raise Damaged(f"the index in {folder.name} cannot be opened: {error}") from error

    def _open(self) -> tuple[Any, Any]:
        if not (self._folder / _STATE).is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            index = FileStorage(str(self._folder)).create_index(_schema())
            self._note(0)
        else:
            self._state()
            index = FileStorage(str(self._folder)).open_index()
        return index, Searcher(index.reader(), fromindex=index)

    def _state(self) -> int:
        """Return the cursor; `Damaged` where the index is not this archive's or not of this schema."""
        state = json.loads((self._folder / _STATE).read_text(encoding="utf-8"))
        if {name: state.get(name) for name in self._identity} != self._identity:
            raise Damaged("the index belongs to another archive, analyser or schema")
        return int(state["cursor"])

    def _note(self, cursor: int) -> None:
        """Record how far the index has got, after all its files are on disk."""
        for path in self._folder.iterdir():
            if path.is_file():
                _fsync(path)
        fresh = self._folder / f"{_STATE}.new"
        fresh.write_text(json.dumps({**self._identity, "cursor": cursor}), encoding="utf-8")
        _fsync(fresh)
        fresh.replace(self._folder / _STATE)
        _fsync(self._folder)

    def cursor(self) -> int:
        """Return the number of the last outbox entry that is in the index; `Damaged` where that cannot be read."""
        try:
            return self._state()
        except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
            raise Damaged("the index no longer says how far it has got") from error

    def write(self, rows: Sequence[Row], *, gone: Sequence[str], cursor: int) -> None:
        """Put the rows in place of everything held of the documents `gone`; durable when this returns.

        `Damaged` where what is there cannot be read; a disk that takes nothing more is an `OSError`.
        """
        with self._lock:
            try:
                if rows or gone:
                    self._written(rows, gone)
                self._note(cursor)
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
                writer.delete_by_term("document", document, searcher=self._fresh())
            for row in rows:
                writer.add_row(*_fields(row))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()

    def candidates(self, node: Node, filters: Filters) -> list[Candidate]:
        """Return every passage that may match, scored by BM25; `Damaged` where the files cannot be read."""
        with self._lock:
            try:
                return self._candidates(node, filters)
            except Exception as error:  # Whoosh raises whatever its pickles and structs raise
                raise Damaged(f"the index cannot be read: {type(error).__name__}") from error

    def _candidates(self, node: Node, filters: Filters) -> list[Candidate]:
        found: list[Candidate] = []
        readers = self._readers()
        segments = [Segment(reader) for reader in readers]
        words = _words(node, segments)
        ranks = {word: _rarity(word, segments) for word in words}
        average = self._average()
        for reader, segment in zip(readers, segments, strict=True):
            matching = segment.possible(node)
            allowed = segment.allowed(filters)
            matching = matching if allowed is None else matching & allowed
            scores = _scores(segment, reader, matching, ranks, average)
            names = reader.column_reader("passage")
            dates = reader.column_reader("dated")
            found.extend(
                Candidate(names[number].decode(), scores.get(number, 0.0), dates[number].decode())
                for number in matching
            )
        return found

    def expand(self, start: str, limit: int) -> list[str]:
        """Return up to `limit` indexed words that begin with `start`, in order."""
        with self._lock:
            segments = [Segment(reader) for reader in self._readers()]
            return sorted({word for segment in segments for word in segment.expand("text", start, limit)})[:limit]

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

    def _readers(self) -> list[Any]:
        """Return a reader a segment; an empty index has none."""
        return [reader for reader, _ in self._fresh().reader().leaf_readers() if reader.doc_count_all()]

    def _average(self) -> float:
        reader = self._searcher.reader()
        return max(1.0, float(reader.field_length("text")) / max(1, int(reader.doc_count_all())))


def _fields(row: Row) -> tuple[dict[str, Sequence[str]], dict[str, str], dict[str, bytes]]:
    """Return a row as the fields of words, of exact terms, and of columns."""
    worded = {
        "text": row.text,
        "seam": row.seam,
        "title": row.title,
        "creator": row.creator,
        "recipient": row.recipient,
    }
    exact = {"document": row.document, "kind": row.kind, "author": row.author, "date": row.date}
    return worded, exact, {"passage": row.id.encode(), "dated": row.date.encode()}


def _words(node: Node, segments: Sequence[Segment]) -> list[str]:
    """Return the words by which passages are ranked."""
    words: list[str] = []
    for leaf in phrases(node):
        match leaf:
            case Phrase(terms):
                words.extend(terms)
            case Pattern(pattern) if pattern.find("*") == len(pattern) - 1:
                words.extend(word for segment in segments for word in segment.expand("text", pattern[:-1], EXPANSIONS))
            case Prefix(start):
                words.extend(word for segment in segments for word in segment.expand("text", start, EXPANSIONS))
    return list(dict.fromkeys(words))


def _rarity(word: str, segments: Sequence[Segment]) -> float:
    """Return the inverse document frequency of BM25."""
    held = sum(len(segment.postings("text", word).ids) for segment in segments)
    total = sum(len(segment.live) for segment in segments)
    return float(math.log(1 + max(0.0, total - held + 0.5) / (held + 0.5)))


def _scores(
    segment: Segment, reader: Any, matching: set[int], ranks: dict[str, float], average: float
) -> dict[int, float]:
    """Return BM25 (k1 1.2, b 0.75) of the matching documents."""
    scores: dict[int, float] = {}
    for word, rarity in ranks.items():
        postings = segment.postings("text", word)
        for number, frequency in zip(postings.ids, postings.weights, strict=True):
            if number in matching:
                length = reader.doc_field_length(number, "text") or 1
                damped = frequency + _K1 * (1 - _B + _B * length / average)
                scores[number] = scores.get(number, 0.0) + rarity * frequency * (_K1 + 1) / damped
    return scores


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
