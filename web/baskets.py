"""A basket of excerpts: citations that somebody gathered, read from their addresses and held against the archive."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.citations import Citation, Standing, standing
from archive.errors import ArchiveError, Refused
from archive.store import Store
from archive.withdrawing import must_be_shown
from web.present.citation import excerpt_of
from web.present.citation_forms import Excerpt
from web.references import parse_cited, parse_reference

MOST = 500
"""How many excerpts a basket holds."""

_ADDRESS = re.compile(r"/documents/(?P<reference>[0-9A-Za-z@-]{8,100})/cite/(?P<cited>[0-9]+-[0-9]+~[0-9A-Za-z]+)")


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
    address = _ADDRESS.search(line)
    if address is None:
        raise Refused("this is not the address of a citation")
    pinned, (span, check, _) = parse_reference(address["reference"]), parse_cited(address["cited"])
    document = store.documents.get(pinned.document)
    must_be_shown(store, document)
    revision = store.revisions.get(pinned.document, pinned.revision)
    citation = Citation(document.id, revision.number, span, check)
    if standing(citation, revision) is not Standing.INTACT:
        raise Refused("the words at this place are not the words that were cited")
    return excerpt_of(document, revision, citation, host)
