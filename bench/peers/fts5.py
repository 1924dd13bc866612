"""SQLite's FTS5, without content of its own, beside a table of properties."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.peers.peer import Unanswered
from bench.questions import Question
from index.engines.protocol import Filters, Row
from index.query import And, Near, Node, Not, Pattern, Phrase

_PROPERTIES = ("kind", "author", "recipient", "year")
_COUNT = "SELECT count(*) FROM words {join} WHERE words MATCH ?{where}"
_BEST = (
    "SELECT properties.passage FROM (SELECT words.rowid AS number FROM words {join} WHERE words MATCH ?{where} "
    "ORDER BY words.rank LIMIT 20) JOIN properties ON properties.rowid = number"
)
_FACET = (
    "SELECT properties.{name}, count(*) FROM words JOIN properties ON properties.rowid = words.rowid "
    "WHERE words MATCH ? GROUP BY 1"
)
_JOIN = "JOIN properties ON properties.rowid = words.rowid"


class Fts5:
    """A peer; it is fed our folded words and asked in its own language, each word in quotes."""

    def __init__(self, folder: Path) -> None:
        """Open the tables in a folder; where there are none, make them."""
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / "fts5.sqlite3")
        self._database.executescript(
            "CREATE VIRTUAL TABLE IF NOT EXISTS "
            "words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0');"
            "CREATE TABLE IF NOT EXISTS "
            "properties (passage TEXT, kind TEXT, author TEXT, recipient TEXT, year TEXT);"
        )

    def build(self, rows: Iterable[Row]) -> None:
        """Index all rows in one transaction, and merge what that left."""
        with self._database:
            for number, row in enumerate(rows, 1):
                self._database.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, " ".join(row.text)))
                values = (number, row.id, row.kind, row.author, row.addressee, row.date[:4])
                self._database.execute(
                    "INSERT INTO properties (rowid, passage, kind, author, recipient, year) VALUES (?, ?, ?, ?, ?, ?)",
                    values,
                )
            self._database.execute("INSERT INTO words (words) VALUES ('optimize')")

    def ask(self, question: Question) -> tuple[int, list[str]]:
        """Return the count and the best twenty."""
        asked = _match(question.root)
        if question.facets:
            return self._facets(asked), []
        where, values = _where(question.filters)
        join = _JOIN if where else ""
        parameters = (asked, *values)
        total = self._database.execute(_COUNT.format(join=join, where=where), parameters).fetchone()[0]
        best = self._database.execute(_BEST.format(join=join, where=where), parameters).fetchall()
        return total, [passage for (passage,) in best]

    def _facets(self, asked: str) -> int:
        """Count the facets; return how many passages there are of all kinds."""
        counted = [self._database.execute(_FACET.format(name=name), (asked,)).fetchall() for name in _PROPERTIES]
        return sum(count for _, count in counted[0])

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _match(node: Node) -> str:
    match node:
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Near(words, distance):
            inner = " ".join(f'"{word}"' for word in words)
            return f"NEAR({inner}, {distance})"
        case Pattern(pattern):
            return f'"{pattern.rstrip("*")}"*'
        case And((part, Not(without))):
            return f"{_match(part)} NOT {_match(without)}"
        case And(parts):
            return " AND ".join(map(_match, parts))
        case _:
            raise Unanswered


def _where(filters: Filters) -> tuple[str, tuple[str, ...]]:
    """Return the condition on properties and its values; the questions have one filter at most."""
    wanted = {"kind": filters.kind, "author": filters.author, "year": filters.date_from}
    held = [(name, value) for name, value in wanted.items() if value]
    return "".join(f" AND properties.{name} = ?" for name, _ in held), tuple(value for _, value in held)
