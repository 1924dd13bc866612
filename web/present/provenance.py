"""Where a document came from and what was done to it, in words a librarian understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import unquote, urlsplit

from archive.access import Action, may
from archive.documents import Page, PageState, Revision
from archive.history import Record
from archive.outside import from_outside
from archive.provenance import Accession, Event
from web import urls
from web.desk import Desk
from web.pages.provenance import ArrivalCard, EventLine, NamedFile, PagesLine, Provenance

_STAGES = {
    "accession": ("Received and kept", "Not received"),
    "order": ("Instructions looked at", "Its instructions cannot be followed"),
    "identification": ("Kind of file recognised", "The kind of file gives no text"),
    "extraction": ("Text read from the file", "No text could be read from the file"),
    "recognition": ("Words on pictures recognised", "Words on pictures could not be recognised"),
    "normalization": ("Text put into its lasting form", "Nothing was left to be kept as text"),
    "description": ("Title, author and date looked for", "The description could not be used"),
    "segmentation": ("Text divided into passages for searching", "The text could not be divided"),
    "quotations": ("Searched for quotations", "The text could not be searched for quotations"),
    "ingestion": ("Taken into the archive", "It could not be stored"),
    "duplicate": ("Found to be here already", "Not compared with what is here"),
    "unpacking": ("Files inside taken out", "The files inside could not be taken out"),
    "grouping": ("Put beside its other forms", "Not put beside its other forms"),
    "setting aside": ("Set aside", "Not set aside"),
    "opening again": ("Made open again", "Not made open again"),
    "reading again": ("Read again and compared", "Reading again gave nothing"),
}
"""Each stage in plain words: done, and failed."""

_HOW = {
    PageState.TEXT: "text of the file",
    PageState.RECOGNISED: "recognised from a picture",
    PageState.BLANK: "blank",
    PageState.NEEDS_OCR: "a picture, not yet recognised",
}


def provenance(held: Desk, revision: Revision, arrivals: Sequence[Record]) -> Provenance:
    """Return the account that stands on a document's page, as far as this actor may know it."""
    within = may(held.actor, Action.INGEST)
    return Provenance(
        arrivals=tuple(arrival_card(record, within=within) for record in as_far_as(held, arrivals)),
        readings=readings(revision.pages),
    )


def as_far_as(held: Desk, arrivals: Sequence[Record]) -> Sequence[Record]:
    """Return the records as this actor may see them: whole for those who may take files in."""
    return arrivals if may(held.actor, Action.INGEST) else from_outside(arrivals)


def arrival_card(record: Record, *, within: bool) -> ArrivalCard:
    """Return one arrival; those who may take files in (`within`) are led to its record and see places on disk."""
    accession = record.accession
    events = tuple(event_line(event) for event in record.events)
    return ArrivalCard(
        href=urls.accession(accession.id) if within else "",
        file_name=accession.file_name,
        size=accession.size,
        sha256=accession.original_sha256,
        source=_source(accession, within=within),
        agent=accession.agent,
        when=accession.at,
        inside=_named(record.parent, within=within) if record.parent else None,
        parts=tuple(_named(part, within=within) for part in record.parts),
        more_parts=record.more,
        events=events,
        outcome=events[-1].what if events else "",
    )


def _named(accession: Accession, *, within: bool) -> NamedFile:
    return NamedFile(accession.file_name, urls.accession(accession.id) if within else "")


def _source(accession: Accession, *, within: bool) -> str:
    """Return where a file came from; where it lay on the archive's own machine is not for everybody."""
    place = urlsplit(accession.source)
    if accession.parent:
        return "found inside another file"
    if place.scheme == "upload":
        return "sent through the browser"
    if place.scheme == "file":
        return unquote(place.path) if within else "a folder on the archive's own machine"
    return accession.source


def event_line(event: Event) -> EventLine:
    """Return one event in plain words."""
    done, failed = _STAGES.get(event.stage, (event.stage.capitalize(), f"{event.stage.capitalize()} failed"))
    what = failed if event.failed else done
    return EventLine(event.at, what, event.detail, event.tool, event.code, event.failed)


def readings(pages: Sequence[Page]) -> tuple[PagesLine, ...]:
    """Return how the pages were read, those alike together; empty where all were read as usual."""
    if all(page.state is PageState.TEXT and not (page.why or page.doubts or page.confidence >= 0) for page in pages):
        return ()
    return tuple(_together(pages))


def _together(pages: Sequence[Page]) -> Iterator[PagesLine]:
    for told, group in groupby(
        pages, key=lambda page: (page.state, page.reader, page.why, page.confidence, page.doubts)
    ):
        state, reader, why, confidence, doubts = told
        alike = list(group)
        first, last = alike[0].name, alike[-1].name
        yield PagesLine(
            pages=first if len(alike) == 1 else f"{first}–{last}",
            how=_HOW[state],
            reader=reader,
            why=why,
            certainty=f"{confidence} %" if confidence >= 0 else "",
            doubts=doubts,
        )
