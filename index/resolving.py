"""What people marked is asked of the store before an engine is asked: `Marked` → `Among`, tree → tree."""

from __future__ import annotations

from archive.access import ANONYMOUS, Actor
from archive.folding import terms
from archive.store import Store
from archive.tags import fold
from index.query import Among, And, Marked, Node, Not, Or
from index.understanding import understood


def resolved(store: Store, node: Node, viewer: Actor = ANONYMOUS) -> Node:
    """Return the tree without `Marked`: in its place the passages of newest revisions that carry such an annotation.

    Of annotations those count that `viewer` sees.
    """
    match node:
        case Marked():
            return Among(_passages(store, node, viewer), understood(node))
        case And(parts):
            return And(tuple(resolved(store, part, viewer) for part in parts))
        case Or(parts):
            return Or(tuple(resolved(store, part, viewer) for part in parts))
        case Not(part):
            return Not(resolved(store, part, viewer))
        case _:
            return node


def _passages(store: Store, asked: Marked, viewer: Actor) -> frozenset[str]:
    if asked.name == "user":
        return store.passages.annotated(by=_people(store, asked.value), viewer=viewer).ids
    found = store.passages.annotated(viewer=viewer)
    if asked.name == "tag":
        wanted = fold(asked.value)
        return frozenset(passage for passage, tags in found.tags if wanted in map(fold, tags))
    return found.ids


def _people(store: Store, value: str) -> list[str]:
    """Return the ids of those whose id this is, or whose name has these words."""
    wanted = set(terms(value))
    return [person for person, name in store.people.names().items() if person == value or wanted <= set(terms(name))]
