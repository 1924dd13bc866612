"""Who sees what somebody wrote."""

from __future__ import annotations

from typing import Protocol

from archive.access import Actor
from archive.annotations import Visibility


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
