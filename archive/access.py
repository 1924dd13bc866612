"""Who may do what: roles, actions, and one function that decides."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from archive.errors import Denied


class Role(enum.Enum):
    """A person's standing, each including the rights of those before it."""

    ANONYMOUS = "anonymous"
    READER = "reader"
    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Action(enum.Enum):
    """What can be asked of the archive."""

    READ = "read"
    SAVE = "save"
    TRACE_LISTS = "trace lists"
    ANNOTATE = "annotate"
    JUDGE = "judge"
    REVIEW = "review"
    DESCRIBE = "describe"
    INGEST = "ingest"
    ADMINISTER = "administer"


_LEAST = {
    Action.READ: Role.ANONYMOUS,
    Action.SAVE: Role.READER,
    Action.TRACE_LISTS: Role.READER,
    Action.ANNOTATE: Role.ANNOTATOR,
    Action.JUDGE: Role.REVIEWER,
    Action.REVIEW: Role.REVIEWER,
    Action.DESCRIBE: Role.REVIEWER,
    Action.INGEST: Role.REVIEWER,
    Action.ADMINISTER: Role.ADMIN,
}
_ACTS = {
    Action.READ: "read here",
    Action.SAVE: "keep searches",
    Action.TRACE_LISTS: "trace lists of quotations",
    Action.ANNOTATE: "annotate",
    Action.JUDGE: "judge quotations",
    Action.REVIEW: "review annotations",
    Action.DESCRIBE: "correct descriptions",
    Action.INGEST: "take files in",
    Action.ADMINISTER: "administer the archive",
}
_ORDER = list(Role)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request or a command; `id` is empty for the anonymous."""

    id: str
    name: str
    role: Role


ANONYMOUS = Actor(id="", name="anonymous", role=Role.ANONYMOUS)


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role reaches the action."""
    return _ORDER.index(actor.role) >= _ORDER.index(_LEAST[action])


def must(actor: Actor, action: Action) -> None:
    """Raise `Denied` where the actor may not."""
    if not may(actor, action):
        who = f"{actor.name} is signed in as {actor.role.value}" if actor.id else "nobody is signed in"
        raise Denied(f"{who}; to {_ACTS[action]}, one must be {_LEAST[action].value} or above")


def must_own(actor: Actor, owner: str) -> None:
    """Raise `Denied` unless the actor made the thing, or administers the archive."""
    if actor.id != owner and not may(actor, Action.ADMINISTER):
        raise Denied("only its author can change this")
