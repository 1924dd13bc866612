"""The seam between search and engines: what an engine is given, what it is asked, what it answers."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from index.facets import Facets
from index.query import Node
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Row:
    """One passage as an engine is fed it: folded words of the passage, of its seam (see `Worded`), of its document.

    `kind`, `author`, `addressee`, `date` and `page` are exact values (`page` the name of the page on which the
    passage begins, in lower case); `leaf` is that page's number, from 1; the rest are folded words.
    What is said of the document is the same in all rows of it.
    """

    id: str
    document: str
    text: Sequence[str]
    seam: Sequence[str] = ()
    title: Sequence[str] = ()
    creator: Sequence[str] = ()
    recipient: Sequence[str] = ()
    source: Sequence[str] = ()
    kind: str = ""
    author: str = ""
    addressee: str = ""
    date: str = ""
    page: str = ""
    leaf: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage's document must be; empty values ask nothing. Dates are ISO 8601, both ends included."""

    kind: str = ""
    author: str = ""
    date_from: str = ""
    date_to: str = ""
    document: str = ""
    recipient: str = ""


class Order(enum.Enum):
    """How hits are ordered; the value is the wire word."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an engine proposes; `date` is its document's, for ordering."""

    id: str
    score: float
    date: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stretch of an answer is wanted: `size` hits from the one numbered `first` (from 0), in this order.

    `confirmed` are passages that the engine was not certain of and that the store has confirmed: they count.
    """

    first: int = 0
    size: int = 20
    order: Order = Order.RELEVANCE
    confirmed: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Spread:
    """Of how many documents all passages that match are, and how they spread over the documents' properties; exact."""

    documents: int
    facets: Facets


@dataclass(frozen=True, slots=True)
class Answer:
    """The wanted stretch, best first, and how many passages match, exactly.

    `spread` counts over all of them when it is called, in what was held when the answer was given.
    """

    best: tuple[Candidate, ...]
    total: int
    spread: Callable[[], Spread] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Poll:
    """The passages with the most votes, each with its votes, the likeliest first; and how many have any, exactly."""

    best: Sequence[tuple[str, int]]
    total: int


class Engine(Protocol):
    """An index of passages. A tree that reaches it has been expanded: no patterns, no fuzzy words, no marks.

    Of each passage it knows that it matches, that it does not, or that it is uncertain: then words may run farther
    over a joint than its seam holds, or are three near one another, or must stand as written; and the store decides.
    """

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all passages."""

    def candidates(self, node: Node, filters: Filters, *, limit: int | None = None) -> list[Candidate]:
        """Return the best so many of all passages that may match, in order.

        Without `limit` all of them, in no particular order, with scores that are the engine's own.
        """

    def having(self, node: Node, *, most: int | None = None) -> list[str]:
        """Return the ids of all passages that may match, in no order: as `candidates` without scores.

        With `most` none at all where they are more than that: then they are not even named.
        """

    def polled(self, votes: Mapping[str, int], without: Node, size: int) -> Poll:
        """Return the `size` passages with the most votes; of those with as many, the first in the order of ids.

        Each folded word gives its votes to every passage that has it, but for those that may match `without`; all of
        them together may give 16 million.
        """

    def uncertain(self, node: Node, filters: Filters) -> list[str]:
        """Return the ids of passages that may match or not, the likelier first."""

    def answer(self, node: Node, filters: Filters, wanted: Wanted) -> Answer:
        """Return the best of the passages that certainly match or are confirmed, and what counts all of them."""

    def among(self, passages: frozenset[str], node: Node, filters: Filters, *, confirmed: frozenset[str]) -> set[str]:
        """Return those of the passages (ids) that certainly match or are confirmed; asked again and again for some."""

    def frequency(self, term: str) -> int:
        """Return in how many passages a folded word stands."""

    def passages(self) -> int:
        """Return how many passages are held."""

    def write(self, rows: Sequence[Row], *, gone: Sequence[str], cursor: int) -> None:
        """Put the rows in place of everything held of the documents `gone`, and note the cursor; durable.

        All rows of a document come in one write.
        """

    def tidy(self) -> None:
        """Merge what `write` left in pieces, so that answers, which stay the same, stay fast; durable.

        Whoever writes calls it after what was written can be found, when nobody waits. Without it there are never many
        pieces: then `write` merges.
        """

    def cursor(self) -> int:
        """Return the number of the last outbox entry that is in the index."""

    def close(self) -> None:
        """Let go of files."""
