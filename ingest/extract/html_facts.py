"""What a web page says of itself: title, authors, dates, address, publisher, each with the place where it stood.

Elements made for it come first (`meta`, `link`), then JSON-LD, then what trafilatura makes of the visible page. The
first that says something is believed; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin

from lxml import etree
from trafilatura.settings import Document as Article

from archive.identifiers import Identifier, Scheme
from ingest.extract import addresses, html_linked

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
_BYLINES = "//*[@itemprop='author' or contains(@class, 'byline')]"
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


def facts(root: etree._Element, article: Article | None, source: str) -> Facts:
    """Return what the page says of itself."""
    told = Facts({"kind": "article"}, {"kind": "a web page"})
    metas = _metas(root)
    linked = html_linked.article(root)
    _address(told, root, metas, source)
    _title(told, root, metas, linked, article)
    _creator(told, root, metas, linked, article)
    _dates(told, root, metas, linked, article, source)
    for name in _PUBLISHERS:
        told.say("publisher", _first(metas, name), f"meta {name}")
    told.say("publisher", linked.publisher, "JSON-LD publisher")
    _language(told, root, metas, linked)
    for name, elements in _PROPERTIES.items():
        value = next((said for element in elements if (said := _first(metas, element))), "")
        told.properties |= {name: _BLANKS.sub(" ", value)[:_VALUE_LIMIT]} if value else {}
    if linked.section:
        told.properties.setdefault("section", linked.section)
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


def _first(metas: dict[str, list[str]], name: str) -> str:
    return metas.get(name, [""])[0]


def _address(told: Facts, root: etree._Element, metas: dict[str, list[str]], source: str) -> None:
    """Take down where the page was published, and the address its links are relative to."""
    saved = _SAVED_FROM.search(source[:4096])
    canonical = next(
        (
            link.get("href") or ""
            for link in root.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ),
        "",
    )
    base = next((element.get("href") or "" for element in root.iter("base") if element.get("href")), "")
    whole = next(filter(addresses.sound, (base, _first(metas, "og:url"), saved[1] if saved else "")), "")
    given = ((canonical, "link rel=canonical"), (_first(metas, "og:url"), "meta og:url"))
    for written, basis in (*given, (saved[1] if saved else "", "saved from url")):
        address = _joined(whole, written)
        if address:
            told.say("source_url", address, basis)
    known = told.hints.get("source_url", "")
    told.base = _joined(known, base) or known
    named = addresses.plain(known)
    told.identifiers = (Identifier(Scheme.WEB, named),) if named else ()


def _joined(base: str, written: str) -> str:
    """Return an absolute http(s) address, empty where there is none."""
    try:
        address = urljoin(base, written.strip()) if written.strip() else ""
    except ValueError:
        return ""
    return address if addresses.sound(address) else ""


def _title(
    told: Facts,
    root: etree._Element,
    metas: dict[str, list[str]],
    linked: html_linked.Linked,
    article: Article | None,
) -> None:
    for name in _TITLES:
        told.say("title", _first(metas, name), f"meta {name}")
    told.say("title", linked.title, "JSON-LD headline")
    for name in _SECOND_TITLES:
        told.say("title", _first(metas, name), f"meta {name}")
    if article is not None:
        told.say("title", article.title or "", "heading or title element")
    for element in root.iter("title"):
        told.say("title", element.text or "", "title element")


def _creator(
    told: Facts,
    root: etree._Element,
    metas: dict[str, list[str]],
    linked: html_linked.Linked,
    article: Article | None,
) -> None:
    """Take down the authors that the page names; what is no name is left out."""
    for name in _AUTHORS:
        told.say("creator", _names(metas.get(name, [])), f"meta {name}")
    told.say("creator", _names(linked.authors), "JSON-LD author")
    for basis, elements in (("rel=author", root.xpath("//a[@rel='author']")), ("byline", root.xpath(_BYLINES))):
        words = ["".join(map(str, element.itertext())) for element in islice(_elements(elements), _AUTHORS_LIMIT)]
        told.say("creator", _names([_BY.sub("", name) for name in words if len(name) < _NAME_LIMIT]), basis)
    named = (article.author or "") if article is not None else ""
    told.say("creator", _names([named]) if " " in named else "", "byline of the page")


def _elements(found: object) -> Iterator[etree._Element]:
    for element in found if isinstance(found, list) else []:
        if isinstance(element, etree._Element):  # noqa: SLF001  lxml's name for the type
            yield element


def _names(written: Sequence[str]) -> str:
    """Return the names among these words, parted by semicolons."""
    names = dict.fromkeys(_BLANKS.sub(" ", name).strip(" ,;") for name in written[:_AUTHORS_LIMIT])
    return "; ".join(name for name in names if name and not _NOT_A_NAME.search(name))


def _dates(
    told: Facts,
    root: etree._Element,
    metas: dict[str, list[str]],
    linked: html_linked.Linked,
    article: Article | None,
    source: str,
) -> None:
    """Take down when the page was published and changed, where it states it, in whatever year."""
    for name in _PUBLISHED:
        told.say("date", date(_first(metas, name)), f"meta {name}")
    told.say("date", date(linked.published), "JSON-LD datePublished")
    for element in root.iter("time"):
        if element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or ""):
            told.say("date", date(element.get("datetime") or ""), "time element")
    changed = [date(modified) for modified in (*(_first(metas, name) for name in _MODIFIED), linked.modified)]
    modified = next(filter(None, changed), "")
    told.properties |= {"modified": modified} if modified else {}
    found = (article.date or "") if article is not None else ""
    if found and re.search(rf"""["'=]\s*{re.escape(found)}""", source) and found not in changed:
        told.say("date", found, "a date the page states")


def date(written: str) -> str:
    """Return the day with which a timestamp begins, as ISO 8601; empty where it does not begin with one."""
    match = _DATE.match(written)
    return "-".join(match.groups()) if match else ""


def _language(told: Facts, root: etree._Element, metas: dict[str, list[str]], linked: html_linked.Linked) -> None:
    given = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    for written, basis in _languages(given, metas, linked):
        tag = written.strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag):
            told.say("language", tag, basis)


def _languages(given: str, metas: dict[str, list[str]], linked: html_linked.Linked) -> Iterator[tuple[str, str]]:
    yield given, "html lang"
    for name in ("content-language", "dc.language", "og:locale"):
        yield _first(metas, name), f"meta {name}"
    yield linked.language, "JSON-LD inLanguage"
