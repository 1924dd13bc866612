"""A quotation of the ledger as a card: how it stands, where, with both wordings, and what people say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.citations import Citation, check_of
from archive.counting import many
from archive.documents import Document
from archive.judgements import Judgement, Ruling
from archive.ledgers import Found, Traced
from archive.quotations import Quotation, QuotationKind, Trait
from archive.reply_signs import REPLY_SIGNS
from archive.verdicts import Flag
from web import urls
from web.ledgers import Ledger
from web.moments import day
from web.pages.ledger import PlaceLine, QuotationCard, Said
from web.present.chains import chains_box
from web.present.tracing import printed_words, shortened, source_words
from web.verdict_words import LABELS, TINTS, meaning, remarks, told

QUOTE = 120
"""Signs of a quotation that are shown where it is named."""

_OTHERS = 12
_SORTED_OUT = frozenset({Flag.SECOND_HAND, Flag.WITNESS})
WAITING = "waiting"
"""The word for how a quotation stands that is still to be traced."""

_REPLY_SIGNS = re.compile(rf"^{REPLY_SIGNS}", re.M)

_TRAITS = {
    Trait.UNCLOSED: "It is opened and never closed: where it ends is a guess.",
    Trait.UNMARKED: "It has no quotation marks; what leads up to it says that it is one.",
}


def _words(ledger: Ledger, quotation: Quotation) -> str:
    """Return the words of a quotation, those of a reply without the signs that mail sets before its lines."""
    words = ledger.exact(quotation)
    return _REPLY_SIGNS.sub("", words) if quotation.kind is QuotationKind.REPLY else words


def wire_word(ledger: Ledger, quotation: Quotation) -> str:
    """Return how a quotation stands as the wire word of its verdict, or `WAITING`."""
    verdict = ledger.verdict(quotation)
    return verdict.value if verdict else WAITING


def tint(ledger: Ledger, quotation: Quotation) -> str:
    """Return how a quotation is tinted; of one too short to name a source nothing is claimed."""
    verdict, traced = ledger.verdict(quotation), ledger.traces.get(quotation.number)
    if verdict is None or (traced and Flag.SHORT in traced.flags):
        return "open"
    return "marked" if traced and traced.upto and TINTS[verdict] == "good" else TINTS[verdict]


def quotation_card(ledger: Ledger, quotation: Quotation) -> QuotationCard:
    """Return the card of a quotation."""
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
        quote=shortened(_words(ledger, quotation), QUOTE),
        kind="" if quotation.kind is QuotationKind.INLINE else quotation.kind.value,
        verdict=verdict.value if verdict else WAITING,
        label=LABELS[verdict] if verdict else "Still to be traced",
        tint=tint(ledger, quotation),
        meaning=meaning(traced) if traced and not shown else "",
        remarks=(*_traits(quotation, traced), *_remarks(traced)),
        place=_line(ledger, named) if named else None,
        cite_href=_cite(named) if named and named.document not in ledger.withdrawn else "",
        described=_described(ledger, named) if named else "",
        source=tuple(source_words(best.differences)) if best else (),
        printed=tuple(printed_words(best.differences)) if best else (),
        told=told(best.differences, best.omissions, best.dropped) if best else (),
        folded=bool(traced and not named and Flag.SHORT in traced.flags),
        witnesses=tuple(_line(ledger, place) for place in others if Flag.WITNESS in place.flags),
        others=tuple(_line(ledger, place) for place in others if not _SORTED_OUT & {*place.flags}),
        quoting=tuple(_line(ledger, place) for place in others if _SORTED_OUT & {*place.flags} == {Flag.SECOND_HAND}),
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


def _traits(quotation: Quotation, traced: Traced | None) -> list[str]:
    ended = traced is not None and traced.upto is not None
    return [_TRAITS[each] for each in quotation.traits if each in _TRAITS and not (ended and each is Trait.UNCLOSED)]


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
        label=withdrawn_words(ledger, place.document) or LABELS[place.verdict].lower(),
    )


def _cite(place: Found) -> str:
    return urls.citation(Citation(place.document, place.revision, place.span, check_of(place.exact)))


def _described(ledger: Ledger, place: Found) -> str:
    source = ledger.sources.get(place.document)
    return withdrawn_words(ledger, place.document) or (_people_and_day(source) if source else "")


def withdrawn_words(ledger: Ledger, document: str) -> str:
    """Return when and why a document was withdrawn; empty where it was not."""
    held = ledger.withdrawn.get(document)
    return f"withdrawn on {day(held.at)}: {held.reason}" if held else ""


def _said(ledger: Ledger, judgement: Judgement) -> Said:
    place = None
    if judgement.span and judgement.source:
        source = ledger.sources.get(judgement.source)
        href = urls.passage(judgement.source, judgement.revision, judgement.span)
        label = LABELS[judgement.verdict].lower() if judgement.verdict else ""
        label = withdrawn_words(ledger, judgement.source) or label
        place = PlaceLine(href, source.description.title if source else judgement.source, "", label)
    said, comment = judgement.ruling.value, judgement.comment
    return Said(judgement.person_name, judgement.at, said, comment, _carried(judgement), place)


def _carried(judgement: Judgement) -> str:
    if not judgement.carried_from:
        return ""
    if judgement.asked_again and judgement.ruling is not Ruling.COMMENT:
        return f"of revision {judgement.carried_from}; asked again, since the words or their source have changed"
    return f"of revision {judgement.carried_from}, carried over"
