"""The pages of a PDF for the first reader, from any page on: whole branches of the page tree are stepped over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import LITERAL_PAGE, LITERAL_PAGES, PDFPage
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psexceptions import PSException

_BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, PSException)


def pages_from(document: PDFDocument, start: int, count: int) -> Iterator[PDFPage | None]:
    """Yield pages from number `start` (from 0) on, None for one that cannot be set up; stops at a broken link.

    `count` is the number of pages by the second reader: only a tree that says the same is stepped over, any other
    is walked from its first page.
    """
    try:
        root = dict_value(document.catalog.get("Pages"))
        if resolve1(root.get("Count")) == count and root.get("Type") is LITERAL_PAGES:
            yield from _walk(document, start)
        else:
            yield from islice(PDFPage.create_pages(document), start, None)
    except _BROKEN:
        return


def _walk(document: PDFDocument, skip: int) -> Iterator[PDFPage | None]:
    """Yield the pages after the first `skip`; a node is never its own ancestor."""
    waiting = [(iter([document.catalog["Pages"]]), dict(document.catalog), -1)]
    while waiting:
        nodes, handed, _ = waiting[-1]
        node = next(nodes, None)
        if node is None:
            waiting.pop()
            continue
        number = getattr(node, "objid", None)
        attributes = _with_inherited(dict_value(node), handed)
        if attributes.get("Type") is LITERAL_PAGE:
            if not skip:
                yield _page(document, number, attributes)
            skip = max(0, skip - 1)
        elif "Kids" in attributes and all(number != ancestor for _, _, ancestor in waiting):
            inside = resolve1(attributes.get("Count"))
            if isinstance(inside, int) and 0 <= inside <= skip:
                skip -= inside
                continue
            kids = list_value(attributes["Kids"])
            if inside == len(kids):
                kids, skip = kids[skip:], 0
            waiting.append((iter(kids), attributes, number if isinstance(number, int) else -1))


def _with_inherited(own: dict[str, Any], handed: dict[str, Any]) -> dict[str, Any]:
    return {name: handed[name] for name in PDFPage.INHERITABLE_ATTRS if name in handed} | own


def _page(document: PDFDocument, number: object, attributes: dict[str, Any]) -> PDFPage | None:
    try:
        return PDFPage(document, number, attributes, None)
    except _BROKEN:
        return None
