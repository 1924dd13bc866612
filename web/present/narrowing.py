"""What narrows a search, as links: what is active can be taken off again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.documents import Document
from web.asked import SearchRequest, address
from web.desk import Desk
from web.moments import day
from web.pages.frame import Link


def documents_within(held: Desk, searches: Sequence[SearchRequest]) -> dict[str, Document]:
    """Return the documents that searches are narrowed to, as far as they are held, by id."""
    return held.store.documents.get_many([asked.within for asked in searches if asked.within])


def chips(asked: SearchRequest, documents: Mapping[str, Document]) -> Iterator[Link]:
    """Yield what narrows a search, each leading to the same search without it; `documents` has the one it is within."""
    if asked.kind:
        yield Link(f"kind: {asked.kind}", address(asked, kind=""))
    if asked.author:
        yield Link(f"author: {asked.author}", address(asked, author=""))
    if asked.recipient:
        yield Link(f"recipient: {asked.recipient}", address(asked, recipient=""))
    if asked.date_from or asked.date_to:
        yield Link(_dates(asked), address(asked, date_from="", date_to=""))
    if asked.tag:
        yield Link(f"tag: {asked.tag}", address(asked, tag=""))
    if asked.noted:
        yield Link("with annotations", address(asked, noted=False))
    if asked.within:
        document = documents.get(asked.within)
        named = document.description.title if document else asked.within
        yield Link(f"in: {named}", address(asked, within=""))
    if asked.exact:
        yield Link("exactly as typed", address(asked, exact=False))


def _dates(asked: SearchRequest) -> str:
    """Return the stretch of time as people say it."""
    if asked.date_from == asked.date_to:
        return day(asked.date_from)
    if not asked.date_to:
        return f"from {day(asked.date_from)}"
    return f"{day(asked.date_from)} to {day(asked.date_to)}" if asked.date_from else f"up to {day(asked.date_to)}"
