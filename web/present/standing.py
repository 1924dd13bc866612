"""The standing of a citation as pages show it and machines read it."""

from __future__ import annotations

from collections.abc import Iterator

from archive.citations import Standing
from archive.comparison import Operation
from archive.standing import Stand
from web import urls
from web.pages.comparison import Words
from web.pages.frame import Link


def standing_wire(found: Stand, host: str) -> dict[str, object]:
    """Return `standing`, `reason` and `now`: the absolute addresses of where the words stand, or may stand, today."""
    return {"standing": found.standing.value, "reason": found.reason, "now": now(found, host)}


def now(found: Stand, host: str) -> list[str]:
    """Return the addresses of where the words stand in the newest revision: several only where it is ambiguous."""
    return [host.rstrip("/") + urls.citation(place) for place in found.places]


def changed_words(found: Stand) -> tuple[Words, ...]:
    """Return the words that stand in the place of the cited ones, with those that went."""
    return tuple(_words(found))


def places(found: Stand, host: str) -> tuple[Link, ...]:
    """Return the ways to where the words stand in the newest revision, none where that is the one cited."""
    if found.standing is Standing.INTACT and found.places == (found.citation,):
        return ()
    return tuple(Link(host.rstrip("/") + urls.citation(place), urls.citation(place)) for place in found.places)


def _words(found: Stand) -> Iterator[Words]:
    for change in found.changes:
        before, after = change.old.of(found.exact), change.new.of(found.now)
        if change.operation in (Operation.SAME, Operation.SPACING):
            yield Words("same", after)
            continue
        if before:
            yield Words("deleted", before)
        if after:
            yield Words("inserted", after)
