"""The archive in the order of time, as a page: documents by year, with whom each quotes and who quotes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from archive.chronology import Around, Chronology, Entry, around, chronology
from archive.counting import many
from archive.documents import Document, Kind
from archive.store.borrowings import Tally
from web import urls
from web.desk import Desk
from web.moments import day
from web.pages.chronology import Borrowed, ChronologyPage, Counterpart, TimelineEntry, Year
from web.receive import ChronologyRequest

_ON_A_PAGE = 50
_SAMPLE = 10
_PEOPLE = 200


def chronology_page(held: Desk, asked: ChronologyRequest, document: Document | None = None) -> ChronologyPage:
    """Return a page of the time line; with a document of those around it."""
    near = around(held.store, document) if document else None
    found = _found(held, asked, near)
    total = found.undated if asked.undated else found.dated
    pages = max(1, -(-total // _ON_A_PAGE))
    here = document.id if document else ""
    entries = [_entry(each, found.documents, here) for each in found.entries]
    return ChronologyPage(
        around=document.description.title if document else "",
        around_href=urls.document(document) if document else "",
        person=asked.person,
        people=tuple(held.store.chronology.people(limit=_PEOPLE)),
        action=urls.timeline(around=here),
        all_href=urls.timeline(around=here) if asked.person or asked.undated else "",
        summary=_summary(found, asked),
        notes=tuple(_notes(held, near)),
        years=tuple(Year(name, tuple(listed)) for name, listed in groupby(entries, key=lambda each: each.date[:4])),
        undated=tuple(_entry(each, found.documents, here) for each in found.sample),
        undated_total=found.undated,
        undated_href=_address(asked, here, page=1, undated=True),
        only_undated=asked.undated,
        json_href=_address(asked, here, page=asked.page, undated=asked.undated, form=".json"),
        page=asked.page,
        pages=pages,
        previous_href=_address(asked, here, page=asked.page - 1, undated=asked.undated) if asked.page > 1 else "",
        next_href=_address(asked, here, page=asked.page + 1, undated=asked.undated) if asked.page < pages else "",
    )


def _found(held: Desk, asked: ChronologyRequest, near: Around | None) -> Chronology:
    return chronology(
        held.store,
        limit=_ON_A_PAGE,
        offset=(asked.page - 1) * _ON_A_PAGE,
        person=asked.person,
        among=near.documents if near else None,
        undated=asked.undated,
        sample=_SAMPLE,
    )


def _address(asked: ChronologyRequest, here: str, *, page: int, undated: bool, form: str = "") -> str:
    written = {"person": asked.person, "dates": "none" if undated else "", "page": str(page) if page > 1 else ""}
    return urls.timeline(around=here, form=form, **written)


def _summary(found: Chronology, asked: ChronologyRequest) -> str:
    if asked.undated:
        return f"{many(found.undated, 'document')} without a date."
    without = f"; {found.undated:,} without a date" if found.undated else ""
    return (
        f"{many(found.dated, 'document')} in the order of {'its date' if found.dated == 1 else 'their dates'}{without}."
    )


def _notes(held: Desk, near: Around | None) -> Iterator[str]:
    waiting = held.store.quotations.waiting()
    if waiting:
        yield f"{many(waiting, 'quotation')} of this archive still to be traced: what is counted here may grow."
    if near and near.cut:
        yield "More documents stand around this one than are shown."


def _entry(entry: Entry, documents: Mapping[str, Document], here: str) -> TimelineEntry:
    document, told = entry.document, entry.document.description
    revision = document.newest
    return TimelineEntry(
        title=told.title,
        href=urls.document(document),
        kind="" if told.kind is Kind.OTHER else told.kind.value.capitalize(),
        people=" → ".join(filter(None, (told.creator, told.recipient))),
        date=told.date,
        day=day(told.date).removesuffix(told.date[:4]).strip() if told.date else "",
        here=document.id == here,
        quotes=_borrowed("quotes", entry.quotes, urls.ledger(document.id, revision), documents, by=False),
        quoted_by=_borrowed("quoted", entry.quoted_by, urls.quoted_by(document.id, revision), documents, by=True),
    )


def _borrowed(verb: str, tally: Tally, href: str, documents: Mapping[str, Document], *, by: bool) -> Borrowed | None:
    """Return quotations one way, None where there are none; those `by` others lead into the ledgers of these."""
    if not tally.times:
        return None
    named = tuple(
        Counterpart(
            documents[each.document].description.title if each.document in documents else each.document,
            urls.ledger(each.document) if by else urls.quoted_by(each.document),
            each.times,
            each.misquoted,
        )
        for each in tally.listed
    )
    told = f"{verb} {'once' if tally.times == 1 else many(tally.times, 'time')}"
    if tally.documents > 1:
        told += f" {'by' if by else 'from'} {many(tally.documents, 'document')}"
    return Borrowed(told[:1].upper() + told[1:], href, named, tally.documents - len(named))


def chronology_wire(
    held: Desk, asked: ChronologyRequest, host: str, document: Document | None = None
) -> dict[str, object]:
    """Return a page of the time line for machines, in the order of the page."""
    near = around(held.store, document) if document else None
    found, base = _found(held, asked, near), host.rstrip("/")
    total = found.undated if asked.undated else found.dated
    return {
        "around": document.id if document else None,
        "person": asked.person,
        "dates": "none" if asked.undated else "known",
        "total": total,
        "undated": found.undated,
        "page": asked.page,
        "pages": max(1, -(-total // _ON_A_PAGE)),
        "complete": not held.store.quotations.waiting() and not (near and near.cut),
        "documents": [_entry_wire(each, found.documents, base) for each in found.entries],
    }


def _entry_wire(entry: Entry, documents: Mapping[str, Document], base: str) -> dict[str, object]:
    told = entry.document.description
    return {
        "document": entry.document.id,
        "revision": entry.document.newest,
        "title": told.title,
        "kind": told.kind.value,
        "author": told.creator,
        "recipient": told.recipient,
        "date": told.date,
        "url": base + urls.document(entry.document),
        "quotes": _tally_wire(entry.quotes, documents),
        "quoted_by": _tally_wire(entry.quoted_by, documents),
    }


def _tally_wire(tally: Tally, documents: Mapping[str, Document]) -> dict[str, object]:
    named = [
        {
            "document": each.document,
            "title": documents[each.document].description.title if each.document in documents else "",
            "times": each.times,
            "misquoted": each.misquoted,
        }
        for each in tally.listed
    ]
    return {"times": tally.times, "documents": tally.documents, "most": named}
