"""An answer as an Atom feed (RFC 4287): an entry a document, those added last first; ids never change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from markupsafe import escape

from archive.store import Store
from index.search import Group, Hit, Results
from web import urls
from web.asked import SearchRequest, address, parameters
from web.present import atom
from web.present.hits import hit_href
from web.xml_signs import writable

ENTRIES = 50
"""How many documents a feed names at most."""

_SHOWN = 3
_BEFORE_ALL = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in UTF-8, and the moment at which something in it changed last (`2031-03-14T12:00:00Z`)."""

    written: bytes
    updated: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a feed: a permanent id (a URN), a title, its own address and the moment it was begun."""

    id: str
    title: str
    href: str
    begun: str = _BEFORE_ALL


def asked_heading(store: Store, asked: SearchRequest) -> Heading:
    """Return the heading of the feed of a search that nobody saved; its id is a digest of what was asked."""
    digest = hashlib.sha256(urlencode(sorted(parameters(asked).items())).encode()).hexdigest()[:32]
    return Heading(_urn(store, f"asked:{digest}"), f"Verbatim: {asked.query}", address(asked, ending=".atom"))


def saved_heading(store: Store, identifier: str, name: str, created: str) -> Heading:
    """Return the heading of the feed of a saved search."""
    return Heading(_urn(store, f"search:{identifier}"), f"Verbatim: {name}", urls.saved_feed(identifier), created)


def feed(store: Store, asked: SearchRequest, found: Results, heading: Heading, host: str) -> Feed:
    """Return the documents of an answer that is ordered by arrival as a feed."""
    groups, base = found.groups[:ENTRIES], host.rstrip("/")
    updated = max([heading.begun, *(group.document.added for group in groups)])
    root = atom.root()
    atom.texts(root, id=heading.id, title=heading.title, subtitle=_subtitle(found), updated=updated)
    atom.link(root, "self", base + heading.href, atom.MEDIA_TYPE)
    atom.link(root, "alternate", base + address(asked), "text/html")
    atom.texts(atom.part(root, "author"), name="Verbatim")
    for group in groups:
        _entry(root, store, group, asked, base)
    return Feed(atom.written(root), updated)


def _subtitle(found: Results) -> str:
    stopped = "" if found.exact_total else " The search stopped early: documents may be missing."
    return f"Understood: {found.query.understood}.{stopped}"


def _entry(root: ET.Element, store: Store, group: Group, asked: SearchRequest, base: str) -> None:
    """Put a document with its first hits into the feed, linked to the very words."""
    document, first = group.document, group.hits[0]
    entry = atom.part(root, "entry")
    number = first.passage.revision
    atom.texts(
        entry, id=_urn(store, f"{document.id}@{number}"), title=document.description.title, updated=document.added
    )
    if document.description.creator:
        atom.texts(atom.part(entry, "author"), name=document.description.creator)
    hrefs = [base + hit_href(document, hit, asked) for hit in group.hits[:_SHOWN]]
    atom.link(entry, "alternate", hrefs[0], "text/html")
    content = atom.part(entry, "content", type="html")
    content.text = writable("".join(_paragraphs(group.hits[:_SHOWN], hrefs)))


def _paragraphs(hits: Sequence[Hit], hrefs: Sequence[str]) -> Iterator[str]:
    for hit, href in zip(hits, hrefs, strict=True):
        parts = [(escape(part.text), part.hit) for part in hit.snippet.parts]
        marked = "".join(f"<b>{told}</b>" if found else told for told, found in parts)
        yield f'<p><a href="{escape(href)}">{marked}</a></p>'


def _urn(store: Store, name: str) -> str:
    return f"urn:verbatim:{store.id}:{name}"
