"""The witnesses of a document: those it is grouped with, and those that may carry the same text."""

from __future__ import annotations

from archive.access import Action, may
from archive.documents import Document, Kind
from archive.witnessing import likely
from web import urls
from web.desk import Desk
from web.media import media_name
from web.moments import day
from web.pages.witnesses import WitnessesBox, WitnessesPage, WitnessLine


def witnesses_box(held: Desk, document: Document) -> WitnessesBox:
    """Return the other witnesses of a document, in the order of their ids."""
    others = held.store.witnesses.of(document.id)
    documents = held.store.documents.get_many(others)
    imprints = held.store.revisions.imprints_of(documents)
    return WitnessesBox(
        href=urls.witnesses(document.id),
        lines=tuple(
            _line(document, documents[other], imprints[other][-1].media_type) for other in others if other in documents
        ),
    )


def witnesses_page(held: Desk, document: Document, *, other: str = "") -> WitnessesPage:
    """Return the page of a document's witnesses; likely ones are looked for where the actor may join them.

    `other` is what was written into the form.
    """
    found = likely(held.store, document) if may(held.actor, Action.INGEST) else []
    return WitnessesPage(
        title=document.description.title,
        href=urls.document(document),
        box=witnesses_box(held, document),
        likely=tuple(_line(document, one.document, "", round(100 * one.share)) for one in found),
        other=other[:500],
    )


def _line(document: Document, other: Document, media_type: str, share: int = -1) -> WitnessLine:
    described = other.description
    kind = "" if described.kind is Kind.OTHER else described.kind.value.capitalize()
    told = (kind, described.creator, day(described.date), media_name(media_type))
    return WitnessLine(
        id=other.id,
        title=described.title,
        href=urls.document(other),
        about=" · ".join(filter(None, told)),
        comparison=urls.witnesses(document.id, other.id),
        share=share,
    )
