"""A traced quotation as a page: the verdict in words, each place with both wordings side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.access import Action, may
from archive.citations import Citation, check_of
from archive.counting import many
from archive.differences import Difference, Kind
from archive.folding import terms
from archive.verdicts import Verdict
from index.traces import Place, Trace
from web import urls
from web.desk import Desk
from web.pages.tracing import Finding, PlaceCard, TracePage, Wording
from web.quotation_lists import MOST
from web.receive import TraceRequest
from web.verdict_words import LABELS, meaning, place_meaning, remarks, told

_CONTEXT = 90
"""Code points of the source that are shown before and after a quotation."""

_LONGEST = 1_500
"""Code points of words left out that are shown."""

_QUIET = {Kind.SAME, Kind.SPACE, Kind.EDGE}


def trace_page(held: Desk, asked: TraceRequest, found: Trace | None) -> TracePage:
    """Return the page of a traced quotation, or the empty form."""
    return TracePage(
        asked.quotation,
        asked.without,
        _finding(asked, found) if found else None,
        may(held.actor, Action.TRACE_LISTS),
        MOST,
        held.index.state().note if found else "",
    )


def _finding(asked: TraceRequest, found: Trace) -> Finding:
    return Finding(
        verdict=found.verdict.value,
        label=LABELS[found.verdict],
        meaning=meaning(found),
        remarks=remarks(found.flags),
        places=tuple(_card(place) for place in found.places),
        others=unshown(found),
        milliseconds=round(found.seconds * 1000),
        json_href=urls.trace(quotation=asked.quotation, without=asked.without, form=".json"),
    )


def unshown(found: Trace) -> str:
    """Return what is said of passages that are not shown, empty where there are none."""
    more = many(found.unlooked, "more passage")
    return (
        f"{more} may have these words too and {'is' if found.unlooked == 1 else 'are'} not shown."
        if (found.unlooked and found.verdict.rank < Verdict.NOT_FOUND.rank)
        else ""
    )


def _card(place: Place) -> PlaceCard:
    described, collation = place.document.description, place.collation
    before, after = _context(place)
    return PlaceCard(
        href=urls.passage(place.document.id, place.revision, place.span),
        cite_href=urls.citation(citation_of(place)),
        title=described.title,
        kind=described.kind.value,
        creator=described.creator,
        recipient=described.recipient,
        date=described.date,
        page=place.page,
        verdict=collation.verdict.value,
        label=LABELS[collation.verdict],
        meaning=place_meaning(collation.verdict),
        remarks=remarks(collation.flags),
        before=before,
        source=tuple(source_words(collation.differences)),
        after=after,
        printed=tuple(printed_words(collation.differences)),
        told=told(collation.differences, collation.omissions, place.dropped),
    )


def shortened(words: str, most: int) -> str:
    """Return words on one line, cut after a word where they have more than so many signs."""
    flowed = " ".join(words.split())
    return flowed if len(flowed) <= most else f"{flowed[:most].rpartition(' ')[0]} …"


def citation_of(place: Place) -> Citation:
    """Return the citation of the words at a place."""
    return Citation(place.document.id, place.revision, place.span, check_of(place.exact))


def _context(place: Place) -> tuple[str, str]:
    """Return the words of the source before and after the quotation, cut at a blank."""
    spans = [made.source for made in place.collation.differences if len(made.source)]
    source = place.excerpt.source
    before = source.between(spans[0].start - _CONTEXT, spans[0].start)
    after = source.between(spans[-1].end, spans[-1].end + _CONTEXT)
    return _flowed(re.sub(r"^\S*\s", "", before) if len(before) == _CONTEXT else before), _flowed(
        re.sub(r"\s\S*$", "", after) if len(after) == _CONTEXT else after
    )


def _flowed(text: str) -> str:
    """Return text on one line: blanks and line ends become one blank."""
    return re.sub(r"\s+", " ", text)


def source_words(differences: tuple[Difference, ...]) -> Iterator[Wording]:
    """Yield the source's words in the quotation's order."""
    reached = -1
    for made in differences:
        if not len(made.source):
            continue
        if reached > made.source.start:
            yield Wording("page", " ⋯ ")
        reached = made.source.end
        if made.kind in _QUIET:
            yield Wording("same", _flowed(made.was))
        else:
            shown = made.was[:_LONGEST]
            kind = {Kind.ELISION: "left", Kind.PAGE: "page"}.get(made.kind, "gone")
            yield Wording(kind, _flowed(shown), len(terms(made.was[_LONGEST:])))


def printed_words(differences: tuple[Difference, ...]) -> Iterator[Wording]:
    """Yield the quotation's words; nothing where no word and no sign differs."""
    if all(made.kind in {*_QUIET, Kind.PAGE} for made in differences):
        return
    for made in differences:
        if made.put:
            kind = "same" if made.kind in {*_QUIET, Kind.PAGE} else "come"
            yield Wording(kind, _flowed(made.put))
