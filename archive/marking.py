"""Putting a mark on words, answering one, changing it, taking it away: each write atomic and in the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.access import Action, Actor, must, must_own
from archive.annotations import (
    Anchor,
    Annotation,
    Motivation,
    Visibility,
    Work,
    motivation,
)
from archive.errors import Conflict, Refused
from archive.following import follow
from archive.proposals import check_address, check_body, held_fast, kept_tags
from archive.selectors import Quote
from archive.sight import seen
from archive.spans import Span
from archive.store import Store

MARKS_LIMIT = 1000
"""How many marks can be made at once."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation as somebody proposes it; `quote` is what they saw at `span` (code points)."""

    document: str
    revision: int
    span: Span
    quote: Quote
    body: str
    tags: tuple[str, ...] = ()
    further: tuple[Anchor, ...] = ()
    motivation: Motivation | None = None
    visibility: Visibility = Visibility.PUBLIC
    via: str = ""
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What an annotation is to say from now on; of what is None nothing changes."""

    body: str
    tags: tuple[str, ...] = ()
    motivation: Motivation | None = None
    visibility: Visibility | None = None
    anchors: tuple[Anchor, ...] | None = None


def annotate(store: Store, actor: Actor, draft: Draft, *, listed: bool = False) -> Annotation:
    """Keep a draft as an annotation; `Refused` unless its words stand at its spans of the frozen text.

    With `listed`, tags must be on the list that reviewers have agreed on.
    """
    return mark_all(store, actor, [draft], listed=listed)[0]


def mark_all(store: Store, actor: Actor, drafts: Sequence[Draft], *, listed: bool = False) -> list[Annotation]:
    """Keep several drafts, all or none."""
    must(actor, Action.ANNOTATE)
    if len(drafts) > MARKS_LIMIT:
        raise Refused(f"{MARKS_LIMIT:,} marks can be made at once, not {len(drafts):,}")
    now = store.clock.now()
    texts: dict[tuple[str, int], str] = {}
    made = []
    for draft in drafts:
        key = draft.document, draft.revision
        text = texts[key] if key in texts else texts.setdefault(key, store.revisions.text(*key))
        made.append(drafted(store, actor, draft, text, now, listed=listed))
    with store.atomic():
        for annotation in made:
            store.annotations.add(annotation)
            _journal(store, actor, "annotate", annotation.id, now)
    return made


def drafted(store: Store, actor: Actor, draft: Draft, text: str, now: str, *, listed: bool) -> Annotation:
    """Return the annotation that a draft becomes, every word of it held against the text; nothing is stored yet."""
    check_body(draft.body)
    check_address(draft.via)
    check_address(draft.canonical)
    tags = kept_tags(store, draft.tags, (), listed=listed)
    first, *further = held_fast(text, (Anchor(draft.span, draft.quote), *draft.further))
    return Annotation(
        id=store.clock.new_id(),
        document=draft.document,
        revision=draft.revision,
        span=first.span,
        quote=first.quote,
        motivation=motivation(draft.body, tags, draft.motivation),
        body=draft.body,
        author=actor.id,
        author_name=actor.name,
        created=now,
        modified=now,
        version=1,
        tags=tags,
        further=tuple(further),
        visibility=draft.visibility,
        via=draft.via,
        canonical=draft.canonical,
    )


def reply(store: Store, actor: Actor, identifier: str, body: str) -> Annotation:
    """Answer an annotation; the answer lies on the same words, and is shown to the same people.

    An annotation that was taken away is `Conflict`, one that `actor` does not see `NotHeld`.
    """
    must(actor, Action.ANNOTATE)
    now = store.clock.now()
    with store.atomic():
        if store.annotations.was_removed(identifier, viewer=actor):
            raise Conflict("the annotation was taken away meanwhile; the reply was not kept")
        made = answering(store, actor, seen(store, actor, identifier), body, now)
        store.annotations.add(made)
        _journal(store, actor, "reply", made.id, now)
    return made


def answering(store: Store, actor: Actor, answered: Annotation, body: str, now: str) -> Annotation:
    """Return the annotation that answers another one; nothing is stored yet."""
    check_body(body)
    if not body.strip():
        raise Refused("a reply needs words")
    return replace(
        answered,
        id=store.clock.new_id(),
        motivation=Motivation.REPLYING,
        body=body,
        author=actor.id,
        author_name=actor.name,
        created=now,
        modified=now,
        version=1,
        tags=(),
        work=Work.OPEN,
        reply_to=answered.id,
        via="",
        canonical="",
    )


def amend(
    store: Store, actor: Actor, identifier: str, change: Change, *, expected: int, listed: bool = False
) -> Annotation:
    """Let an annotation say something else, or lie on other words, if version `expected` still stands.

    Its answers go along with it; a review in which somebody has said something begins anew. An answer stays on its
    words: other ones are `Refused`.
    """
    must(actor, Action.ANNOTATE)
    check_body(change.body)
    now = store.clock.now()
    with store.atomic():
        held = seen(store, actor, identifier)
        must_own(actor, held.author)
        changed = replace(_changed(store, held, change, listed=listed), modified=now, version=held.version + 1)
        store.annotations.replace(changed, expected=expected)
        follow(store, actor, held, changed, now)
        _journal(store, actor, "amend", identifier, now)
    return changed


def _changed(store: Store, held: Annotation, change: Change, *, listed: bool) -> Annotation:
    tags = kept_tags(store, change.tags, held.tags, listed=listed)
    if held.reply_to:
        return _changed_reply(held, change, tags)
    found = replace(held, body=change.body, tags=tags, motivation=motivation(change.body, tags, change.motivation))
    if change.visibility is not None:
        found = replace(found, visibility=change.visibility)
    if change.anchors is not None and change.anchors != held.anchors:
        first, *further = held_fast(store.revisions.text(held.document, held.revision), change.anchors)
        found = replace(found, span=first.span, quote=first.quote, further=tuple(further))
    return found


def _changed_reply(held: Annotation, change: Change, tags: tuple[str, ...]) -> Annotation:
    """Return an answer with other words: it stays an answer, where it lies, and shown to whom it is shown."""
    if not change.body.strip():
        raise Refused("a reply needs words")
    if change.anchors is not None and change.anchors != held.anchors:
        raise Refused("a reply lies on the words of the annotation that it answers")
    return replace(held, body=change.body, tags=tags)


def withdraw(store: Store, actor: Actor, identifier: str, *, expected: int) -> None:
    """Take an annotation away if version `expected` still stands; its address then says it is gone."""
    must(actor, Action.ANNOTATE)
    now = store.clock.now()
    with store.atomic():
        must_own(actor, seen(store, actor, identifier).author)
        store.annotations.remove(identifier, expected=expected, at=now)
        _journal(store, actor, "withdraw", identifier, now)


def _journal(store: Store, actor: Actor, act: str, identifier: str, at: str) -> None:
    store.outbox.add("annotation", identifier, at=at)
    store.audit.add(at=at, actor=actor.id, act=act, key=identifier, outcome="done")
