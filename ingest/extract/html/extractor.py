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
from ingest.extract import charsets, markup
from ingest.extract.extraction import Extraction, Options, RawPage
from ingest.extract.html.article import overlaid
from ingest.extract.html.facts import facts

PROFILE = "precision, laid over the page"
_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_IMPOSSIBLE = re.compile(r"utf-?(?:7|16|32)|ucs-?[24]|iso-10646", re.I)
"""Charsets in which a declaration that can be read as plain letters cannot be true (and none is safe)."""

_KEPT = 0.8
"""A precise reading with less than this share of the balanced one is not whole."""

ELEMENTS_LIMIT = 30_000
"""In a page of more elements no article is looked for: trafilatura's time grows with their square."""

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


_Read = tuple[RawPage, tuple[str, ...]]
"""A reading of the article and notes."""


def extract(path: Path, _options: Options) -> Extraction:
    """Read a saved web page; where no article is found all visible text is kept, with a note."""
    data = path.read_bytes()
    if len(data) > markup.SIZE_LIMIT:
        raise Unreadable("too-large", f"the page is larger than {markup.SIZE_LIMIT >> 20} MiB")
    declared = _META_CHARSET.search(data[:4096])
    named = declared[1].decode("ascii") if declared else ""
    source, charset = charsets.decode(data, "" if _IMPOSSIBLE.match(named) else named)
    root = markup.parse(source)
    if root is None:
        raise Unreadable("no-text", "the page holds no elements that can be read")
    bearable = sum(1 for _ in root.iter()) <= ELEMENTS_LIMIT
    article = _article(source) if bearable else None
    told = facts(root, article, source)
    visible, places = markup.placed_text(root, markup.web(told.base))

    def laid_over(found: Article | None) -> _Read:
        return _laid_over(root, visible, places, found)

    page, notes = _better(laid_over(article), laid_over(_article(source, precision=False) if bearable else None))
    if not bearable:
        page, notes = visible, (f"more than {ELEMENTS_LIMIT:,} elements: all visible text was kept",)
    elif len(page.text) < min(_TOO_LITTLE, len(visible.text)):
        page, notes = visible, ("no article was found: all visible text was kept",)
    return Extraction(
        (page,),
        "trafilatura",
        trafilatura.__version__,
        PROFILE,
        charset,
        hints=told.hints,
        notes=notes,
        bases=told.bases,
        properties=told.properties,
        identifiers=told.identifiers,
    )


def _better(precise: _Read, generous: _Read) -> _Read:
    """Return the precise reading; where precision costs too much of the text, the more generous one."""
    if len(precise[0].text) >= _KEPT * len(generous[0].text):
        return precise
    return generous[0], ("precision mode lost much of the text: the balanced mode was used", *generous[1])


def _laid_over(root: etree._Element, visible: RawPage, places: markup.Places, article: Article | None) -> _Read:
    """Return the article as the page has it, else in the words of the finding."""
    if article is None:
        return RawPage(""), ()
    finding = markup.running_text(article.body, _ARTICLE)
    page = overlaid(root, visible, places, finding.text)
    note = "the article does not stand in the page's own text: it is as trafilatura gives it"
    return page or (finding, (note,))


def _article(source: str, *, precision: bool = True) -> Article | None:
    """Return trafilatura's finding, with its metadata if precise; None where it finds nothing or stumbles."""
    logging.disable(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            source,
            favor_precision=precision,
            include_formatting=True,
            include_comments=False,
            with_metadata=precision,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None
    finally:
        logging.disable(logging.NOTSET)
    return found if isinstance(found, Article) and found.body is not None else None
