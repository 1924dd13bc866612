"""The store decides: a proposed passage is held against its stored text, and gives the exact spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from archive.folding import Word, occurrences, words
from archive.spans import Span
from index.query import And, AnyOf, Field, Node, Not, Or, Phrase, Prefix, phrases

_WORD_LENGTH = 40


def reach(node: Node | None) -> int:
    """Return how many code points after a passage must be seen to confirm the query's longest phrase."""
    longest = max((len(leaf.terms) for leaf in _leaves(node) if isinstance(leaf, Phrase)), default=1)
    return 0 if longest == 1 else longest * _WORD_LENGTH + 200


def needs_confirmation(node: Node | None) -> bool:
    """Tell whether an engine may have proposed too much: phrases may have been found in a seam alone."""
    return any(isinstance(leaf, Phrase) and len(leaf.terms) > 1 for leaf in _leaves(node))


def holds(node: Node, text_words: Sequence[Word], end: int) -> bool:
    """Tell whether the words that start before `end` fulfil the query; document fields are the engine's part."""
    match node:
        case Phrase() | AnyOf():
            return next(_places(node, text_words, end), None) is not None
        case And(parts):
            return all(holds(part, text_words, end) for part in parts)
        case Or(parts):
            return any(holds(part, text_words, end) for part in parts)
        case Not(part):
            return isinstance(part, Field) or not holds(part, text_words, end)
        case _:
            return True


def spans(node: Node | None, text_words: Sequence[Word], end: int) -> tuple[Span, ...]:
    """Return, in order and each once, where the query's words and phrases stand, starting before `end`.

    A place that lies within a longer one is part of it.
    """
    found = {place for leaf in phrases(node) for place in _places(leaf, text_words, end)}
    ordered = sorted(found, key=lambda place: (place.start, -place.end))
    kept: list[Span] = []
    for place in ordered:
        if not kept or not kept[-1].contains(place):
            kept.append(place)
    return tuple(kept)


def matches_in(text: str, node: Node | None) -> tuple[Span, ...]:
    """Return where the query's words and phrases stand in a whole text."""
    return spans(node, words(text), len(text)) if node is not None else ()


def _places(leaf: Node, text_words: Sequence[Word], end: int) -> Iterator[Span]:
    match leaf:
        case Phrase((term,)):
            yield from (Span(word.start, word.end) for word in text_words if word.term == term and word.start < end)
        case Phrase(terms):
            last = bisect_left(text_words, end, key=lambda word: word.start)
            seen = text_words[: last + len(terms) - 1]
            yield from (place for place in occurrences(seen, terms) if place.start < end)
        case AnyOf(terms):
            wanted = set(terms)
            yield from (Span(word.start, word.end) for word in text_words if word.term in wanted and word.start < end)
        case Prefix(start):
            yield from (
                Span(word.start, word.end) for word in text_words if word.term.startswith(start) and word.start < end
            )


def _leaves(node: Node | None) -> Iterator[Node]:
    """Yield all words, phrases, prefixes and fields, those under a NOT too."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part):
            yield from _leaves(part)
        case None:
            return
        case _:
            yield node
