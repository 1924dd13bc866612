"""What a web page says of itself: title, authors, dates, address, publisher, each with the place where it stood.

Elements made for it come first (`meta`, `link`), then JSON-LD, then what trafilatura makes of the visible page. The
first that says something is believed; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from trafilatura.settings import Document as Article

from archive.identifiers import Identifier, Scheme
from ingest.extract import addresses
from ingest.extract.html.linked import Linked, linked_data

_TITLES = ("dcterm:title", "dc:title", "dc.title", "dcterms.title", "citation_title")
_SECOND_TITLES = ("og:title", "parsely-title", "twitter:title")
_AUTHORS = (
    "dcterm:creator",
    "dc:creator",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "author",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "og:article:author",
)
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_PROPERTIES = {
    "description": ("description", "og:description", "dc.description", "dcterm:description"),
    "generator": ("generator",),
    "section": ("article:section", "parsely-section", "section"),
    "keywords": ("keywords", "news_keywords"),
}
_META_LIMIT = 2000
_VALUE_LIMIT = 2000
_AUTHORS_LIMIT = 20
_DATE = re.compile(r"\s*(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->")
_NOT_A_NAME = re.compile(r"username|updated|version|https?[:;]|\badmin\b|www\.|@|\d", re.I)
_BY = re.compile(r"^\s*by\s+", re.I)
_NAME_LIMIT = 120
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Facts:
    """The hints of a page with their bases, as in `Extraction`, and its other properties."""

    hints: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    identifiers: tuple[Identifier, ...] = ()
    base: str = ""

    def say(self, name: str, value: str, basis: str) -> None:
        """Take down a hint, unless it is empty or one is known already."""
        value = _BLANKS.sub(" ", value).strip()[:_VALUE_LIMIT]
        if value and name not in self.hints:
            self.hints[name], self.bases[name] = value, basis


@dataclass(frozen=True, slots=True)
class _Page:
    """A page where it may say something: its source and tree, its meta elements, its JSON-LD, trafilatura's finding."""

    source: str
    root: etree._Element
    metas: dict[str, list[str]]
    linked: Linked
    article: Article | None

    def meta(self, name: str) -> str:
        """Return the first content of the meta elements of a name, empty where there is none."""
        return self.metas.get(name, [""])[0]


def facts(root: etree._Element, article: Article | None, source: str) -> Facts:
    """Return what the page says of itself."""
    told = Facts({"kind": "article"}, {"kind": "a web page"})
    page = _Page(source, root, _metas(root), linked_data(root), article)
    _address(told, page)
    _title(told, page)
    _creator(told, page)
    _dates(told, page)
    for name in _PUBLISHERS:
        told.say("publisher", page.meta(name), f"meta {name}")
    told.say("publisher", page.linked.publisher, "JSON-LD publisher")
    for written, basis in _languages(page):
        tag = written.strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            told.say("language", tag, basis)
    for name, elements in _PROPERTIES.items():
        value = next((said for element in elements if (said := page.meta(element))), "")
        told.properties |= {name: _BLANKS.sub(" ", value)[:_VALUE_LIMIT]} if value else {}
    if page.linked.section:
        told.properties.setdefault("section", page.linked.section)
    return told


