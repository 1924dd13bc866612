"""What the name of a style says of its paragraphs: that they are headings, or quotations."""

from __future__ import annotations

import re

_QUOTING = frozenset(
    [
        "quote",
        "intense quote",
        "quotations",
        "quotation",
        "block text",
        "block quotation",
        "block quote",
        "blockquote",
        "zitat",
        "intensives zitat",
        "citation",
        "citation intense",
        "cita",
        "cita destacada",
    ]
)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop) ?([1-9])", re.I)
_TITLES = {"title": "1", "subtitle": "2"}


def heading_level(style: str) -> str:
    """Return the level of a heading by the name of its style (`heading 2`, `Title`), empty for none."""
    found = _HEADING.fullmatch(style.strip())
    return found[1] if found else _TITLES.get(style.strip().lower(), "")


def quotes(style: str) -> bool:
    """Tell whether paragraphs of this style are quotations."""
    return style.strip().lower() in _QUOTING
