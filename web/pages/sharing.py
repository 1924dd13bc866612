"""What shows a passage elsewhere: in previews of links, in other pages, on the page it was taken from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sharing:
    """The ways in which a passage is passed on. `original` is its place on the web page it came from, or empty.

    `properties` are meta tags of Open Graph, `named` those of Twitter cards; both are empty unless the words are
    intact, and so are `oembed`, `picture`, `embed` (addresses) and `snippet`, the HTML that puts it into a page.
    """

    original: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    oembed: str = ""
    picture: str = ""
    embed: str = ""
    snippet: str = ""


NOWHERE = Sharing()
"""What there is of words that are not those that were cited."""


@dataclass(frozen=True, slots=True)
class EmbeddedPassage:
    """A passage inside another site's page; `told` says why its standing is what it is.

    `parts` are its paragraphs, none where the words are not those that were cited.
    """

    standing: str
    told: str
    parts: tuple[str, ...]
    shortened: bool
    language: str
    title: str
    source: str
    date: str
    address: str
