"""What every page shows around its content, and the small pages: one declared value a template."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page shows around its content; `held` names the parts of it that the browser has already."""

    actor_name: str
    signed_in: bool
    may_annotate: bool
    may_ingest: bool
    may_review: bool
    csrf: str
    query: str
    documents: int
    message: str
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a selection; `value` is the wire word."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A refusal in words."""

    status: int
    heading: str
    explanation: str


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The page a one-time link opens; `name` is empty where the link no longer works, `token` where there was none."""

    name: str
    token: str
