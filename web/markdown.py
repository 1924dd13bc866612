"""A comment's Markdown as safe HTML: rendered, then reduced to a closed list of tags."""

from __future__ import annotations

from functools import lru_cache

import markdown
import nh3

_TAGS = frozenset({"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "del"})
_ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}}
SCHEMES = frozenset({"http", "https", "mailto"})
"""Where links of a comment may lead."""

_DEPTH = 100


@lru_cache(maxsize=2048)
def to_html(body: str) -> str:
    """Return the body as HTML without scripts, styles, images or foreign markup; HTML in it is shown as text."""
    if not body:
        return ""
    rendered = markdown.markdown(_calm(body), extensions=["nl2br", "sane_lists"], output_format="html")
    return nh3.clean(
        rendered,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel="nofollow noopener noreferrer",
    )


def _calm(body: str) -> str:
    """Turn markup signs of HTML into text and cut nesting that no comment needs."""
    shown = body.replace("&", "&amp;").replace("<", "&lt;")
    return "\n".join(
        line if line[:_DEPTH].count(">") + line[:400].count("  ") < _DEPTH else line.lstrip("> ")
        for line in shown.split("\n")
    )
