"""A query said back in plain English, so that nobody wonders what was searched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.counting import many
from index.query import (
    EXPANSIONS,
    Among,
    And,
    AnyOf,
    Field,
    Fuzzy,
    Marked,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Range,
    are_readings,
)

_FIELDS = {
    "title": "with a title that says: {}",
    "author": "written by: {}",
    "recipient": "addressed to: {}",
    "source": "published at: {}",
    "kind": "of the kind: {}",
    "date": "dated {}",
    "document": "in document {}",
    "page": "on page {}",
}
_RANGES = {
    "date": ("dated from {} to {}", "dated {} or later", "dated {} or earlier"),
    "page": ("on pages {} to {}", "on page {} or later", "on page {} or earlier"),
}
_MARKS = {"tag": "with the tag “{}”", "user": "annotated by “{}”", "has": "with an annotation"}
_ORDERS = {"date": "newest first", "relevance": "best first"}
_FUZZY = re.compile(r"(.+)~([12])")


def understood(node: Node | None, order: str = "") -> str:
    """Return the meaning of a tree, and of the order asked for, as one sentence without its full stop."""
    meaning = _said(node) if node is not None else "nothing to search for"
    return f"{meaning}; {_ORDERS[order]}" if order else meaning


def _said(node: Node) -> str:
    match node:
        case Phrase() | Near():
            return _words(node)
        case Pattern(pattern):
            return _like(pattern)
        case Fuzzy(term, edits):
            return _like(f"{term}~{edits}")
        case AnyOf():
            return _counted(node)
        case Not(part):
            return f"not {_bracketed(part)}"
        case And(parts):
            return _all(parts)
        case Or(parts):
            return _one_of(parts)
        case _:
            return _property(node)


def _property(node: Field | Range | Marked | Among) -> str:
    match node:
        case Field(name, terms):
            return _FIELDS[name].format(" ".join(terms))
        case Range(name, low, high):
            both, later, earlier = _RANGES[name]
            return both.format(low, high) if low and high else (later.format(low) if low else earlier.format(high))
        case Marked(name, value):
            return _MARKS[name].format(value)
        case Among(passages, written):
            return f"{written or 'chosen'} ({many(len(passages), 'passage')})"


def _words(leaf: Phrase | Near) -> str:
    if isinstance(leaf, Near):
        between = many(leaf.distance, "word")
        return f"these words in any order, with at most {between} between them: “{leaf.written}”"
    single = " " not in leaf.written
    if leaf.verbatim:
        return f"the word exactly so: “{leaf.written}”" if single else f"these words exactly so: “{leaf.written}”"
    return f"the word “{leaf.written}”" if single else f"these words in this order: “{leaf.written}”"


def _like(written: str) -> str:
    """Return what a pattern or a fuzzy word stands for."""
    fuzzy = _FUZZY.fullmatch(written)
    if fuzzy is not None:
        return f"words that differ from “{fuzzy[1]}” by at most {many(int(fuzzy[2]), 'letter')}"
    if re.fullmatch(r"[^*?]+\*", written):
        return f"words that begin with “{written[:-1]}”"
    return f"words of the form “{written}”"


def _counted(leaf: AnyOf) -> str:
    """Return how many words of the archive a pattern or a fuzzy word stands for."""
    here = f"only {EXPANSIONS:,} of them" if leaf.capped else f"{len(leaf.terms) or 'none'} in this archive"
    return f"{_like(leaf.written)} ({here})"


def _all(parts: Sequence[Node]) -> str:
    """Return the words first, the document's properties behind them."""
    asked = [part for part in parts if not _is_property(part)]
    properties = [_bracketed(part) for part in parts if _is_property(part)]
    return "; ".join([" and ".join(_listed(asked)), *properties] if asked else properties)


def _listed(parts: Sequence[Node]) -> Iterator[str]:
    """Yield what the parts say, single words together."""
    single = [part.written for part in parts if isinstance(part, Phrase) and _is_single(part)]
    if len(single) > 1:
        yield f"all of the words {', '.join(f'“{word}”' for word in single)}"
    for part in parts:
        if len(single) < 2 or not (isinstance(part, Phrase) and _is_single(part)):
            yield _bracketed(part)


def _is_single(part: Phrase) -> bool:
    return not part.verbatim and " " not in part.written


def _is_property(node: Node) -> bool:
    return isinstance(node.part if isinstance(node, Not) else node, Field | Range | Marked | Among)


def _one_of(parts: Sequence[Node]) -> str:
    first = parts[0]
    if are_readings(parts):
        return f"{_said(first)}, with or without its {'hyphen' if len(parts) == 2 else 'hyphens'}"
    return " or ".join(_bracketed(part) for part in parts)


def _bracketed(node: Node) -> str:
    plain = not isinstance(node, And | Or) or (isinstance(node, Or) and are_readings(node.parts))
    return _said(node) if plain else f"({_said(node)})"
