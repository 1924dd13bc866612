"""Saved web pages: the article without menus and advertising, with what the page says of itself."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import trafilatura
from lxml import etree
from trafilatura.settings import Document as Article

from archive.documents import StructureKind
from archive.errors import Unreadable
from ingest.extract import charsets, html_article, markup
from ingest.extract.extraction import Extraction, Options, RawPage

PROFILE = "precision"
_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_LANGUAGE = re.compile(r"""<html[^>]{0,500}?\slang\s*=\s*["']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)""", re.I)
_META_AUTHOR = "//meta[translate(@name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')='author']/@content"
_META_DATE = "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_NOT_A_NAME = re.compile(r"username|updated|version|https?[:;]|\badmin\b|\d", re.I)
_KEPT = 0.8
"""A precise reading with less than this share of the balanced one is not whole."""

_TOO_LITTLE = 80
"""An article of fewer code points is taken for a miss."""


def _mark(element: etree._Element) -> StructureKind | None:
    """Return what an element of trafilatura's output marks."""
    if element.tag == "hi":
        return {"#i": StructureKind.EMPHASIS, "#b": StructureKind.STRONG}.get(element.get("rend") or "")
    return {"head": StructureKind.HEADING, "quote": StructureKind.BLOCKQUOTE}.get(str(element.tag))


_ARTICLE = markup.Vocabulary(
    paragraphs=frozenset({"p", "head", "quote", "list", "table", "div", "ab", "fw", "body"}),
    lines=frozenset({"lb", "item", "row"}),
    hidden=frozenset({"graphic"}),
    verbatim=frozenset(),
    mark=_mark,
)


def extract(path: Path, _options: Options) -> Extraction:
    """Read a saved web page; where no article is found all visible text is kept, with a note."""
    data = path.read_bytes()
    if len(data) > markup.SIZE_LIMIT:
        raise Unreadable("too-large", f"the page is larger than {markup.SIZE_LIMIT >> 20} MiB")
    declared = _META_CHARSET.search(data[:4096])
    source, charset = charsets.decode(data, declared[1].decode("ascii") if declared else "")
    root = markup.parse(source)
    article = None if root is None else _article(source)
    page, notes = (RawPage(""), ()) if root is None else _body(source, root, "http://x.y/")
    visible = RawPage("") if root is None else markup.running_text(root)
    if len(page.text) < min(_TOO_LITTLE, len(visible.text)):
        page, notes = visible, ("no article was found: all visible text was kept",)
    return Extraction(
        (page,),
        "trafilatura",
        trafilatura.__version__,
        PROFILE,
        charset,
        _hints(article, root, source),
        notes,
    )


def _body(source: str, root: etree._Element, base: str) -> tuple[RawPage, tuple[str, ...]]:
    """Return the text of the article; where precision costs too much of it, the more generous reading."""
    precise, note = _read(_article(source), root, base)
    generous, second = _read(_article(source, precision=False), root, base)
    if len(precise.text) < _KEPT * len(generous.text):
        return generous, ("precision mode lost much of the text: the balanced mode was used", *second)
    return precise, note


def _read(article: Article | None, root: etree._Element, base: str) -> tuple[RawPage, tuple[str, ...]]:
    """Return the article as the page has it, else in the words of the finding."""
    if article is None:
        return RawPage(""), ()
    finding = markup.running_text(article.body, _ARTICLE)
    page = html_article.laid_over(root, finding.text, markup.web(base))
    if page is not None:
        return page, ()
    return finding, ("the article does not stand in the page's own text: it is as trafilatura gives it",)


def _article(source: str, *, precision: bool = True) -> Article | None:
    """Return trafilatura's finding, None where it finds nothing or stumbles."""
    logging.disable(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            source,
            favor_precision=precision,
            include_formatting=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None
    finally:
        logging.disable(logging.NOTSET)
    return found if isinstance(found, Article) and found.body is not None else None


def _creator(article: Article, root: etree._Element) -> str:
    """Return the author that the page names: its own meta element first; what is no name is left out."""
    given = root.xpath(_META_AUTHOR)
    named = [str(words).strip() for words in given if str(words).strip()] if isinstance(given, list) else []
    author = named[0] if named else article.author or ""
    return "" if _NOT_A_NAME.search(author) or " " not in author else author


def _date(article: Article, root: etree._Element, source: str) -> str:
    """Return the date of publication where the page states it: its own meta element first, in whatever year."""
    given = root.xpath(_META_DATE)
    for words in given if isinstance(given, list) else []:
        if stated := _ISO_DATE.match(str(words).strip()):
            return stated[0]
    date = article.date or ""
    return date if date and re.search(rf"""["'=]\s*{re.escape(date)}""", source) else ""


def _hints(article: Article | None, root: etree._Element | None, source: str) -> dict[str, str]:
    """Return what the page says of itself."""
    hints = {"kind": "article"}
    if article is not None and root is not None:
        hints |= {
            "title": article.title or "",
            "creator": _creator(article, root),
            "date": _date(article, root, source),
            "source_url": article.url or "",
            "publisher": article.sitename or "",
        }
    language = _LANGUAGE.search(source[:20_000])
    hints["language"] = language[1] if language else ""
    return {name: value for name, value in hints.items() if value}
