"""Reviewing annotations: the rules, each write atomic and in the audit log."""

from __future__ import annotations

from archive.access import Action, Actor, may, must
from archive.annotations import Annotation, Visibility, Work
from archive.errors import Conflict, Denied, Refused
from archive.fields import storable
from archive.reviews import COMMENT_LIMIT, NEEDED, Act, Assessment, Assignment, Opinion, current, settlement
from archive.store import Store


def assign(store: Store, actor: Actor, identifier: str, person: str) -> None:
    """Ask a reviewer (by name) to assess an annotation, which is then in review."""
    must(actor, Action.REVIEW)
    asked = store.people.named(person)
    if not may(asked, Action.REVIEW):
        raise Refused(f"{person} is no reviewer, so cannot be asked to assess an annotation")
    now = store.clock.now()
    with store.atomic():
        annotation = _reviewable(store, identifier)
        if annotation.author == asked.id:
            raise Refused("nobody assesses their own annotation")
        if annotation.work is Work.SETTLED:
            raise Conflict("this annotation is settled; open it again first")
        store.reviews.assign(Assignment(identifier, asked.id, actor.id, now))
        _note(store, actor, "assign", annotation, Work.IN_REVIEW, now)


def assess(store: Store, actor: Actor, identifier: str, opinion: Opinion, comment: str = "") -> None:
    """Keep a reviewer's own view of an annotation; a later one takes the place of an earlier one."""
    must(actor, Action.REVIEW)
    now = store.clock.now()
    with store.atomic():
        annotation = _reviewable(store, identifier)
        if annotation.author == actor.id:
            raise Denied("nobody assesses their own annotation")
        if annotation.work is Work.SETTLED:
            raise Conflict("this annotation is settled; open it again to assess it")
        store.reviews.add(_said(actor, identifier, Act.ASSESS, opinion, comment, now))
        _note(store, actor, "assess", annotation, Work.IN_REVIEW, now)


def settle(store: Store, actor: Actor, identifier: str, opinion: Opinion, comment: str = "") -> None:
    """Settle an annotation that two reviewers have assessed; where they differ, only a third may.

    `Conflict` where assessments are missing or it is settled already, `Denied` where somebody would settle their own.
    """
    must(actor, Action.REVIEW)
    now = store.clock.now()
    with store.atomic():
        annotation = _reviewable(store, identifier)
        said = store.reviews.on([identifier]).get(identifier, [])
        held = current(said)
        if settlement(said):
            raise Conflict("this annotation is settled already")
        if len(held) < NEEDED:
            raise Conflict(f"{NEEDED} reviewers must assess an annotation before it is settled; {len(held)} did")
        if annotation.author == actor.id:
            raise Denied("nobody settles their own annotation")
        if actor.id in held and len({each.opinion for each in held.values()}) > 1:
            raise Denied("the reviewers differ: one who has not assessed the annotation must settle it")
        store.reviews.add(_said(actor, identifier, Act.SETTLE, opinion, comment, now))
        _note(store, actor, "settle", annotation, Work.SETTLED, now)


def reopen(store: Store, actor: Actor, identifier: str, comment: str = "") -> None:
    """Open a settled annotation again: it is assessed anew; what was said stays readable."""
    must(actor, Action.REVIEW)
    now = store.clock.now()
    with store.atomic():
        annotation = _reviewable(store, identifier)
        if annotation.work is not Work.SETTLED:
            raise Conflict("this annotation is not settled")
        store.reviews.add(_said(actor, identifier, Act.REOPEN, Opinion.UNSURE, comment, now))
        _note(store, actor, "reopen", annotation, Work.OPEN, now)


def _reviewable(store: Store, identifier: str) -> Annotation:
    annotation = store.annotations.get(identifier)
    if annotation.visibility is Visibility.PRIVATE:
        raise Denied("a private annotation is not reviewed")
    if annotation.reply_to:
        raise Refused("a reply is not reviewed by itself; review the annotation that it answers")
    return annotation


def _said(actor: Actor, identifier: str, act: Act, opinion: Opinion, comment: str, at: str) -> Assessment:
    if len(comment) > COMMENT_LIMIT:
        raise Refused(f"a comment may have {COMMENT_LIMIT:,} characters; this one has {len(comment):,}")
    if not storable(comment):
        raise Refused("the comment holds characters that cannot be stored (a lone surrogate or NUL)")
    return Assessment(identifier, act, opinion, comment.strip(), actor.id, actor.name, at)


def _note(store: Store, actor: Actor, act: str, annotation: Annotation, work: Work, at: str) -> None:
    store.annotations.put_to_work(annotation.id, work)
    store.outbox.add("annotation", annotation.id, at=at)
    store.audit.add(at=at, actor=actor.id, act=act, key=annotation.id, outcome="done")
