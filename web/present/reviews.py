"""A reviewer's queue, and how far reviewers agree."""

from __future__ import annotations

from collections.abc import Sequence

from archive.annotations import Annotation
from archive.reviews import NEEDED, Agreement, Assessment, agreements, current
from web import urls
from web.desk import Desk
from web.pages.reviews import AgreementLine, QueueLine, ReviewsPage
from web.present.margin import short

MOST = 500
"""How many annotations in review are looked at."""


def reviews_page(held: Desk) -> ReviewsPage:
    """Return what waits for the actor: what they are asked, what lacks a second view, what is to be settled."""
    store, actor = held.store, held.actor
    ids = store.reviews.waiting(limit=MOST + 1)
    notes = store.annotations.many(ids[:MOST])
    said, asked = store.reviews.on(notes), store.reviews.assigned(notes)
    documents = store.documents.get_many(list({note.document for note in notes.values()}))
    titles = {identifier: document.description.title for identifier, document in documents.items()}
    sorted_out: dict[str, list[QueueLine]] = {"asked": [], "second": [], "settling": []}
    for identifier in ids[:MOST]:
        note = notes.get(identifier)
        if note is None or note.author == actor.id:
            continue
        heap = _heap(actor.id, said.get(identifier, []), [person for person, _ in asked.get(identifier, [])])
        if heap:
            sorted_out[heap].append(_line(note, titles[note.document], said.get(identifier, [])))
    return ReviewsPage(
        asked=tuple(sorted_out["asked"]),
        second=tuple(sorted_out["second"]),
        settling=tuple(sorted_out["settling"]),
        agreements=tuple(map(_agreement, agreements(store.reviews.all()))),
        capped=MOST if len(ids) > MOST else 0,
    )


def _heap(actor: str, said: Sequence[Assessment], asked: Sequence[str]) -> str:
    """Return where an annotation belongs in somebody's queue, empty where there is nothing for them to do."""
    held = current(said)
    if len(held) >= NEEDED:
        differ = len({each.opinion for each in held.values()}) > 1
        return "" if differ and actor in held else "settling"
    if actor in held:
        return ""
    return "asked" if actor in asked else "second"


def _line(note: Annotation, title: str, said: Sequence[Assessment]) -> QueueLine:
    return QueueLine(
        quote=short(note.quote.exact),
        comment=short(note.body),
        href=urls.noted(note.document, note.revision, note.id, card=True),
        title=title,
        author=note.author_name,
        state=f"{len(current(said))} of {NEEDED} views",
    )


def _agreement(found: Agreement) -> AgreementLine:
    told = "not defined: both always say the same" if found.kappa is None else f"{found.kappa:.2f}"
    return AgreementLine(f"{found.one} and {found.other}", found.shared, found.alike, told)
