"""What an excerpt is cited by, as an item of CSL-JSON, from which every other form is written.

Variables and types are those of CSL 1.0.2. An item describes the document; `locator` and `label`, which CSL keeps with
the cite, stand in it too, so that one object says everything. Values are single lines; signs that turn the direction
of what follows them are U+FFFD, as on every page.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from archive.citations import Citation
from archive.documents import Description, Document, Kind, Revision, StructureKind
from archive.naming import Name, names
from archive.spans import Span
from web import bidi, urls

Item = dict[str, Any]
"""An item of CSL-JSON."""

EXCERPT = 2000
"""Up to how many code points of the cited words go along."""

_TYPES = {
    Kind.LETTER: "personal_communication",
    Kind.EMAIL: "personal_communication",
    Kind.REPORT: "report",
    Kind.INTERVIEW: "interview",
}
_GENRES = {Kind.LETTER: "Letter", Kind.EMAIL: "E-mail"}
_PARTING = re.compile(r"\n\s*\n|\f")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def csl_item(document: Document, revision: Revision, citation: Citation, host: str) -> Item:
    """Return the item of an excerpt; what is not known is left out."""
    described = document.description
    label, where = locator(revision, citation.span)
    source = described.source_url if described.source_url.startswith(("http://", "https://")) else ""
    carrier = csl_type(described).startswith("article")
    item: Item = {
        "id": _key(document, citation),
        "type": csl_type(described),
        "genre": _GENRES.get(described.kind, ""),
        "title": line(described.title),
        "author": [_name(name) for name in names(line(described.creator))],
        "recipient": [_name(name) for name in names(line(_addressee(described)))],
        "issued": date_parts(described.date),
        "container-title" if carrier or csl_type(described) == "webpage" else "publisher": line(described.publisher),
        "language": line(described.language),
        "URL": host.rstrip("/") + urls.citation(citation),
        "note": f"Published at {line(source)}" if source else "",
        "annote": excerpt(citation.span.of(revision.text)),
        "locator": where,
        "label": label,
    }
    return {name: value for name, value in item.items() if value}


def csl_type(described: Description) -> str:
    """Return the type of CSL; an article that nobody is known to have published is a web page, if any."""
    if described.kind in _TYPES:
        return _TYPES[described.kind]
    on_web = described.source_url.startswith(("http://", "https://"))
    if described.kind is Kind.ARTICLE and (described.publisher or not on_web):
        return "article-newspaper" if described.publisher else "article-magazine"
    return "webpage" if on_web else "document"


def locator(revision: Revision, span: Span) -> tuple[str, str]:
    """Return label and place of a span: its pages, or its paragraphs in a text of one page; empty where it has neither.

    Paragraphs are counted from 1; headings, and running heads and feet, are none.
    """
    last = max(span.start, span.end - 1)
    if len(revision.pages) > 1:
        return "page", _range(line(revision.page_name(span.start)), line(revision.page_name(last)))
    first_of, last_of = paragraph(revision, span.start), paragraph(revision, last)
    return ("paragraph", _range(str(first_of), str(last_of))) if first_of else ("", "")


def paragraph(revision: Revision, offset: int) -> int:
    """Return the number of the paragraph that holds the code point at `offset`; 0 above the first."""
    kinds = {StructureKind.HEADING, StructureKind.FURNITURE}
    apart = sorted(mark.span for mark in revision.structures if mark.kind in kinds)
    starts = [0, *(match.end() for match in _PARTING.finditer(revision.text, 0, offset + 1))]
    return sum(
        not _within(start, apart) for start in starts if start <= offset and revision.text[start : start + 1].strip()
    )


def _within(offset: int, spans: Sequence[Span]) -> bool:
    """Tell whether the last of the ordered spans that begins at or before `offset` holds it."""
    last = bisect_right(spans, offset, key=lambda span: span.start)
    return last > 0 and offset < spans[last - 1].end


def date_parts(date: str) -> dict[str, Any]:
    """Return a date of CSL, as precise as it is known; what is no date stands as a literal."""
    found = _DATE.fullmatch(date)
    if found:
        return {"date-parts": [[int(part) for part in found.groups() if part]]}
    return {"literal": line(date)} if date else {}


def line(text: str) -> str:
    """Return text as one line without control characters and without signs that turn its direction."""
    blank = (" " if unicodedata.category(sign) == "Cc" else sign for sign in str(bidi.straight(text)))
    return " ".join("".join(blank).split())


def excerpt(exact: str) -> str:
    """Return cited words as one line, and no more than `EXCERPT` code points of them."""
    words = line(exact)
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()} […]"


def place(item: Item) -> str:
    """Return the place in a document as a note says it: p. 12, pp. 12–13, para. 3; empty where there is none."""
    where = item.get("locator", "")
    short = {"page": ("p.", "pp."), "paragraph": ("para.", "paras.")}.get(item.get("label", ""), ("", ""))
    return f"{short['–' in where]} {where}" if where else ""


def _addressee(described: Description) -> str:
    return described.recipient if described.kind in _GENRES else ""


def _name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix, "literal": name.literal}
    return {part: value for part, value in parts.items() if value}


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _key(document: Document, citation: Citation) -> str:
    """Return a key that is good in BibTeX and Markdown: brandt2031-aaaaaaa2-1-120-188."""
    first = next(iter(names(document.description.creator)), Name())
    plain = unicodedata.normalize("NFKD", first.family).encode("ascii", "ignore").decode()
    said = re.sub(r"[^a-z]", "", plain.lower())[:20] + document.description.date[:4]
    return "-".join(filter(None, (said, document.id, str(citation.revision), str(citation.span))))
