"""Keeping a search, naming it anew, letting it go: the rules, each write atomic and in the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.access import Action, Actor, must, must_own
from archive.errors import Refused
from archive.fields import shown, storable
from archive.searches import NAME_LIMIT, QUERY_LIMIT, SEARCHES_LIMIT, SavedSearch
from archive.store import Store


def save(store: Store, actor: Actor, *, name: str, query: str, filters: Mapping[str, str]) -> SavedSearch:
    """Keep a search; without a name it is called by its query. `Refused` where it cannot be kept."""
    must(actor, Action.SAVE)
    _check(query, filters)
    now = store.clock.now()
    with store.atomic():
        if len(store.searches.on(actor.id)) >= SEARCHES_LIMIT:
            raise Refused(f"{SEARCHES_LIMIT} searches can be kept; remove one first")
        kept = SavedSearch(store.clock.new_id(), actor.id, _named(name or query), query, dict(filters), now)
        store.searches.add(kept)
        store.audit.add(at=now, actor=actor.id, act="save", key=kept.id, outcome="done")
    return kept


def rename(store: Store, actor: Actor, identifier: str, *, name: str) -> SavedSearch:
    """Give one's own search another name."""
    must(actor, Action.SAVE)
    with store.atomic():
        held = store.searches.get(identifier)
        must_own(actor, held.owner)
        changed = replace(held, name=_named(name))
        store.searches.replace(changed)
        store.audit.add(at=store.clock.now(), actor=actor.id, act="rename", key=identifier, outcome="done")
    return changed


def forget(store: Store, actor: Actor, identifier: str) -> None:
    """Let go of one's own search; its feed is gone with it."""
    must(actor, Action.SAVE)
    with store.atomic():
        must_own(actor, store.searches.get(identifier).owner)
        store.searches.remove(identifier)
        store.audit.add(at=store.clock.now(), actor=actor.id, act="forget", key=identifier, outcome="done")


def _named(written: str) -> str:
    """Return a name as it is kept: on one line, without what cannot be seen, cut to its limit."""
    name = shown(" ".join(written.split()))[:NAME_LIMIT].strip()
    if not name:
        raise Refused("a saved search needs a name")
    return name


def _check(query: str, filters: Mapping[str, str]) -> None:
    if not query.strip():
        raise Refused("there is nothing to save: the search has no words")
    if any(len(written) > QUERY_LIMIT for written in (query, *filters.values())):
        raise Refused(f"a search of up to {QUERY_LIMIT} characters can be saved; this one is longer")
    if not all(map(storable, (query, *filters.values()))):
        raise Refused("the search holds characters that cannot be stored (a lone surrogate or NUL)")
