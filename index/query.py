"""The meaning of a query as a tree of values; `index/parsing.py` makes it from what people type."""

from __future__ import annotations

from dataclasses import dataclass, field

LIMIT_BYTES, LIMIT_DEPTH, LIMIT_CLAUSES, SHORTEST_PREFIX = 2048, 32, 64, 2

FIELDS = {
    "title": "title",
    "author": "author",
    "from": "author",
    "to": "recipient",
    "type": "kind",
    "kind": "kind",
    "date": "date",
    "in": "document",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words in this order; one word is a phrase of length one. `written` is what was typed."""

    terms: tuple[str, ...]
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so (folded)."""

    start: str


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but this."""

    part: Node


@dataclass(frozen=True, slots=True)
class Field:
    """A property of the document; `terms` are folded words, all of which it must have."""

    name: str
    terms: tuple[str, ...]


Node = Phrase | Prefix | And | Or | Not | Field


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A remark on the stretch `start` to `end` (code points) of what was typed."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood; `root` is None where nothing is left to search."""

    typed: str
    root: Node | None
    understood: str
    ignored: tuple[Diagnostic, ...]
    plain: bool


def phrases(node: Node | None) -> tuple[Node, ...]:
    """Return the words, phrases and prefixes that a hit shows: those not under a NOT."""
    match node:
        case Phrase() | Prefix():
            return (node,)
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in phrases(part))
        case _:
            return ()
