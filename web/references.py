"""Permanent addresses read: what a document, a citation and a pair of revisions are named by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.clock import ALPHABET
from archive.errors import NotHeld
from archive.spans import Span

_REFERENCE = re.compile(
    rf"(?P<id>[{ALPHABET}]{{8}})(?:-[a-z0-9-]*)?(?:@(?P<revision>[1-9][0-9]{{0,5}}))?(?:\.(?P<form>[a-z]{{2,8}}))?"
)
_PAIR = re.compile(r"(?P<old>[0-9]{1,6})-(?P<new>[0-9]{1,6})(?:\.(?P<form>json))?")
_CITED = re.compile(r"(?P<span>[0-9]+-[0-9]+)(?:~(?P<check>[0-9A-Za-z]{1,64}))?(?:\.(?P<form>csl\.json|[a-z]{2,8}))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """The last part of a document's address: id, pinned revision (0 for the newest) and form (empty for HTML)."""

    document: str
    revision: int
    form: str


def parse_reference(written: str) -> Reference:
    """Read `abcdefgh`, `abcdefgh-any-slug`, `abcdefgh@2` or `abcdefgh@2.txt`; else `NotHeld`."""
    match = _REFERENCE.fullmatch(written)
    if match is None:
        raise NotHeld("that is not the address of a document")
    return Reference(match["id"], int(match["revision"] or 0), match["form"] or "")


def parse_cited(written: str) -> tuple[Span, str, str]:
    """Read `120-188~check` (check and an ending optional) into span, check and form; else `NotHeld`."""
    match = _CITED.fullmatch(written)
    if match is None:
        raise NotHeld("that is not the address of a citation")
    return Span.parse(match["span"]), match["check"] or "", match["form"] or ""


def parse_pair(written: str) -> tuple[int, int, str]:
    """Read `1-2` or `1-2.json` into the numbers of two revisions and the form; else `NotHeld`."""
    match = _PAIR.fullmatch(written)
    if match is None:
        raise NotHeld("two revisions are named by their numbers, for example 1-2")
    return int(match["old"]), int(match["new"]), match["form"] or ""
