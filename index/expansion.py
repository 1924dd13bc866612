"""Patterns and fuzzy words become the words of the archive's vocabulary that they stand for: tree → tree."""

from __future__ import annotations

from index.query import And, AnyOf, Fuzzy, Node, Not, Or, Pattern, leaves
from index.vocabulary import Fitting, Vocabulary


def expanded(node: Node, vocabulary: Vocabulary) -> Node:
    """Return the tree without patterns and fuzzy words: each is an `AnyOf`, empty where no word fits."""
    match node:
        case Pattern(pattern):
            return _any_of(vocabulary.pattern(pattern), pattern)
        case Fuzzy(term, edits):
            return _any_of(vocabulary.near(term, edits), f"{term}~{edits}")
        case And(parts):
            return And(tuple(expanded(part, vocabulary) for part in parts))
        case Or(parts):
            return Or(tuple(expanded(part, vocabulary) for part in parts))
        case Not(part):
            return Not(expanded(part, vocabulary))
        case _:
            return node


def capped(node: Node) -> tuple[str, ...]:
    """Return, as written, the patterns of an expanded tree that would have fitted more words than were searched."""
    return tuple(dict.fromkeys(leaf.written for leaf in leaves(node) if isinstance(leaf, AnyOf) and leaf.capped))


def _any_of(fitting: Fitting, written: str) -> AnyOf:
    return AnyOf(fitting.words, written, fitting.capped)
