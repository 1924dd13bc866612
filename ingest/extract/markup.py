"""A tree of markup becomes running text with stand-off marks. Shared by the extractors that meet markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree, html

from archive.documents import StructureKind
from archive.errors import Unreadable
from ingest.extract import addresses
from ingest.extract.extraction import RawPage
from ingest.extract.sheet import Sheet

SIZE_LIMIT = 16 << 20
"""The largest markup that is parsed, in bytes."""

DEPTH_LIMIT = 2000
"""The deepest nesting that is parsed, in elements."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b")
_SHALLOW = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "param",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
        "svg",
        "path",
        "g",
        "use",
        "rect",
        "circle",
        "script",
        "style",
    ]
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What element names mean: own paragraph, own line, not shown, blanks kept, a mark, parted by a blank (cells).

    `detail` is that of the mark, as in `Structure`.
    """

    paragraphs: frozenset[str]
    lines: frozenset[str]
    hidden: frozenset[str]
    verbatim: frozenset[str]
    mark: Callable[[etree._Element], StructureKind | None]
    detail: Callable[[etree._Element, StructureKind], str] = lambda _element, _kind: ""
    cells: frozenset[str] = frozenset()


_HTML_MARKS = (
    dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), StructureKind.HEADING)
    | dict.fromkeys(("em", "i", "cite", "dfn"), StructureKind.EMPHASIS)
    | dict.fromkeys(("strong", "b"), StructureKind.STRONG)
    | {"blockquote": StructureKind.BLOCKQUOTE}
)
HTML = Vocabulary(
    paragraphs=frozenset(
        [
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "ul",
            "ol",
            "dl",
            "table",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "main",
            "nav",
            "pre",
            "hr",
            "figure",
            "figcaption",
            "address",
            "form",
            "fieldset",
            "center",
            "body",
        ]
    ),
    lines=frozenset(["br", "li", "tr", "dt", "dd", "option", "caption"]),
    hidden=frozenset(
        [
            "head",
            "script",
            "style",
            "template",
            "noscript",
            "iframe",
            "object",
            "svg",
            "math",
            "textarea",
            "select",
            "button",
        ]
    ),
    verbatim=frozenset({"pre"}),
    mark=lambda element: _HTML_MARKS.get(str(element.tag)),
    detail=lambda element, kind: str(element.tag)[1:] if kind is StructureKind.HEADING else "",
    cells=frozenset({"td", "th"}),
)


def web(base: str = "") -> Vocabulary:
    """Return the vocabulary of HTML with links: `detail` is the address, made absolute against `base`.

    Links that lead to no http(s) address, and those without words, are no marks.
    """

    def mark(element: etree._Element) -> StructureKind | None:
        linked = element.tag == "a" and target(element.get("href"), base)
        return StructureKind.LINK if linked else HTML.mark(element)

    def detail(element: etree._Element, kind: StructureKind) -> str:
        return target(element.get("href"), base) if kind is StructureKind.LINK else HTML.detail(element, kind)

    return replace(HTML, mark=mark, detail=detail)


@lru_cache(maxsize=4096)
def target(written: str | None, base: str = "") -> str:
    """Return where a link leads, absolute; empty where that is no http(s) address."""
    return addresses.joined(base, written or "")


Places = list[tuple[int, etree._Element]]  # noqa: SLF001  lxml's name for the type
"""Stretches of a running text: where each starts, in code points, and the element it stands in."""


def parse(source: str) -> etree._Element | None:
    """Return the root of HTML source, None where it is empty; too large or deep is `Unreadable`."""
    refuse_monsters(source)
    clean = _ILLEGAL.sub("", _DECLARATION.sub("", source))
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if parser.error_log.filter_types(etree.ErrorTypes.ERR_RESOURCE_LIMIT):  # the parser has stopped: words are missing
        raise Unreadable("too-deep", f"elements are nested more than {DEPTH_LIMIT} deep")
    return root


def refuse_monsters(source: str) -> None:
    """Raise `Unreadable` where the markup is larger or deeper than parsers bear; only counts tags."""
    if len(source) > SIZE_LIMIT:
        raise Unreadable("too-large", f"the page is larger than {SIZE_LIMIT >> 20} MiB")
    depth = 0
    for match in _TAG.finditer(source):
        if match[2].lower() not in _SHALLOW:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > DEPTH_LIMIT:
                raise Unreadable("too-deep", f"elements are nested more than {DEPTH_LIMIT} deep")


def running_text(root: etree._Element, vocabulary: Vocabulary = HTML) -> RawPage:
    """Return the visible text below `root`: paragraphs parted by blank lines, with marks."""
    return placed_text(root, vocabulary)[0]


def placed_text(root: etree._Element, vocabulary: Vocabulary = HTML) -> tuple[RawPage, Places]:
    """Return the running text, and for each stretch of it where it starts and the element it stands in."""
    sheet, hidden, verbatim = Sheet(), 0, 0
    places: Places = []
    opened: list[int] = []
    for event, element in _walk(root):
        tag = str(element.tag)
        entering = event == "start"
        hidden += (tag in vocabulary.hidden) * (1 if entering else -1)
        verbatim += (tag in vocabulary.verbatim) * (1 if entering else -1)
        if not hidden and event != "comment":
            sheet.owe(_breaks(tag, vocabulary)) if _breaks(tag, vocabulary) else None
            sheet.blank = sheet.blank or tag in vocabulary.cells
            kind = vocabulary.mark(element)
            if kind and entering:
                opened.append(sheet.length)
            elif kind and opened:
                sheet.mark(kind, opened.pop(), vocabulary.detail(element, kind))
        words = element.text if entering else element.tail if element is not root else None
        holder = element if entering else element.getparent()
        if words and not hidden and holder is not None:
            places.append((sheet.length, holder))
            (sheet.keep if verbatim else sheet.write)(words)
    return sheet.page(), places


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    yield from etree.iterwalk(root, events=("start", "end", "comment", "pi"))


def _breaks(tag: str, vocabulary: Vocabulary) -> int:
    """Return how many line ends an element asks for before and after itself."""
    return 2 if tag in vocabulary.paragraphs else 1 if tag in vocabulary.lines else 0
