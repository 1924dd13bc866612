"""More like this passage: the rarest words of a passage, asked of the archive."""

from __future__ import annotations

from archive.errors import NotHeld
from archive.folding import terms
from archive.store import Store
from index.engines.protocol import Engine, Filters
from index.query import Among, And, Node, Not, Or, Phrase
from index.search import Hit, shown

WORDS = 12
"""By how many of its words a passage is known."""


def like_passage(engine: Engine, store: Store, identifier: str, *, limit: int = 10) -> tuple[Hit, ...]:
    """Return up to `limit` other passages that share the rarest words of one, the likest first.

    `NotHeld` where there is no such passage.
    """
    window = store.passages.windows([identifier], 0, 0).get(identifier)
    if window is None:
        raise NotHeld(f"there is no passage {identifier}")
    rare = rarest(engine, window.text)
    if rare is None:
        return ()
    others = And((rare, Not(Among(frozenset([identifier])))))
    found = engine.candidates(others, Filters(), limit=limit)
    return shown(store, rare, [candidate.id for candidate in found])[1]


def rarest(engine: Engine, text: str) -> Node | None:
    """Return the query for the words of a text that the fewest other passages have, None where all are its own."""
    counted = {word: engine.vocabulary.count(word) for word in terms(text)}
    shared = sorted((count, word) for word, count in counted.items() if count > 1)[:WORDS]
    return Or(tuple(Phrase((word,), word) for _, word in shared)) if shared else None
