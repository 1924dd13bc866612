"""The parts of an Atom feed (RFC 4287): every text and address in it has only signs that XML may hold."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from web.xml_signs import writable

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"

ET.register_namespace("", _ATOM)


def root() -> ET.Element:
    """Return an empty feed."""
    return ET.Element(f"{{{_ATOM}}}feed")


def part(parent: ET.Element, name: str, **said: str) -> ET.Element:
    """Put an element into another, with these attributes, and return it."""
    return ET.SubElement(parent, f"{{{_ATOM}}}{name}", {key: writable(value) for key, value in said.items()})


def texts(parent: ET.Element, **said: str) -> None:
    """Put elements that are nothing but text into another, by their names."""
    for name, text in said.items():
        part(parent, name).text = writable(text)


def link(parent: ET.Element, relation: str, href: str, media_type: str) -> None:
    """Put a link into an element."""
    part(parent, "link", rel=relation, href=href, type=media_type)


def written(feed: ET.Element) -> bytes:
    """Return a feed in UTF-8."""
    told: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return told
