"""Putting a mark on words, changing it, taking it away: the rules, each write atomic and in the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.access import Action, Actor, must, must_own
from archive.annotations import BODY_LIMIT, Annotation, motivation
from archive.errors import Refused
from archive.selectors import Quote, describe, hold
from archive.spans import Span
from archive.store import Store
from archive.tags import checked


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation as somebody proposes it; `quote` is what they saw at `span` (code points)."""

    document: str
    revision: int
    span: Span
    quote: Quote
    body: str
    tags: tuple[str, ...] = ()


def annotate(store: Store, actor: Actor, draft: Draft) -> Annotation:
    """Keep a draft as an annotation; `Refused` unless its words stand at its span of the frozen text."""
    must(actor, Action.ANNOTATE)
    _check_body(draft.body)
    tags = checked(draft.tags)
    text = store.revisions.text(draft.document, draft.revision)
    hold(text, draft.span, draft.quote)
    now = store.clock.now()
    annotation = Annotation(
        id=store.clock.new_id(),
        document=draft.document,
        revision=draft.revision,
        span=draft.span,
        quote=describe(text, draft.span),
        motivation=motivation(draft.body, tags),
        body=draft.body,
        author=actor.id,
        author_name=actor.name,
        created=now,
        modified=now,
        version=1,
        tags=tags,
    )
    with store.atomic():
        store.annotations.add(annotation)
        _journal(store, actor, "annotate", annotation.id, now)
    return annotation


def amend(
    store: Store, actor: Actor, identifier: str, *, body: str, expected: int, tags: Sequence[str] = ()
) -> Annotation:
    """Give an annotation a new body and new tags if version `expected` still stands."""
    must(actor, Action.ANNOTATE)
    _check_body(body)
    kept = checked(tags)
    now = store.clock.now()
    with store.atomic():
        held = store.annotations.get(identifier)
        must_own(actor, held.author)
        changed = replace(held, body=body, tags=kept, motivation=motivation(body, kept), modified=now)
        changed = replace(changed, version=held.version + 1)
        store.annotations.replace(changed, expected=expected)
        _journal(store, actor, "amend", identifier, now)
    return changed


def withdraw(store: Store, actor: Actor, identifier: str, *, expected: int) -> None:
    """Take an annotation away if version `expected` still stands; its address then says it is gone."""
    must(actor, Action.ANNOTATE)
    now = store.clock.now()
    with store.atomic():
        must_own(actor, store.annotations.get(identifier).author)
        store.annotations.remove(identifier, expected=expected, at=now)
        _journal(store, actor, "withdraw", identifier, now)


def _check_body(body: str) -> None:
    if len(body) > BODY_LIMIT:
        raise Refused(f"a comment may have {BODY_LIMIT} characters, this one has {len(body)}")
    if any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in body):
        raise Refused("the comment holds characters that cannot be stored (a lone surrogate or NUL)")


def _journal(store: Store, actor: Actor, act: str, identifier: str, at: str) -> None:
    store.outbox.add("annotation", identifier, at=at)
    store.audit.add(at=at, actor=actor.id, act=act, key=identifier, outcome="done")
