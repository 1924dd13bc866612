"""The meaning of a query as a tree of values; `index/parsing.py` makes it from what people type."""

from __future__ import annotations

from dataclasses import dataclass, field

LIMIT_BYTES, LIMIT_DEPTH, LIMIT_CLAUSES, SHORTEST_PREFIX = 2048, 32, 64, 2
EXPANSIONS = 1024
"""How many words of the vocabulary one pattern or fuzzy word may stand for."""

MOST_EDITS, WIDEST = 2, 100
"""The most edits of `word~2`, and the most words between those of `"a b"~10`."""

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
    """Folded words in this order; one word is a phrase of length one. `written` is what was typed.

    With `verbatim` it must stand as `written`: case, marks and accents count, only blanks and line ends are alike.
    """

    terms: tuple[str, ...]
    written: str = field(default="", compare=False)
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so (folded)."""

    start: str


@dataclass(frozen=True, slots=True)
class Near:
    """Folded words in any order, within a stretch of text that has at most `distance` other words."""

    terms: tuple[str, ...]
    distance: int
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded word in which `*` stands for any signs and `?` for one; two literal signs at least come first."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A folded word with at most so many edits: a sign put in, left out or replaced."""

    term: str
    edits: int


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of these folded words: what a pattern or a fuzzy word stands for in this archive's vocabulary.

    `written` is what was typed; `capped` where more than `EXPANSIONS` words would have fitted.
    """

    terms: tuple[str, ...]
    written: str = field(default="", compare=False)
    capped: bool = field(default=False, compare=False)


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
    """A property of the document (`page`: of the passage) that has these folded words.

    Properties with exact values (`kind`, `document`, `date`, `page`) have one term, the value itself in lower case.
    With `phrase` the words stand in it one after another, in this order.
    """

    name: str
    terms: tuple[str, ...]
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A property from `low` to `high`, both ends included, empty where open: ISO 8601 dates, or numbers of pages."""

    name: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Passages that carry an annotation with this; `name` is `tag`, `user` or `has`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Among:
    """Exactly these passages, by id: what the store answers to `Marked` before an engine is asked."""

    passages: frozenset[str]
    written: str = field(default="", compare=False)


Node = Phrase | Prefix | Near | Pattern | Fuzzy | AnyOf | And | Or | Not | Field | Range | Marked | Among


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
        case Phrase() | Prefix() | AnyOf():
            return (node,)
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in phrases(part))
        case _:
            return ()
