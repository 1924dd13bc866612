"""What became, in a revision, of the notes of earlier ones: the page on which the doubtful ones are settled."""

from __future__ import annotations

from archive.access import Action, may
from archive.anchored import Carried, tally
from archive.annotations import Annotation
from archive.documents import Document, Revision
from archive.sight import sees
from archive.spans import Span
from web import urls
from web.desk import Desk
from web.pages.reviews import CandidateLine, PlaceLine, PlacesPage
from web.present.margin import short

_AROUND = 60
_ON_A_PAGE = 100


def places_page(held: Desk, document: Document, revision: Revision, page: int = 1) -> PlacesPage:
    """Return a page of them, those that wait first; annotations that the actor does not see are not counted either.

    Answers go where what they answer goes; one to a note that was taken away goes by itself.
    """
    carried = held.store.anchors.on(document.id, revision.number)
    notes = {key: note for key, note in held.store.annotations.many(carried).items() if sees(held.actor, note)}
    shown = [
        (notes[each.annotation], each)
        for parts in carried.values()
        for each in parts
        if each.annotation in notes and notes[each.annotation].reply_to not in notes
    ]
    shown.sort(key=lambda pair: (not pair[1].waits, pair[0].span, pair[0].id, pair[1].part))
    pages = max(1, -(-len(shown) // _ON_A_PAGE))
    page = min(max(page, 1), pages)
    lines = [_line(held, revision, *each) for each in shown[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]]
    return PlacesPage(
        title=document.description.title,
        back_href=urls.reading(document, revision.number),
        revision=revision.number,
        counts=tuple((outcome.value, number) for outcome, number in tally(each for _, each in shown).items()),
        total=len(shown),
        waiting_count=sum(each.waits for _, each in shown),
        waiting=tuple(line for line in lines if line.waits),
        others=tuple(line for line in lines if not line.waits),
        page=page,
        pages=pages,
        previous_href=urls.places(document.id, revision.number, page - 1) if page > 1 else "",
        next_href=urls.places(document.id, revision.number, page + 1) if page < pages else "",
    )


def _line(held: Desk, revision: Revision, note: Annotation, carried: Carried) -> PlaceLine:
    found = carried.anchored
    places = found.candidates or ((found.span,) if found.span else ())
    return PlaceLine(
        quote=short(note.anchors[carried.part].quote.exact) if carried.part < len(note.anchors) else "",
        author=note.author_name,
        href=urls.noted(note.document, note.revision, note.id),
        outcome=found.outcome.value,
        confidence=f"{found.confidence:.0%} kept" if found.span and not carried.settled_by else "",
        action=urls.place(note.id),
        part=carried.part,
        waits=carried.waits,
        may_decide=bool(held.actor.id) and (note.author == held.actor.id or may(held.actor, Action.REVIEW)),
        candidates=tuple(_candidate(revision, span) for span in places),
        settled="a person decided" if carried.settled_by else "",
    )


def _candidate(revision: Revision, span: Span) -> CandidateLine:
    text = revision.text
    return CandidateLine(
        before=text[max(0, span.start - _AROUND) : span.start],
        words=span.of(text),
        after=text[span.end : span.end + _AROUND],
        span=str(span),
        href=urls.passage(revision.document, revision.number, span),
    )
