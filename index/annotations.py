"""Search inside annotations: the same language, held against comment, tags, marked words and author of each.

There is no index of them: the store gives those that may answer, changed last first; up to `MOST` are looked at, and as
long as `BUDGET` lasts.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.access import ANONYMOUS, Actor
from archive.annotations import Annotation
from archive.documents import Document
from archive.folding import terms
from archive.spans import Span
from archive.store import Store
from archive.store.annotations import Sought
from archive.tags import fold
from index.confirmation import matches_in
from index.described import Described, fulfils
from index.query import And, Diagnostic, Field, Marked, Node, Not, Or, Query, Range
from index.search import BUDGET

MOST = 20_000
"""How many annotations are looked at."""

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation with its document, and where the query's words stand in its comment and in the marked words.

    Both are spans of code points of those texts themselves.
    """

    annotation: Annotation
    document: Document
    in_comment: tuple[Span, ...]
    in_quote: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """One page of an answer. `looked` of `held` annotations that may answer were looked at.

    `total` is a lower bound where the two differ.
    """

    query: Query
    total: int
    looked: int
    held: int
    notes: tuple[Note, ...]
    page: int
    pages: int


def find(store: Store, query: Query, *, page: int = 1, page_size: int = 20, viewer: Actor = ANONYMOUS) -> Notes:
    """Return one page of the annotations that answer and that `viewer` sees, all where nothing is asked.

    Those changed last come first.

    A word may stand in the comment, in a tag or in the marked words; each part of an AND may stand in another of them.
    """
    deadline = time.perf_counter() + BUDGET
    sought, looked = _sought(store, query.root, viewer), 0
    held = store.annotations.count(sought)
    found: list[Annotation] = []
    while looked < min(held, MOST) and (not looked or time.perf_counter() < deadline):
        batch = store.annotations.latest(sought, limit=_BATCH, offset=looked)
        found.extend(_answering(store, query, batch))
        looked += _BATCH
    pages = max(1, -(-len(found) // page_size))
    page = min(page, pages)
    shown = found[(page - 1) * page_size : page * page_size]
    return Notes(query, len(found), min(looked, held), held, _notes(store, query.root, shown), page, pages)


def unasked(node: Node | None) -> tuple[Diagnostic, ...]:
    """Return remarks on what a query asks that annotations cannot answer, or not wholly."""
    match node:
        case And(parts) | Or(parts):
            return tuple(dict.fromkeys(remark for part in parts for remark in unasked(part)))
        case Not(part):
            return unasked(part)
        case Field("page") | Range("page"):
            return (Diagnostic("pages cannot be asked of annotations: “page:” was left out", 0, 0),)
        case Field("source"):
            return (Diagnostic("of annotations “source:” asks only address and publisher, not the file’s name", 0, 0),)
        case _:
            return ()


def holds(node: Node, note: Annotation, document: Document) -> bool:
    """Tell whether an annotation fulfils a query; `page:` is fulfilled by all."""
    match node:
        case And(parts):
            return all(holds(part, note, document) for part in parts)
        case Or(parts):
            return any(holds(part, note, document) for part in parts)
        case Not(Field("page") | Range("page")) | Field("page") | Range("page"):
            return True
        case Not(part):
            return not holds(part, note, document)
        case Marked(name, value):
            return _marked(name, value, note)
        case Field() | Range():
            return fulfils(node, Described(document, page=1))
        case _:
            return any(matches_in(text, node) for text in (note.body, note.quote.exact, *note.tags))


def _sought(store: Store, node: Node | None, viewer: Actor) -> Sought:
    """Return what the database itself can tell of the annotations that a query needs."""
    needed = node.parts if isinstance(node, And) else (node,)
    marked = [part for part in needed if isinstance(part, Marked)]
    documents = [part.terms[0] for part in needed if isinstance(part, Field) and part.name == "document"]
    authors = [_people(store, part.value) for part in marked if part.name == "user"]
    return Sought(
        viewer=viewer,
        document=documents[0] if documents else "",
        authors=authors[0] if authors else None,
        tagged=any(part.name == "tag" for part in marked),
    )


def _people(store: Store, value: str) -> tuple[str, ...]:
    """Return the ids of those whose id this is, or whose name has these words."""
    return tuple(person.id for person in store.people.on() if _named(value, person.id, person.name))


def _named(value: str, identifier: str, name: str) -> bool:
    return value == identifier or set(terms(value)) <= set(terms(name))


def _answering(store: Store, query: Query, batch: Sequence[Annotation]) -> list[Annotation]:
    if query.root is None:
        return [] if query.typed.strip() else list(batch)
    documents = store.documents.get_many(list({note.document for note in batch}))
    return [note for note in batch if holds(query.root, note, documents[note.document])]


def _notes(store: Store, root: Node | None, shown: Sequence[Annotation]) -> tuple[Note, ...]:
    documents: Mapping[str, Document] = store.documents.get_many(list({note.document for note in shown}))
    return tuple(
        Note(note, documents[note.document], matches_in(note.body, root), matches_in(note.quote.exact, root))
        for note in shown
    )


def _marked(name: str, value: str, note: Annotation) -> bool:
    """Tell whether an annotation has this tag or this author; that it is one is true of all."""
    if name == "tag":
        return fold(value) in map(fold, note.tags)
    return name != "user" or _named(value, note.author, note.author_name)
