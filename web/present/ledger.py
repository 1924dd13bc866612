"""The ledger of quotations as a page: the text tinted, a card for each quotation, counts by standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from archive.access import Action, may
from archive.citations import Citation, check_of
from archive.counting import many
from archive.documents import Document, Revision
from archive.judgements import Judgement, Ruling
from archive.ledgers import Found, Traced
from archive.quotations import Quotation, QuotationKind, Trait
from archive.update_notes import update_notes
from archive.verdicts import Flag, Verdict
from web import urls
from web.desk import Desk
from web.ledgers import Ledger
from web.marks import Layer
from web.moments import day
from web.pages.ledger import Filter, LedgerPage, PlaceLine, QuotationCard, RequotedLine, Said, UpdateLine
from web.present.chains import chains_box
from web.present.text import marks_of_source, pages_of_text
from web.present.tracing import printed_words, shortened, source_words
from web.verdict_words import LABELS, TINTS, meaning, remarks, told

QUOTE = 120
"""Signs of a quotation that are shown where it is named."""

_OTHERS = 12
WAITING = "waiting"
_TRAITS = {
    Trait.UNCLOSED: "It is opened and never closed: where it ends is a guess.",
    Trait.UNMARKED: "It has no quotation marks; what leads up to it says that it is one.",
}


def ledger_page(held: Desk, ledger: Ledger, *, show: str, about: str, back_href: str) -> LedgerPage:
    """Return the page of a ledger; `show` is the verdict to which it is narrowed, empty for all."""
    revision = ledger.revision
    chosen = [each for each in ledger.quotations if not show or _wire(ledger, each) == show]
    layers = [mark for mark in marks_of_source(revision) if mark.sort != "link"]
    layers += [Layer(each.outer, "quotation", f"{each.number} {_tint(ledger, each)}") for each in chosen]
    pinned = bool(revision.document)
    return LedgerPage(
        title=ledger.title,
        about=about,
        back_href=back_href,
        timeline_href=urls.timeline(around=revision.document) if pinned else "",
        summary=summary(ledger),
        progress=_progress(ledger) if pinned else "",
        notes=tuple(_notes(ledger)),
        updates=tuple(_updates(revision)),
        requoted=tuple(_requoted(ledger)),
        filters=tuple(_filters(ledger, show)) if pinned else (),
        pages=pages_of_text(revision, layers),
        page_count=len(revision.pages),
        cards=tuple(_card(ledger, each) for each in chosen),
        forms=_forms(ledger) if pinned else (),
        may_judge=pinned and may(held.actor, Action.JUDGE),
    )


def summary(ledger: Ledger) -> str:
    """Return the counts in a line, as in `93 quotations: 71 exact, 8 misquoted`, with a full stop."""
    counts = Counter(_wire(ledger, each) for each in ledger.quotations)
    words = {verdict.value: LABELS[verdict].lower() for verdict in Verdict} | {WAITING: "still to be traced"}
    listed = ", ".join(f"{counts[wire]:,} {word}" for wire, word in words.items() if counts[wire])
    return f"{many(len(ledger.quotations), 'quotation')}{': ' if listed else ''}{listed}."


def _wire(ledger: Ledger, quotation: Quotation) -> str:
    verdict = ledger.verdict(quotation)
    return verdict.value if verdict else WAITING


def _tint(ledger: Ledger, quotation: Quotation) -> str:
    """Return how a quotation is tinted; of one too short to name a source nothing is claimed."""
    verdict, traced = ledger.verdict(quotation), ledger.traces.get(quotation.number)
    if verdict is None or (traced and Flag.SHORT in traced.flags):
        return "open"
    return TINTS[verdict]


def _progress(ledger: Ledger) -> str:
    judged = {each.number for each in ledger.quotations if ledger.ruling(each)}
    again = {number for number, said in ledger.judgements.items() if any(each.asked_again for each in said)} - judged
    asked = f", {len(again):,} to be reviewed anew" if again else ""
    return f"{len(judged):,} of {len(ledger.quotations):,} reviewed{asked}" if ledger.quotations else ""


def _notes(ledger: Ledger) -> Iterator[str]:
    if not ledger.searched:
        yield "This revision has not been searched for quotations yet; come back in a moment."
    if ledger.waiting:
        yield f"{many(ledger.waiting, 'quotation')} still to be traced; come back in a moment."
    if ledger.requoted is None:
        yield "What became of its quotations since the revision before has not been looked at."
    if not ledger.complete:
        yield f"It has more quotations than are kept: these are the first {len(ledger.quotations):,}."


def _updates(revision: Revision) -> Iterator[UpdateLine]:
    for note in update_notes(revision.text):
        href = urls.passage(revision.document, revision.number, note.span) if revision.document else ""
        yield UpdateLine(note.date, shortened(note.span.of(revision.text), 2 * QUOTE), href)


def _requoted(ledger: Ledger) -> Iterator[RequotedLine]:
    for each in ledger.requoted or ():
        was = shortened(each.old.span.of(ledger.before), QUOTE) if each.old else ""
        now = shortened(ledger.exact(each.new), QUOTE) if each.new else ""
        yield RequotedLine(each.fate.value, was, now, f"#card-{each.new.number}" if each.new else "")


def _filters(ledger: Ledger, show: str) -> Iterator[Filter]:
    counts = Counter(_wire(ledger, each) for each in ledger.quotations)
    key = ledger.revision.document, ledger.revision.number
    yield Filter("All", "", len(ledger.quotations), urls.ledger(*key), not show)
    for verdict in Verdict:
        if counts[verdict.value]:
            href = urls.ledger(*key, show=verdict.value)
            yield Filter(LABELS[verdict], TINTS[verdict], counts[verdict.value], href, show == verdict.value)


def _forms(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    key = ledger.revision.document, ledger.revision.number
    names = (("CSV", ".csv"), ("JSON", ".json"), ("Web annotations", ".jsonld"))
    return tuple((name, urls.ledger(*key, form=form)) for name, form in names)


def _card(ledger: Ledger, quotation: Quotation) -> QuotationCard:
    traced = ledger.traces.get(quotation.number)
    verdict = ledger.verdict(quotation)
    best = traced.places[0] if traced and traced.places else None
    named = best if traced and traced.named else None
    ruling = ledger.ruling(quotation)
    shown = ruling and ruling.verdict
    others = _others(traced)[:_OTHERS]
    return QuotationCard(
        key=quotation.number,
        number=quotation.number + 1,
        quote=shortened(ledger.exact(quotation), QUOTE),
        kind="" if quotation.kind is QuotationKind.INLINE else quotation.kind.value,
        verdict=verdict.value if verdict else WAITING,
        label=LABELS[verdict] if verdict else "Still to be traced",
        tint=_tint(ledger, quotation),
        meaning=meaning(traced) if traced and not shown else "",
        remarks=(*(_TRAITS[each] for each in quotation.traits if each in _TRAITS), *_remarks(traced)),
        place=_line(ledger, named) if named else None,
        cite_href=_cite(named) if named else "",
        described=_described(ledger, named) if named else "",
        source=tuple(source_words(best.differences)) if best else (),
        printed=tuple(printed_words(best.differences)) if best else (),
        told=told(best.differences, best.omissions, best.dropped) if best else (),
        others=tuple(_line(ledger, place) for place in others if Flag.SECOND_HAND not in place.flags),
        quoting=tuple(_line(ledger, place) for place in others if Flag.SECOND_HAND in place.flags),
        again=tuple(_line(ledger, place) for place in traced.own[:_OTHERS]) if traced else (),
        unshown=_unshown(traced),
        ruling=ruling.ruling.value if ruling else "",
        said=tuple(_said(ledger, each) for each in ledger.judgements.get(quotation.number, ())),
        judge_href=urls.judgements(ledger.revision.document, ledger.revision.number, quotation.number),
        chains=chains_box(ledger, quotation.number),
    )


def about(document: Document) -> str:
    """Return what a document is, in a line."""
    return " · ".join(filter(None, (document.description.kind.value.capitalize(), _people_and_day(document))))


def _people_and_day(document: Document) -> str:
    told = document.description
    people = " → ".join(filter(None, (told.creator, told.recipient)))
    return " · ".join(filter(None, (people, day(told.date))))


def _remarks(traced: Traced | None) -> tuple[str, ...]:
    return remarks(traced.flags) if traced else ()


def _others(traced: Traced | None) -> Sequence[Found]:
    """Return the places besides the one that is named."""
    return traced.places[int(traced.named) :] if traced else ()


def _unshown(traced: Traced | None) -> str:
    if traced is None or not traced.places:
        return ""
    hidden = len(_others(traced)[_OTHERS:]) + traced.unlooked
    return f"{many(hidden, 'more passage')} may have these words too." if hidden else ""


def _line(ledger: Ledger, place: Found) -> PlaceLine:
    source = ledger.sources.get(place.document)
    return PlaceLine(
        href=urls.passage(place.document, place.revision, place.span),
        title=source.description.title if source else "a document that is no longer held",
        page=place.page,
        label=LABELS[place.verdict],
    )


def _cite(place: Found) -> str:
    return urls.citation(Citation(place.document, place.revision, place.span, check_of(place.exact)))


def _described(ledger: Ledger, place: Found) -> str:
    source = ledger.sources.get(place.document)
    return _people_and_day(source) if source else ""


def _said(ledger: Ledger, judgement: Judgement) -> Said:
    place = None
    if judgement.span and judgement.source:
        source = ledger.sources.get(judgement.source)
        href = urls.passage(judgement.source, judgement.revision, judgement.span)
        label = LABELS[judgement.verdict] if judgement.verdict else ""
        place = PlaceLine(href, source.description.title if source else judgement.source, "", label)
    said, comment = judgement.ruling.value, judgement.comment
    return Said(judgement.person_name, judgement.at, said, comment, _carried(judgement), place)


def _carried(judgement: Judgement) -> str:
    if not judgement.carried_from:
        return ""
    if judgement.asked_again and judgement.ruling is not Ruling.COMMENT:
        return f"of revision {judgement.carried_from}; asked again, since the words or their source have changed"
    return f"of revision {judgement.carried_from}, carried over"
