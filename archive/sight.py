"""Who sees an annotation: everybody, the team, or its author alone; on a withdrawn document nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from archive.access import Actor
from archive.annotations import Annotation, Version, Visibility
from archive.errors import NotHeld
from archive.store import Store
from archive.withdrawing import must_be_shown


class Shown(Protocol):
    """What somebody wrote, and who sees it."""

    @property
    def visibility(self) -> Visibility:
        """Who sees it."""

    @property
    def author(self) -> str:
        """Who wrote it (id)."""


def sees(actor: Actor, annotation: Shown) -> bool:
    """Tell whether somebody sees an annotation: a public one, the team's where they are signed in, their own."""
    if annotation.visibility is Visibility.PUBLIC:
        return True
    if annotation.visibility is Visibility.TEAM:
        return bool(actor.id)
    return bool(actor.id) and annotation.author == actor.id


def seen(store: Store, actor: Actor, identifier: str) -> Annotation:
    """Return an annotation that somebody sees; one that they do not see is `NotHeld` to them.

    One on a document that was withdrawn is `Withdrawn`.
    """
    annotation = store.annotations.get(identifier)
    if not sees(actor, annotation):
        raise NotHeld("no such annotation")
    must_be_shown(store, store.documents.get(annotation.document))
    return annotation


def versions(store: Store, actor: Actor, identifier: str) -> list[Version]:
    """Return how an annotation stood before each change, as far as it was then shown to `actor` too; oldest first."""
    annotation = seen(store, actor, identifier)
    held = store.annotations.versions(identifier)
    return [each for each in held if sees(actor, replace(annotation, visibility=each.visibility))]
