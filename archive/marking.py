"""Putting a mark on words, answering one, changing it, taking it away: each write atomic and in the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.access import Action, Actor, must, must_own
from archive.annotations import (
    BODY_LIMIT,
    PASSAGES_LIMIT,
    Anchor,
    Annotation,
    Motivation,
    Version,
    Visibility,
    Work,
    motivation,
)
from archive.errors import Conflict, NotHeld, Refused
from archive.fields import storable
from archive.following import follow
from archive.selectors import Quote, describe, hold
from archive.sight import sees
from archive.spans import Span
from archive.store import Store
from archive.tags import checked, fold
from archive.withdrawing import must_be_shown

MARKS_LIMIT = 1000
"""How many marks can be made at once."""

_ADDRESS_LENGTH = 2000


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
    _check_body(draft.body)
    check_address(draft.via)
    check_address(draft.canonical)
    tags = kept_tags(store, draft.tags, (), listed=listed)
    first, *further = _held(text, (Anchor(draft.span, draft.quote), *draft.further))
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
    _check_body(body)
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
    _check_body(change.body)
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
        first, *further = _held(store.revisions.text(held.document, held.revision), change.anchors)
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


def _held(text: str, anchors: Sequence[Anchor]) -> list[Anchor]:
    """Return the passages as they are kept, each held against the text, in the order given."""
    if len(anchors) > PASSAGES_LIMIT:
        raise Refused(f"an annotation may mark {PASSAGES_LIMIT} passages, this one marks {len(anchors)}")
    if len({anchor.span for anchor in anchors}) < len(anchors):
        raise Refused("an annotation marks each passage once")
    for anchor in anchors:
        hold(text, anchor.span, anchor.quote)
    return [Anchor(anchor.span, describe(text, anchor.span)) for anchor in anchors]


def kept_tags(store: Store, written: Sequence[str], before: Sequence[str], *, listed: bool) -> tuple[str, ...]:
    """Return tags as they are kept; with `listed` a new one that is not on the list is `Refused`."""
    tags = checked(written)
    if listed:
        known = {fold(tag) for tag in (*(held.label for held in store.listed_tags.all()), *before)}
        for tag in tags:
            if fold(tag) not in known:
                raise Refused(f"“{tag}” is not on the list of tags; a reviewer can put it there")
    return tags


def _check_body(body: str) -> None:
    if len(body) > BODY_LIMIT:
        raise Refused(f"a comment may have {BODY_LIMIT} characters, this one has {len(body)}")
    if not storable(body):
        raise Refused("the comment holds characters that cannot be stored (a lone surrogate or NUL)")


def check_address(address: str) -> None:
    """Raise `Refused` where an id that a client brings cannot be kept."""
    if len(address) > _ADDRESS_LENGTH or not address.isprintable():
        raise Refused(f"a client's id of an annotation must be an address of {_ADDRESS_LENGTH} characters at most")


def _journal(store: Store, actor: Actor, act: str, identifier: str, at: str) -> None:
    store.outbox.add("annotation", identifier, at=at)
    store.audit.add(at=at, actor=actor.id, act=act, key=identifier, outcome="done")
