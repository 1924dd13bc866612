"""A basket of excerpts: citations that somebody gathered, read from their addresses and held against the archive."""

from __future__ import annotations

from dataclasses import dataclass

from archive.errors import ArchiveError, Refused
from archive.store import Store
from web import citation_addresses
from web.manuscripts import links
from web.present.citation import excerpt_of
from web.present.citation_forms import Excerpt

MOST = 500
"""How many excerpts a basket holds."""


@dataclass(frozen=True, slots=True)
class Basket:
    """The excerpts of a basket in its order, and what does not hold: a line as it was written, and why."""

    excerpts: tuple[Excerpt, ...]
    troubles: tuple[tuple[str, str], ...]


def basket(store: Store, written: str, host: str) -> Basket:
    """Read a basket: the address of a citation on each line; empty lines are passed over, nothing else is.

    More than `MOST` lines are `Refused`.
    """
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise Refused(f"a basket holds {MOST} excerpts, this one has {len(lines):,}")
    found: list[Excerpt] = []
    troubles: list[tuple[str, str]] = []
    for line in lines:
        try:
            found.append(_excerpt(store, line, host))
        except ArchiveError as error:
            troubles.append((line[:300], str(error)))
    return Basket(tuple(found), tuple(troubles))


def _excerpt(store: Store, line: str, host: str) -> Excerpt:
    link = next(links(line), None)
    if link is None:
        raise Refused("this is not the address of a citation")
    citation, _ = citation_addresses.read(link.reference, link.cited)
    document, revision = citation_addresses.held(store, citation)
    citation_addresses.must_fit(citation, revision)
    return excerpt_of(document, revision, citation, host)
