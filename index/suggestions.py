"""Suggestions: for a word that stands nowhere, words of the archive that it may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.engines.protocol import Engine
from index.query import MOST_EDITS, And, Node, Or, Phrase, are_readings

MOST = 3
"""How many words are suggested for one."""

_SHORT = 4
_ASKED = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A folded word of a query that stands nowhere, and words of the archive like it, if any, the likeliest first."""

    word: str
    likely: tuple[str, ...]


def suggested(engine: Engine, node: Node) -> tuple[Suggestion, ...]:
    """Return suggestions for the words of a tree that no passage has; none under a NOT."""
    missing = [word for word in dict.fromkeys(_words(node)) if not engine.frequency(word)][:_ASKED]
    return tuple(Suggestion(word, _likely(engine, word)) for word in missing)


def _likely(engine: Engine, word: str) -> tuple[str, ...]:
    """Return the words nearest by edits, then by frequency, that some passage still has."""
    edits = 1 if len(word) <= _SHORT else MOST_EDITS
    near = engine.vocabulary.near(word, edits).words
    return tuple([other for other in near[: MOST * 8] if engine.frequency(other)][:MOST])


def _words(node: Node) -> Iterator[str]:
    match node:
        case Phrase(terms):
            yield from terms
        case Or(parts) if are_readings(parts):
            yield from _words(parts[0])
        case And(parts) | Or(parts):
            for part in parts:
                yield from _words(part)
        case _:
            return
