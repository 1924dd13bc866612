"""The store decides on what an engine is not certain of: phrases over a passage's end, phrases as written."""

from __future__ import annotations

import time
from collections.abc import Sequence

from archive.folding import words
from archive.store import Store
from archive.store.passages import Window
from index import confirmation
from index.engines.protocol import Engine, Filters
from index.query import Among, And, Field, Near, Node, Not, Or, Phrase, Range

_BATCH = 200
_ALWAYS, _NEVER = And(()), Or(())


def settled(engine: Engine, store: Store, root: Node, filters: Filters, deadline: float) -> tuple[frozenset[str], bool]:
    """Return which uncertain passages the stored text confirms, and whether all could be looked at in time.

    `deadline` is a moment of `time.perf_counter`; a first batch is always looked at.
    """
    if not _can_doubt(root):
        return frozenset(), True
    doubted = engine.uncertain(root, filters)
    kept: set[str] = set()
    for start in range(0, len(doubted), _BATCH):
        if start and time.perf_counter() > deadline:
            return frozenset(kept), False
        kept |= confirmed(engine, store, root, doubted[start : start + _BATCH])
    return frozenset(kept), True


def confirmed(engine: Engine, store: Store, root: Node, ids: Sequence[str]) -> set[str]:
    """Return those of the passages in whose stored text the query holds; one no longer in the store never is.

    What a document or a passage is (its title, its page) is the engine's to say, and is put into the tree first.
    """
    windows = store.passages.windows(ids, 0, confirmation.reach(root))
    held = {leaf: _with(engine, leaf, ids) for leaf in set(_properties(root))}
    return {
        identifier
        for identifier, window in windows.items()
        if _stands(_known(root, {leaf for leaf, among in held.items() if identifier in among}), window)
    }


def _can_doubt(node: Node) -> bool:
    match node:
        case Phrase(terms, _, verbatim):
            return verbatim or len(terms) > 1
        case Near():
            return True
        case And(parts) | Or(parts):
            return any(_can_doubt(part) for part in parts)
        case Not(part):
            return _can_doubt(part)
        case _:
            return False


def _with(engine: Engine, leaf: Node, ids: Sequence[str]) -> set[str]:
    asked = And((leaf, Among(frozenset(ids))))
    return {candidate.id for candidate in engine.candidates(asked, Filters())}


def _properties(node: Node) -> list[Node]:
    match node:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _properties(part)]
        case Not(part):
            return _properties(part)
        case Field() | Range() | Among():
            return [node]
        case _:
            return []


def _known(node: Node, true: set[Node]) -> Node:
    """Return the tree with its properties replaced by what is known of them: always or never."""
    match node:
        case And(parts):
            return And(tuple(_known(part, true) for part in parts))
        case Or(parts):
            return Or(tuple(_known(part, true) for part in parts))
        case Not(part):
            return Not(_known(part, true))
        case Field() | Range() | Among():
            return _ALWAYS if node in true else _NEVER
        case _:
            return node


def _stands(root: Node, window: Window) -> bool:
    return confirmation.holds(root, words(window.text), window.passage.span.end - window.start)
