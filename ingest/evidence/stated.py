"""What a file says of itself: headers of mail, metadata of web pages, properties of Office and PDF files.

How far it is believed depends on who fills such fields: the author of a mail header is its sender, the author of a
PDF is often the login name of a clerk, and counts only where the words of the document name the same person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from archive.documents import Kind
from archive.fields import FIELD_LIMIT, TITLE_LIMIT, is_address, is_language, possible, shown
from archive.findings import Finding, Origin
from archive.spans import Span
from ingest.evidence.dates import believable, date_of, dates_in
from ingest.evidence.lines import standing
from ingest.extract.extraction import Extraction
from ingest.fillers import is_login, is_made_up_title
from ingest.identify import Format

_SEARCHED = 20_000
_DOUBTFUL = 30
_SITED = re.compile(r"(?P<title>.{5,}) [|·–—-] (?P<site>[^|·–—]+)")


@dataclass(frozen=True, slots=True)
class _Custom:
    """How one kind of file speaks of itself: how sure its words are by field, and how the place is called."""

    certain: Mapping[str, int]
    usual: int
    place: str
    names: Mapping[str, str]


_MAIL = _Custom({}, 95, "mail header", {"title": "Subject", "creator": "From", "recipient": "To", "date": "Date"})
_PAGE = _Custom({"title": 90}, 85, "page's own metadata", {})
_FRONT = _Custom({}, 95, "front matter", {})
_PDF = _Custom({"title": 65, "creator": 45, "date": 30}, 60, "PDF", {"title": "Title", "creator": "Author"})
_OFFICE = _Custom({"title": 65, "creator": 45, "date": 30}, 60, "document properties", {})
_CUSTOMS = {Format.EMAIL: _MAIL, Format.HTML: _PAGE, Format.MARKDOWN: _FRONT, Format.PDF: _PDF}
_BY_BASIS = {"rel=author": 70, "byline": 75, "byline of the page": 65, "a date the page states": 60}
_WEB_PAGE = "a web page"
_KINDS = {kind.value for kind in Kind}


def stated(extraction: Extraction, text: str, file_name: str, file_format: Format) -> Iterator[Finding]:
    """Yield what the file says, with its place in the text where the words stand there too."""
    custom = _CUSTOMS.get(file_format, _OFFICE)
    limits = {"title": TITLE_LIMIT}
    for field, words in extraction.hints.items():
        value = shown(words)[: limits.get(field, FIELD_LIMIT)]
        if not value:
            continue
        named = f"{custom.place} {custom.names.get(field, '')}".strip()
        basis = extraction.bases.get(field, "") or named
        certain = _BY_BASIS.get(basis, custom.certain.get(field, custom.usual))
        made = Finding(field, value, Origin.FILE, certain, basis)
        if custom is _MAIL and field in {"creator", "recipient"}:
            yield replace(made, span=_in_header(text, custom.names[field], value))
        else:
            yield from _weighed(made, extraction.hints, text, file_name)


def _weighed(made: Finding, hints: Mapping[str, str], text: str, file_name: str) -> Iterator[Finding]:
    """Yield a finding as sure as its value deserves; what is none of its field is left out."""
    match made.field:
        case "title":
            yield _title(replace(made, value=_without_site(made.value, hints)), text, file_name)
        case "creator":
            yield _creator(made, hints, text)
        case "date":
            yield from _date(made, text)
        case "kind":
            if made.value in _KINDS:
                yield _kind(made, hints)
        case "source_url":
            if is_address(made.value):
                yield made
        case "language":
            if is_language(made.value):
                yield made
        case _:
            yield replace(made, span=_standing(text, made.value))


def _kind(made: Finding, hints: Mapping[str, str]) -> Finding:
    """Return a kind; that a web page is an article is believed where it names an author or a day."""
    if made.basis != _WEB_PAGE:
        return made
    named = [bool(hints.get("date")), _is_somebody(hints.get("creator", ""), hints)]
    return replace(made, confidence=(45, 65, 80)[sum(named)])


def _title(made: Finding, text: str, file_name: str) -> Finding:
    """Return a title; one that a program made up is hardly believed, one that the text has too is believed more."""
    stem = PurePath(file_name).stem
    if is_made_up_title(made.value) or made.value.casefold() in {stem.casefold(), file_name.casefold()}:
        return replace(made, confidence=5)
    if "_" in made.value and " " not in made.value:
        return replace(made, confidence=5)
    span = _standing(text, made.value)
    return replace(made, span=span, confidence=max(made.confidence, 85) if span else made.confidence)


def _without_site(title: str, hints: Mapping[str, str]) -> str:
    """Return a title without the name of the site behind it."""
    match = _SITED.fullmatch(title)
    site = _letters(hints.get("publisher", ""))
    return match["title"] if match and site and _letters(match["site"]) == site else title


def _creator(made: Finding, hints: Mapping[str, str], text: str) -> Finding:
    """Return an author; a login name or the name of the site is doubtful, one who stands in the text is not."""
    span = _standing(text, made.value)
    if made.confidence >= 90:
        return replace(made, span=span)
    if not _is_somebody(made.value, hints):
        return replace(made, confidence=min(made.confidence, _DOUBTFUL), span=span)
    return replace(made, span=span, confidence=max(made.confidence, 60) if span else made.confidence)


def _is_somebody(name: str, hints: Mapping[str, str]) -> bool:
    """Tell whether an author may be one: no login name, and not the name of the site."""
    site, letters = _letters(hints.get("publisher", "")), _letters(name)
    return " " in name and not is_login(name) and not (site and (letters in site or site in letters))


def _date(made: Finding, text: str) -> Iterator[Finding]:
    """Yield a date as ISO 8601, and where the text first has the same day."""
    dated = date_of(made.value)
    if dated is None:
        return
    span = next((found.span for found in dates_in(text[:_SEARCHED]) if found.value == dated.value), None)
    sure = dated.sure or (possible(made.value) and believable(made.value))
    yield replace(made, value=dated.value, span=span, confidence=made.confidence if sure else _DOUBTFUL)


def _standing(text: str, value: str) -> Span | None:
    """Return where the words of a value first stand in the text, near its beginning or its end."""
    words = value.split()
    if len(value) > TITLE_LIMIT:
        return None
    return standing(words, text, 0, _SEARCHED) or standing(words, text, max(0, len(text) - _SEARCHED))


def _in_header(text: str, name: str, value: str) -> Span | None:
    """Return where the persons of a mail header stand in its line, from the first name to the last.

    Where they stand otherwise than they are called it is all that the header says; None where it is not in the text.
    """
    line = re.compile(rf"^{name}: (.+)$", re.M).search(text, 0, _SEARCHED)
    if line is None or "\n\n" in text[: line.start()]:
        return None
    at, spans = line.start(1), list[Span]()
    for person in value.split("; "):
        found = standing(person.split(), text, at, line.end())
        if found is None:
            return Span(*line.span(1))
        spans.append(found)
        at = found.end
    return Span(spans[0].start, spans[-1].end)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()
