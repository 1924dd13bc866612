"""Traced quotations for machines, and a list of them as a table, as CSV and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from archive.counting import many
from archive.differences import Difference, Kind
from archive.omissions import Omission
from archive.selectors import CONTEXT
from archive.verdicts import Verdict
from index.traces import Place, Trace
from web import urls
from web.pages.tracing import Row, TraceListPage
from web.present.tracing import citation_of, shortened, unshown
from web.tables import csv_text
from web.verdict_words import LABELS, meaning, remarks

HEADING = (
    "number", "quotation", "verdict", "flags", "score", "document", "revision", "title", "page", "start", "end",
    "exact", "link", "other_places", "note",
)  # fmt: skip
"""The columns of the table as CSV."""

_LARGEST = 1_500_000
"""Signs of an address that holds a whole table; browsers take no longer one."""

_EXCERPT = 240


def trace_wire(number: int, found: Trace, host: str) -> dict[str, object]:
    """Return a traced quotation as JSON; spans in the source are code points of the named revision.

    `differences` are those of the best place; `printed` spans are code points of the quotation.
    """
    best = found.places[0] if found.places else None
    return {
        "number": number,
        "quotation": found.quoted.text,
        "verdict": found.verdict.value,
        "flags": [flag.value for flag in found.flags],
        "score": round(found.score, 3),
        "told": meaning(found),
        "reason": found.reason,
        "stopped_early": found.stopped,
        "documents": found.documents,
        "named": found.named is not None,
        "unlooked": found.unlooked,
        "differences": list(differences_wire(best.collation.differences)) if best else [],
        "places": [_place_wire(place, host.rstrip("/")) for place in found.places],
    }


def _place_wire(place: Place, host: str) -> dict[str, object]:
    collation, source = place.collation, place.excerpt.source
    left_out = [made for made in collation.differences if made.kind is Kind.ELISION]
    return {
        "document": place.document.id,
        "revision": place.revision,
        "title": place.document.description.title,
        "date": place.document.description.date,
        "page": place.page,
        "verdict": collation.verdict.value,
        "flags": [flag.value for flag in collation.flags],
        "score": round(collation.score, 3),
        "start": place.span.start,
        "end": place.span.end,
        "pieces": [[piece.start, piece.end] if piece else None for piece in collation.pieces],
        "exact": place.exact,
        "prefix": source.between(place.span.start - CONTEXT, place.span.start),
        "suffix": source.between(place.span.end, place.span.end + CONTEXT),
        "elided": [made.was for made in left_out],
        "cautions": sorted(caution.value for caution in collation.cautions),
        "emphasis_dropped": [[span.start, span.end] for span in collation.dropped],
        "omissions": [_omission_wire(one) for one in collation.omissions],
        "differences": list(differences_wire(collation.differences)),
        "url": host + urls.passage(place.document.id, place.revision, place.span),
        "cite": host + urls.citation(citation_of(place)),
    }


def _omission_wire(left_out: Omission) -> dict[str, object]:
    return {
        "printed": [left_out.printed.start, left_out.printed.end],
        "source": [left_out.source.start, left_out.source.end],
        "words": left_out.words,
        "cautions": [caution.value for caution in left_out.cautions],
    }


def differences_wire(differences: Sequence[Difference]) -> Iterator[dict[str, object]]:
    """Yield what differs; `source` spans are code points of the source, `printed` of the quotation."""
    for made in differences:
        if made.kind is not Kind.SAME:
            yield {
                "kind": made.kind.value,
                "source": [made.source.start, made.source.end],
                "printed": [made.printed.start, made.printed.end],
                "was": made.was,
                "put": made.put,
            }


def list_wire(found: Sequence[Trace], host: str) -> dict[str, object]:
    """Return a traced list as JSON."""
    return {
        "total": len(found),
        "unfinished": sum(one.stopped for one in found),
        "quotations": [trace_wire(number, one, host) for number, one in enumerate(found, 1)],
    }


def list_csv(found: Sequence[Trace], host: str) -> str:
    """Return a traced list as CSV, a line a quotation with its best place; as a file it needs a byte order mark."""
    return csv_text(HEADING, [list(_line(number, one, host.rstrip("/"))) for number, one in enumerate(found, 1)])


def _line(number: int, found: Trace, host: str) -> Iterator[str | int | float]:
    yield from (number, found.quoted.text, found.verdict.value, "; ".join(flag.value for flag in found.flags))
    yield round(found.score, 3)
    place = found.named
    if place:
        yield from (place.document.id, place.revision, place.document.description.title, place.page)
        yield from (place.span.start, place.span.end, place.exact)
        yield host + urls.citation(citation_of(place))
    else:
        yield from ("",) * 8
    yield from (_others(found), f"{_note(found)} {unshown(found)}".rstrip())


def _others(found: Trace) -> int:
    """Return how many places were found besides the one that is named."""
    return max(0, len(found.places) - bool(found.named))


def list_page(found: Sequence[Trace], host: str) -> TraceListPage:
    """Return a traced list as a page."""
    counts = Counter(one.verdict for one in found)
    verdicts = ", ".join(f"{counts[verdict]:,} {LABELS[verdict].lower()}" for verdict in Verdict if counts[verdict])
    stopped = sum(one.stopped for one in found)
    return TraceListPage(
        summary=f"{many(len(found), 'quotation')}: {verdicts}.",
        unfinished=f"Time ran out for {many(stopped, 'quotation')}; trace those again." if stopped else "",
        rows=tuple(_row(number, one) for number, one in enumerate(found, 1)),
        csv=_held("text/csv", f"\ufeff{list_csv(found, host)}"),
        json=_held("application/json", json.dumps(list_wire(found, host), ensure_ascii=False)),
    )


def _row(number: int, found: Trace) -> Row:
    place = found.named
    return Row(
        number=number,
        quotation=shortened(found.quoted.text, _EXCERPT),
        href=urls.trace(quotation=found.quoted.text[:4_000]),
        verdict=found.verdict.value,
        label=LABELS[found.verdict],
        note=_remark(found),
        score=f"{found.score:.2f}" if found.places else "",
        title=place.document.description.title if place else "",
        page=place.page if place else "",
        place_href=urls.passage(place.document.id, place.revision, place.span) if place else "",
        exact=shortened(place.exact, _EXCERPT) if place and found.verdict is not Verdict.EXACT else "",
        others=_others(found),
        unshown=unshown(found),
    )


def _note(found: Trace) -> str:
    return " ".join((meaning(found), *remarks(found.flags)))


def _remark(found: Trace) -> str:
    """Return what a table says besides the verdict's name."""
    if found.named and found.verdict is not Verdict.CANNOT_CHECK:
        return " ".join(remarks(found.flags))
    return _note(found)


def _held(media_type: str, text: str) -> str:
    """Return an address that holds a text itself, so that nothing need be kept; empty where it would be too long."""
    address = f"data:{media_type};charset=utf-8,{quote(text)}"
    return address if len(address) <= _LARGEST else ""
