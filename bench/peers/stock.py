"""Whoosh as its documentation tells: the stock writer, the stock searcher, the stock facets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from whoosh import fields, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.query.spans import SpanNear2

from bench.peers.peer import Unanswered
from bench.questions import Question
from index.engines.protocol import Filters, Row
from index.query import And, Fuzzy, Near, Node, Not, Pattern, Phrase

_PROPERTIES = ("kind", "author", "recipient", "year")


class Stock:
    """A peer; it is fed our folded words, so that it finds what we find."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder; where there is none, make it."""
        if folder.is_dir():
            self._index = FileStorage(str(folder)).open_index()
            self._searcher = self._index.searcher()
            return
        folder.mkdir(parents=True)
        schema = fields.Schema(
            text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True),
            passage=fields.ID(stored=True),
            **{name: fields.ID(sortable=True) for name in _PROPERTIES},
        )
        self._index = FileStorage(str(folder)).create_index(schema)

    def build(self, rows: Iterable[Row]) -> None:
        """Index all rows with one writer."""
        writer = self._index.writer()
        for row in rows:
            writer.add_document(
                text=" ".join(row.text),
                passage=row.id,
                kind=row.kind,
                author=row.author,
                recipient=row.addressee,
                year=row.date[:4],
            )
        writer.commit()
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> tuple[int, list[str]]:
        """Return the count and the best twenty."""
        asked = _query(question.root)
        results = self._searcher.search(
            asked,
            limit=20,
            filter=_filter(question.filters),
            groupedby=list(_PROPERTIES) if question.facets else None,
        )
        if question.facets:
            for name in _PROPERTIES:
                results.groups(name)
        return len(results), [hit["passage"] for hit in results]

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


def _query(node: Node) -> query.Query:
    match node:
        case Phrase((word,)):
            return query.Term("text", word)
        case Phrase(words):
            return query.Phrase("text", list(words))
        case Near(words, distance):
            return SpanNear2([query.Term("text", word) for word in words], slop=distance + 1, ordered=False)
        case Pattern(pattern):
            return query.Prefix("text", pattern.rstrip("*"))
        case Fuzzy(word, edits):
            return query.FuzzyTerm("text", word, maxdist=edits, prefixlength=0)
        case And((part, Not(without))):
            return query.AndNot(_query(part), _query(without))
        case And(parts):
            return query.And([_query(part) for part in parts])
        case _:
            raise Unanswered


def _filter(filters: Filters) -> query.Query | None:
    wanted = {"kind": filters.kind, "author": filters.author, "year": filters.date_from}
    return next((query.Term(name, value) for name, value in wanted.items() if value), None)
