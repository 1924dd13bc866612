"""Who acts, where a command needs a person for the record."""

from __future__ import annotations

import click

from archive.access import Action, Actor, Role, may
from archive.store import Store


def acting(store: Store, name: str, action: Action, *, does: str, role: Role) -> Actor:
    """Return the person named, or the only one who may; else say who they are, or how to add one of this role.

    `does` are the words for the act: `corrects it`.
    """
    if name:
        return store.people.named(name)
    able = [person for person in store.people.on() if may(person, action)]
    if len(able) != 1:
        names = ", ".join(each.name for each in able) or f"nobody yet: `verbatim user add NAME --role {role.value}`"
        raise click.UsageError(f"say with --as who {does}; those who may: {names}")
    return able[0]
