"""The list of tags that reviewers have agreed on: the rules, each write atomic and in the audit log."""

from __future__ import annotations

from archive.access import Action, Actor, must
from archive.errors import NotHeld, Refused
from archive.fields import storable
from archive.store import Store
from archive.tags import MEANING_LENGTH, Colour, ListedTag, checked


def list_tag(store: Store, actor: Actor, label: str, colour: Colour, meaning: str) -> None:
    """Put a tag on the list, or give a listed one another spelling, colour or meaning."""
    must(actor, Action.REVIEW)
    kept = checked([label])
    if not kept:
        raise Refused("a tag needs at least one character")
    meaning = " ".join(meaning.split())
    if len(meaning) > MEANING_LENGTH or not storable(meaning):
        raise Refused(f"what a tag means must be said in {MEANING_LENGTH} ordinary characters")
    now = store.clock.now()
    with store.atomic():
        store.listed_tags.put(ListedTag(kept[0], colour, meaning), person=actor.id, at=now)
        store.audit.add(at=now, actor=actor.id, act="list tag", key=kept[0], outcome="done")


def unlist_tag(store: Store, actor: Actor, label: str) -> None:
    """Take a tag off the list; marks that carry it keep it."""
    must(actor, Action.REVIEW)
    now = store.clock.now()
    with store.atomic():
        if not store.listed_tags.remove(label):
            raise NotHeld(f"“{label[:80]}” is not on the list of tags")
        store.audit.add(at=now, actor=actor.id, act="unlist tag", key=label, outcome="done")
