"""The store decides: a proposed passage is held against its stored text, and gives the exact spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.folding import word_spans
from archive.spans import Span
from archive.store import Store
from archive.store.passages import Window
from index.analyzer import SEAM_WORDS, parts_words
from index.described import described, fulfils
from index.places import Place, places, stands
from index.query import Among, And, Field, Near, Node, Not, Or, Phrase, Range, leaves, phrases
from index.stretches import Stretch, of_passage

_WORD_LENGTH = 40
_BEYOND = 200
_PAIR = 2


def reach(node: Node | None) -> int:
    """Return how many code points after a passage must be seen to confirm what is longest in the query."""
    longest = max((_reach(leaf) for leaf in leaves(node)), default=0)
    return longest + _BEYOND if longest else _WORD_LENGTH


def needs_confirmation(node: Node | None) -> bool:
    """Tell whether an engine may be uncertain: then something stands as written, or may reach farther than a seam."""
    return any(_is_doubtful(leaf) for leaf in leaves(node))


def stretches(store: Store, node: Node, ids: Sequence[str]) -> Iterator[tuple[str, Stretch]]:
    """Yield the stored text of those passages that are held, with their ids and what is asked of their documents.

    One at a time: the words of a stretch take many times the room of its text.
    """
    return read(store, node, store.passages.windows(ids, _WORD_LENGTH, reach(node)))


def read(store: Store, node: Node, windows: Mapping[str, Window]) -> Iterator[tuple[str, Stretch]]:
    """Yield the same of windows that hold a word before their passages, and behind them what the query may reach."""
    far = reach(node)
    asked = {leaf.name for leaf in leaves(node) if isinstance(leaf, Field | Range)}
    passages = [window.passage for window in windows.values()]
    known = described(store, passages, asked)
    revisions = [(passage.document, passage.revision) for passage in passages]
    furniture = store.revisions.furniture(revisions) if far > _WORD_LENGTH else {}
    for identifier, window in windows.items():
        passage = window.passage
        at = passage.span.start - window.start
        text = window.text[at : at + len(passage.span) + far]
        running = furniture.get((passage.document, passage.revision), ())
        begun = _begun(window.text, at)
        yield identifier, of_passage(text, passage.span.start, passage, known.get(identifier), running, begun)


def _begun(text: str, at: int) -> int:
    """Return how many code points from a place on are the rest of a word that began before it."""
    if parts_words(text, at):
        return 0
    return next((end - at for start, end in word_spans(text[: at + _BEYOND]) if start < at < end), 0)


def holds(node: Node, stretch: Stretch) -> bool:
    """Tell whether a passage, as `stretches` read it for this query, fulfils the query."""
    match node:
        case And(parts):
            return all(holds(part, stretch) for part in parts)
        case Or(parts):
            return any(holds(part, stretch) for part in parts)
        case Not(part):
            return not holds(part, stretch)
        case Field() | Range():
            return stretch.described is not None and fulfils(node, stretch.described)
        case Among(passages):
            return stretch.passage is not None and stretch.passage.id in passages
        case _:
            return stands(node, stretch)


def spans(node: Node | None, stretch: Stretch) -> tuple[Span, ...]:
    """Return, in order and each once, where the query's words and phrases stand, in code points of the revision.

    Places that overlap are one place: so many marks are seen as are counted.
    """
    asked = {(leaf, isinstance(leaf, Phrase) and leaf.verbatim and leaf.written): leaf for leaf in phrases(node)}
    found = {place for leaf in asked.values() for place in places(leaf, stretch)}
    kept: list[Place] = []
    for start, end in sorted(found):
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(kept[-1][1], end)
        else:
            kept.append((start, end))
    return tuple(Span(start + stretch.start, end + stretch.start) for start, end in kept)


def matches_in(text: str, node: Node | None, furniture: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Return where the query's words and phrases stand in a whole text with its running heads and footers."""
    return spans(node, Stretch(text, len(text), furniture=furniture)) if node is not None else ()


def _is_doubtful(leaf: Node) -> bool:
    """Tell whether a seam alone may not prove a leaf."""
    match leaf:
        case Phrase(terms, _, verbatim):
            return verbatim or len(terms) > SEAM_WORDS + 1
        case Near(terms, distance):
            return len(terms) > _PAIR or (len(terms) == _PAIR and distance >= SEAM_WORDS)
        case _:
            return False


def _reach(leaf: Node) -> int:
    """Return over how many code points a leaf may run on after its first word; 0 for a single word."""
    match leaf:
        case Phrase(terms, written, verbatim) if verbatim or len(terms) > 1:
            return len(terms) * _WORD_LENGTH + (len(written) if verbatim else 0)
        case Near(terms, distance):
            return (len(terms) + distance) * _WORD_LENGTH
        case _:
            return 0
