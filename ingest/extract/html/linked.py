"""JSON-LD of a web page: the record that search engines are given of an article, read within bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_SCRIPTS = 20
_SIZE = 300_000
_DEPTH = 8
_NODES = 5000
_VALUE = 2000
_FIELD = re.compile(r'"(@type|headline|datePublished|dateModified)"\s*:\s*"([^"\\]{1,500})"')
_ARTICLES = ("article", "posting", "report", "scholarly", "review")


@dataclass(frozen=True, slots=True)
class Linked:
    """What JSON-LD says of the article; empty where it says nothing. Dates are as written."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    section: str = ""
    language: str = ""


def linked_data(root: etree._Element) -> Linked:
    """Return what the page's JSON-LD says of its article; huge and deep ones are passed over."""
    nodes = [node for node in _nodes(root) if _is_article(node)]
    return Linked(
        title=_first(nodes, "headline") or _first(nodes, "name"),
        authors=tuple(next((names for node in nodes if (names := list(_names(node.get("author"))))), [])),
        published=_first(nodes, "datePublished"),
        modified=_first(nodes, "dateModified"),
        publisher=_first(nodes, "publisher"),
        section=_first(nodes, "articleSection"),
        language=_first(nodes, "inLanguage"),
    )


def _first(nodes: list[dict[str, Any]], name: str) -> str:
    """Return the first text that any of the objects has under a name."""
    return next((word for node in nodes if (word := _word(node.get(name)))), "")


def _nodes(root: etree._Element) -> Iterator[dict[str, Any]]:
    """Yield the objects of all scripts, outer ones first."""
    scripts = [element for element in root.iter("script") if "ld+json" in (element.get("type") or "").lower()]
    for script in scripts[:_SCRIPTS]:
        written = (script.text or "").strip()
        if len(written) > _SIZE:
            continue
        try:
            told = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            told = _broken(written)
        yield from _objects(told)


def _broken(written: str) -> dict[str, str]:
    """Return the plain fields of JSON that cannot be parsed as a whole, first ones first."""
    types = [found[2] for found in _FIELD.finditer(written) if found[1] == "@type"]
    found = {match[1]: match[2] for match in reversed(list(_FIELD.finditer(written)))}
    return found | {"@type": next((name for name in types if _is_article({"@type": name})), "")}


def _objects(told: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects inside a JSON value, breadth first, within bounds."""
    waiting = [(told, 0)]
    for seen in range(_NODES):
        if seen >= len(waiting):
            return
        value, depth = waiting[seen]
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if depth < _DEPTH:
            waiting.extend((held, depth + 1) for held in list(inner)[:_NODES] if isinstance(held, (dict, list)))


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(word in str(name).lower() for name in names for word in _ARTICLES)


def _word(value: Any) -> str:
    """Return the first text of a value."""
    if isinstance(value, list):
        return next((word for inner in value[:20] if (word := _word(inner) if not isinstance(inner, list) else "")), "")
    if isinstance(value, dict):
        return str(value.get("name") or value.get("@value") or "")[:_VALUE]
    return str(value)[:_VALUE].strip() if isinstance(value, (str, int)) else ""


def _names(value: Any) -> Iterator[str]:
    """Yield the names of persons or organisations."""
    for one in (value if isinstance(value, list) else [value])[:20]:
        if name := _word(one if not isinstance(one, list) else ""):
            yield name
