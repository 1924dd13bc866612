"""Keeping a foreign annotation, changing it, taking it away: each write atomic and in the audit log."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from archive.access import Action, Actor, must, must_own
from archive.annotations import Visibility
from archive.errors import NotHeld, Refused
from archive.fields import storable
from archive.foreign import ForeignAnnotation
from archive.sight import sees
from archive.store import Store

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""NUL as JSON writes it: behind a pair of backslashes the same signs are words."""

LONGEST = 200_000
"""How long the content of a foreign annotation may be, in code points of its JSON."""


def foreign_seen(store: Store, actor: Actor, identifier: str) -> ForeignAnnotation:
    """Return a foreign annotation that somebody sees; one that they do not see is `NotHeld` to them."""
    annotation = store.foreign_annotations.get(identifier)
    if not sees(actor, annotation):
        raise NotHeld("no such annotation")
    return annotation


def keep_foreign(
    store: Store, actor: Actor, content: Mapping[str, object], visibility: Visibility
) -> ForeignAnnotation:
    """Keep what somebody says about things elsewhere; `Refused` where it is too long or cannot be stored."""
    must(actor, Action.ANNOTATE)
    _check(content)
    now = store.clock.now()
    made = ForeignAnnotation(store.clock.new_id(), content, actor.id, actor.name, visibility, now, now, 1)
    with store.atomic():
        store.foreign_annotations.add(made)
        _note(store, actor, "annotate", made.id, now)
    return made


def amend_foreign(
    store: Store,
    actor: Actor,
    identifier: str,
    content: Mapping[str, object],
    visibility: Visibility | None,
    *,
    expected: int,
) -> ForeignAnnotation:
    """Put other content in place of what stands, if version `expected` still stands; None leaves who sees it."""
    must(actor, Action.ANNOTATE)
    _check(content)
    now = store.clock.now()
    with store.atomic():
        held = foreign_seen(store, actor, identifier)
        must_own(actor, held.author)
        changed = replace(
            held, content=content, visibility=visibility or held.visibility, modified=now, version=held.version + 1
        )
        store.foreign_annotations.replace(changed, expected=expected)
        _note(store, actor, "amend", identifier, now)
    return changed


def withdraw_foreign(store: Store, actor: Actor, identifier: str, *, expected: int) -> None:
    """Take a foreign annotation away if version `expected` still stands; its address then says it is gone."""
    must(actor, Action.ANNOTATE)
    now = store.clock.now()
    with store.atomic():
        must_own(actor, foreign_seen(store, actor, identifier).author)
        store.foreign_annotations.remove(identifier, expected=expected, at=now)
        _note(store, actor, "withdraw", identifier, now)


def _check(content: Mapping[str, object]) -> None:
    written = json.dumps(content, ensure_ascii=False)
    if len(written) > LONGEST:
        raise Refused(f"an annotation may have {LONGEST:,} characters of JSON, this one has {len(written):,}")
    if not storable(written) or _NUL.search(written):
        raise Refused("the annotation holds characters that cannot be stored (a lone surrogate or NUL)")


def _note(store: Store, actor: Actor, act: str, identifier: str, at: str) -> None:
    store.audit.add(at=at, actor=actor.id, act=act, key=identifier, outcome="done")
