"""What a change of an annotation brings with it: its answers go along, and a review of other words begins anew."""

from __future__ import annotations

from archive.access import Actor
from archive.annotations import Annotation, Work
from archive.reviews import Act, Assessment, Opinion, current, settlement
from archive.store import Store

REOPENED = "the note was changed"
"""What stands in the record of a review where a change of the note opened it again."""


def follow(store: Store, actor: Actor, before: Annotation, after: Annotation, at: str) -> None:
    """Let everything that hangs on a changed annotation follow it; call it inside the transaction of the change."""
    moved = after.anchors != before.anchors
    if moved:
        store.anchors.forget(after.id)
    if moved or after.visibility is not before.visibility:
        for answer in store.threads.follow(after):
            store.outbox.add("annotation", answer, at=at)
            if moved:
                store.anchors.forget(answer)
    if _says(after) != _says(before):
        _review_anew(store, actor, before, at)


def _says(annotation: Annotation) -> tuple[object, ...]:
    return annotation.body, annotation.tags, annotation.motivation, annotation.anchors


def _review_anew(store: Store, actor: Actor, annotation: Annotation, at: str) -> None:
    """Open a review in which somebody has said something: nobody has seen what the annotation says now."""
    said = store.reviews.on([annotation.id]).get(annotation.id, [])
    if current(said) or settlement(said):
        opened = Assessment(annotation.id, Act.REOPEN, Opinion.UNSURE, REOPENED, actor.id, actor.name, at)
        store.reviews.add(opened)
        store.annotations.put_to_work(annotation.id, Work.IN_REVIEW)
