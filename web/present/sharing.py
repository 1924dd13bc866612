"""A passage as it is shown elsewhere: meta tags for previews, oEmbed, the page to embed, the sketch of its picture."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from markupsafe import escape

from archive.citations import Citation, Standing
from archive.documents import Document, Revision
from archive.standing import Stand
from web import urls
from web.moments import day
from web.pages.sharing import NOWHERE, EmbeddedPassage, Sharing
from web.picture import HEIGHT, WIDTH, Sketch
from web.present.reference import line, locator
from web.text_fragments import on_original_page

WIDEST = 600
"""How wide an embedded passage is where nobody asks for less, in CSS pixels."""

_LONGEST = 2000
_PREVIEW = 300
_PARTS = re.compile(r"\n\s*\n|\f")


def shared(document: Document, revision: Revision, citation: Citation, host: str, *, found: str) -> Sharing:
    """Return the ways to pass a passage on; `found` is its standing, empty where it was chosen and not yet cited.

    Where the revision itself has other words than those that were cited there is none.
    """
    if found == Standing.FORGED.value:
        return NOWHERE
    original = on_original_page(document.description.source_url, revision.text, citation.span) or ""
    if not found:
        return Sharing(original)
    address = host.rstrip("/") + urls.citation(citation)
    title, words = line(document.description.title), _preview(citation.span.of(revision.text))
    picture, embed = f"{address}.png", f"{address}/embed"
    named = (
        ("twitter:card", "summary_large_image"),
        ("twitter:title", title),
        ("twitter:description", words),
        ("twitter:image", picture),
        ("twitter:image:alt", words),
    )
    properties = (
        ("og:type", "article"),
        ("og:site_name", "Verbatim"),
        ("og:title", title),
        ("og:description", words),
        ("og:url", address),
        ("og:image", picture),
        ("og:image:type", "image/png"),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", words),
    )
    asked = f"{host.rstrip('/')}/oembed?{urlencode({'url': address, 'format': 'json'})}"
    snippet = _frame(document, revision, citation, host, WIDEST)
    return Sharing(original, properties, named, asked, picture, embed, snippet)


def oembed(
    document: Document, revision: Revision, citation: Citation, host: str, most: tuple[int, int]
) -> dict[str, object]:
    """Return a passage as oEmbed 1.0 has it, of the type `rich`; `most` is the width and height it may have."""
    width, height = min(WIDEST, most[0]), min(_height(revision, citation, min(WIDEST, most[0])), most[1])
    address = host.rstrip("/") + urls.citation(citation)
    told: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Verbatim",
        "provider_url": host,
        "title": line(document.description.title),
        "author_name": line(document.description.creator),
        "html": _frame(document, revision, citation, host, width, height),
        "width": width,
        "height": height,
    }
    if most[0] >= WIDTH and most[1] >= HEIGHT:
        told |= {"thumbnail_url": f"{address}.png", "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}
    return {name: value for name, value in told.items() if value != ""}


def embedded(document: Document, revision: Revision, found: Stand, host: str) -> EmbeddedPassage:
    """Return a passage for another site's page, with its standing; without words where they do not fit."""
    citation = found.citation
    fits = found.standing is not Standing.FORGED
    exact = citation.span.of(revision.text) if fits else ""
    shown = exact if len(exact) <= _LONGEST else f"{exact[:_LONGEST].rstrip()} […]"
    return EmbeddedPassage(
        found.standing.value,
        found.reason,
        tuple(part.strip() for part in _PARTS.split(shown) if part.strip()),
        shown != exact,
        document.description.language,
        line(document.description.title),
        _source(document, revision, citation) if fits else _who(document),
        document.description.date,
        host.rstrip("/") + urls.citation(citation),
    )


def sketch(document: Document, revision: Revision, citation: Citation, host: str) -> Sketch:
    """Return what the picture of a passage shows."""
    return Sketch(
        line(citation.span.of(revision.text)),
        line(document.description.title),
        _source(document, revision, citation),
        day(line(document.description.date)),
        host,
    )


def _frame(document: Document, revision: Revision, citation: Citation, host: str, width: int, height: int = 0) -> str:
    address = f"{host.rstrip('/')}{urls.citation(citation)}/embed"
    return (
        f'<iframe src="{escape(address)}" title="{escape(line(document.description.title))}" width="{width}" '
        f'height="{height or _height(revision, citation, width)}" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox" style="border:0;max-width:100%"></iframe>'
    )


def _height(revision: Revision, citation: Citation, width: int) -> int:
    """Return how high a passage is, in CSS pixels, as far as it can be guessed; what is higher can be scrolled."""
    parts = _PARTS.split(citation.span.of(revision.text)[:_LONGEST])
    signs = max(10, (width - 70) // 9)
    lines = sum(len(part) // signs + part.count("\n") + 1 for part in parts)
    return min(640, 150 + 28 * lines + 14 * len(parts))


def _preview(exact: str) -> str:
    words = line(exact)
    return f"“{words}”" if len(words) <= _PREVIEW else f"“{words[:_PREVIEW].rstrip()} […]”"


def _source(document: Document, revision: Revision, citation: Citation) -> str:
    """Return who wrote to whom, and on which page or in which paragraph."""
    label, where = locator(revision, citation.span)
    short = {"page": ("p.", "pp."), "paragraph": ("para.", "paras.")}.get(label, ("", ""))["–" in where]
    return ", ".join(filter(None, (_who(document), f"{short} {where}" if where else "")))


def _who(document: Document) -> str:
    described = document.description
    told = line(described.creator)
    if described.recipient and described.kind.value in {"letter", "e-mail"}:
        told = f"{told} to {line(described.recipient)}".strip()
    return told
