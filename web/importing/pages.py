"""Which annotations of a file are about a document: a file may hold those of many pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.brought import Row
from archive.documents import Document
from archive.errors import NotHeld
from web.importing.naming import page_of
from web.references import parse_reference


def about(rows: Sequence[Row], document: Document, chosen: str) -> list[Row]:
    """Return rows, those that are about something else with a reason; `chosen` is the page that was asked for.

    Where none is chosen, one page alone is taken for the document; of several only those that are the document's
    own addresses are.
    """
    told = {row.about for row in rows if row.about}
    own = {page_of(document.description.source_url), document.id}
    if chosen:
        taken = {page for page in told if page == page_of(chosen.strip())}
    else:
        taken = {page for page in told if page in own or _names(page, document)} or (told if len(told) == 1 else set())
    return [row if row.reason or not row.about or row.about in taken else _other(row) for row in rows]


def _names(page: str, document: Document) -> bool:
    """Tell whether an address ends in this document's id."""
    try:
        return parse_reference(page.rpartition("/documents/")[2]).document == document.id
    except NotHeld:
        return False


def _other(row: Row) -> Row:
    return replace(row, reason=f"it is about another page, {row.about[:200]}: name the page that is this document")
