"""An excerpt in every form in which it is taken along: endings, media types, and what is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import escape

from web import bidi
from web.present.bibtex import bibtex
from web.present.reference import Item
from web.present.ris import ris
from web.present.styled import STYLES, styled

_PARTS = re.compile(r"\n\s*\n|\f")
_MARKDOWN = re.compile(r"[\\\[\]*_`<>#&~|!^$]|(?<=^)(?:[-+=])|(?<=^)\d+(?=[.)])", re.M)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Cited words with their item; `source` says who wrote what, when and where, `plain` is all in one line."""

    exact: str
    item: Item
    source: str
    plain: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a citation: its name, the ending of its address, its media type and its writer."""

    title: str
    ending: str
    media_type: str
    write: Callable[[Excerpt], str]


def csl_json(excerpt: Excerpt) -> str:
    """Return a list of one item, as CSL-JSON is exchanged."""
    return json.dumps([excerpt.item], ensure_ascii=False, indent=1) + "\n"


def footnote(excerpt: Excerpt) -> str:
    """Return the words as a block quotation of Markdown with a footnote."""
    lines = str(bidi.straight(excerpt.exact)).strip().splitlines()
    quoted = "\n".join(f"> {marked_down(told.strip())}".rstrip() for told in lines)
    key = excerpt.item["id"]
    stop = "" if excerpt.source.endswith(("?", "!", ".")) else "."
    return f"{quoted}[^{key}]\n\n[^{key}]: {marked_down(excerpt.source)}{stop} <{excerpt.item['URL']}>\n"


def blockquote(excerpt: Excerpt) -> str:
    """Return the words as an HTML block quotation that names its address, and below it the source."""
    address = escape(excerpt.item["URL"])
    parts = (part.strip() for part in _PARTS.split(str(bidi.straight(excerpt.exact))))
    quoted = "\n".join(f"<p>{escape(part)}</p>" for part in parts if part)
    return (
        f'<blockquote cite="{address}">\n{quoted}\n</blockquote>\n'
        f'<p>— <a href="{address}">{escape(excerpt.source)}</a></p>\n'
    )


def plain(excerpt: Excerpt) -> str:
    """Return the citation as plain text."""
    return f"{bidi.straight(excerpt.plain)}\n"


FORMS = {
    form.ending: form
    for form in (
        Form("Markdown footnote", "md", "text/markdown", footnote),
        Form("HTML", "html", "text/html", blockquote),
        Form("BibTeX", "bib", "application/x-bibtex", lambda excerpt: bibtex(excerpt.item)),
        Form("RIS", "ris", "application/x-research-info-systems", lambda excerpt: ris(excerpt.item)),
        Form("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
        Form("Plain text", "txt", "text/plain", plain),
    )
}
"""The forms by the endings of their addresses; `.txt` takes a style besides."""

BIBLIOGRAPHY = "text/x-bibliography"
"""The media type of a citation in a style."""


def in_style(excerpt: Excerpt, name: str) -> str:
    """Return the citation in the style of this name, which must be one of `STYLES`."""
    return f"{styled(excerpt.item, STYLES[name])}\n"


def marked_down(text: str) -> str:
    """Return text as Markdown in which no sign of it means anything."""
    return _MARKDOWN.sub(lambda sign: f"{sign[0]}\\" if sign[0].isdigit() else f"\\{sign[0]}", text)