def _metas(root: etree._Element) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by name, property or itemprop, in small letters."""
    found: dict[str, list[str]] = {}
    for number, element in enumerate(root.iter("meta")):
        content = (element.get("content") or "").strip()[:_VALUE_LIMIT]
        if number >= _META_LIMIT:
            break
        named = f"{element.get('property') or ''} {element.get('name') or ''} {element.get('itemprop') or ''}"
        for name in dict.fromkeys(named.lower().split()) if content else ():
            found.setdefault(name, []).append(content)
    return found


def _address(told: Facts, page: _Page) -> None:
    """Take down where the page was published, and the address its links are relative to."""
    match = _SAVED_FROM.search(page.source[:4096])
    saved = match[1] if match else ""
    canonical = next((link.get("href") or "" for link in page.root.iter("link") if _is_canonical(link)), "")
    base = next((element.get("href") or "" for element in page.root.iter("base") if element.get("href")), "")
    whole = next(filter(addresses.sound, (base, page.meta("og:url"), saved)), "")
    given = ((canonical, "link rel=canonical"), (page.meta("og:url"), "meta og:url"), (saved, "saved from url"))
    for written, basis in given:
        told.say("source_url", addresses.joined(whole, written), basis)
    known = told.hints.get("source_url", "")
    told.base = addresses.joined(known, base) or known
    named = addresses.plain(known)
    told.identifiers = (Identifier(Scheme.WEB, named),) if named else ()


def _is_canonical(link: etree._Element) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _title(told: Facts, page: _Page) -> None:
    for name in _TITLES:
        told.say("title", page.meta(name), f"meta {name}")
    told.say("title", page.linked.title, "JSON-LD headline")
    for name in _SECOND_TITLES:
        told.say("title", page.meta(name), f"meta {name}")
    if page.article is not None:
        told.say("title", page.article.title or "", "heading or title element")
    for element in page.root.iter("title"):
        told.say("title", element.text or "", "title element")


def _creator(told: Facts, page: _Page) -> None:
    """Take down the authors that the page names; what is no name is left out."""
    for name in _AUTHORS:
        told.say("creator", _names(page.metas.get(name, [])), f"meta {name}")
    told.say("creator", _names(page.linked.authors), "JSON-LD author")
    links = (link for link in page.root.iter("a") if link.get("rel") == "author")
    bylines = (element for element in page.root.iter("*") if _is_byline(element))
    for basis, elements in (("rel=author", links), ("byline", bylines)):
        words = ["".join(map(str, element.itertext())) for element in islice(elements, _AUTHORS_LIMIT)]
        told.say("creator", _names([_BY.sub("", name) for name in words if len(name) < _NAME_LIMIT]), basis)
    named = (page.article.author or "") if page.article is not None else ""
    told.say("creator", _names([named]) if " " in named else "", "byline of the page")


def _is_byline(element: etree._Element) -> bool:
    return element.get("itemprop") == "author" or "byline" in (element.get("class") or "")


def _names(written: Sequence[str]) -> str:
    """Return the names among these words, parted by semicolons."""
    names = dict.fromkeys(_BLANKS.sub(" ", name).strip(" ,;") for name in written[:_AUTHORS_LIMIT])
    return "; ".join(name for name in names if name and not _NOT_A_NAME.search(name))


def _dates(told: Facts, page: _Page) -> None:
    """Take down when the page was published and changed, where it states it, in whatever year."""
    for name in _PUBLISHED:
        told.say("date", date(page.meta(name)), f"meta {name}")
    told.say("date", date(page.linked.published), "JSON-LD datePublished")
    for element in page.root.iter("time"):
        if element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or ""):
            told.say("date", date(element.get("datetime") or ""), "time element")
    changed = [date(modified) for modified in (*map(page.meta, _MODIFIED), page.linked.modified)]
    modified = next(filter(None, changed), "")
    told.properties |= {"modified": modified} if modified else {}
    found = (page.article.date or "") if page.article is not None else ""
    if found and re.search(rf"""["'=]\s*{re.escape(found)}""", page.source) and found not in changed:
        told.say("date", found, "a date the page states")


def date(written: str) -> str:
    """Return the day with which a timestamp begins, as ISO 8601; empty where it does not begin with one."""
    match = _DATE.match(written)
    return "-".join(match.groups()) if match else ""


def _languages(page: _Page) -> Iterator[tuple[str, str]]:
    """Yield the languages that the page names, each with the place where it stood."""
    yield page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html lang"
    for name in ("content-language", "dc.language", "og:locale"):
        yield page.meta(name), f"meta {name}"
    yield page.linked.language, "JSON-LD inLanguage"
