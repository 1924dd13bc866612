"""The meaning of a query as a tree of values; `index/parsing.py` makes it from what people type.

`at` is where in the query a leaf was typed: a half-open span of code points of `Query.typed`, None where it was not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.spans import Span

LIMIT_BYTES, LIMIT_DEPTH, LIMIT_CLAUSES, SHORTEST_PREFIX = 2048, 32, 64, 2
EXPANSIONS = 1024
"""How many words of the vocabulary one pattern or fuzzy word may stand for."""

MOST_EDITS, WIDEST = 2, 100
"""The most edits of `word~2`, and the most words between those of `"a b"~10`."""

SHORTEST_FUZZY, COMMON_DISTANCE = 3, 10
"""The fewest letters of `word~`, and the words that `"a b"~` lets stand between its own where no number follows."""

FIELDS = {
    "title": "title",
    "author": "author",
    "from": "author",
    "to": "recipient",
    "source": "source",
    "type": "kind",
    "kind": "kind",
    "date": "date",
    "in": "document",
    "page": "page",
}
"""What people type before a colon, and the property that it means."""

MARKS = ("tag", "user", "has")
"""What they type before a colon to ask for passages that somebody annotated."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words in this order; one word is a phrase of length one. `written` is what was typed.

    Phrases of one `written` and one `at`, joined by an OR, are the readings of one hyphen (see `index/wording.py`).

    With `verbatim` it must stand as `written`: case, marks and accents count, only blanks and line ends are alike.
    """

    terms: tuple[str, ...]
    written: str = field(default="", compare=False)
    verbatim: bool = False
    at: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Near:
    """Folded words in any order, within a stretch of text that has at most `distance` other words."""

    terms: tuple[str, ...]
    distance: int
    written: str = field(default="", compare=False)
    at: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded word in which `*` stands for any signs and `?` for one; two literal signs at least come first."""

    pattern: str
    at: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A folded word with at most so many edits: a sign put in, left out or replaced."""

    term: str
    edits: int
    at: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Any of these folded words: what a pattern or a fuzzy word stands for in this archive's vocabulary.

    `written` is what was typed; `capped` where more than `EXPANSIONS` words would have fitted.
    """

    terms: tuple[str, ...]
    written: str = field(default="", compare=False)
    capped: bool = field(default=False, compare=False)
    at: Span | None = field(default=None, compare=False, kw_only=True)


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
    at: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Range:
    """A property from `low` to `high`, both ends included, empty where open: ISO 8601 dates, or numbers of pages."""

    name: str
    low: str
    high: str
    at: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Marked:
    """Passages that carry an annotation with this; `name` is `tag`, `user` or `has`."""

    name: str
    value: str
    at: Span | None = field(default=None, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Among:
    """Exactly these passages, by id: what the store answers to `Marked` before an engine is asked."""

    passages: frozenset[str]
    written: str = field(default="", compare=False)


Node = Phrase | Near | Pattern | Fuzzy | AnyOf | And | Or | Not | Field | Range | Marked | Among


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A remark on the stretch `start` to `end` (code points) of what was typed."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood; `root` is None where nothing is left to search.

    `plain` says that it could not be read as it stands, and was read as words. `order` is `date` or `relevance` where
    the query says so, else empty.
    """

    typed: str
    root: Node | None
    understood: str
    ignored: tuple[Diagnostic, ...]
    plain: bool
    order: str = ""


def leaves(node: Node | None) -> Iterator[Node]:
    """Yield all words, phrases, properties and marks, those under a NOT too."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case None:
            return
        case _:
            yield node


def phrases(node: Node | None) -> tuple[Node, ...]:
    """Return the words, phrases, patterns and sets of words that a hit shows: those not under a NOT."""
    match node:
        case Phrase() | Near() | Pattern() | Fuzzy() | AnyOf():
            return (node,)
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in phrases(part))
        case _:
            return ()


def combines(node: Node | None) -> bool:
    """Tell whether a hit must have more than one thing, or be without one: then its words alone are no hit."""
    match node:
        case And() | Not():
            return True
        case Or(parts):
            return any(combines(part) for part in parts)
        case _:
            return False


def are_readings(parts: Sequence[Node]) -> bool:
    """Tell whether these are readings of the same typed words, which a hyphen may part or join."""
    read = [part for part in parts if isinstance(part, Phrase)]
    return len(read) == len(parts) > 1 and read[0].at is not None and all(part.at == read[0].at for part in read)
