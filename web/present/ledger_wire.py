"""The ledger of quotations for machines: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.chain_steps import Chain
from archive.judgements import Judgement
from archive.ledgers import Found, Traced
from archive.quotations import Quotation
from archive.requoting import Requoting
from archive.spans import Span
from archive.update_notes import update_notes
from web import urls
from web.ledgers import Ledger
from web.present.ledger import summary
from web.present.quotation_card import WAITING, withdrawn_words
from web.present.trace_list import differences_wire
from web.tables import csv_text
from web.verdict_words import meaning, remarks

HEADING = (
    "number", "kind", "quotation", "start", "end", "verdict", "flags", "score", "reviewed", "document", "revision",
    "title", "page", "source_start", "source_end", "exact", "link", "other_places", "note",
)  # fmt: skip
"""The columns of a ledger as CSV."""


def ledger_wire(ledger: Ledger, host: str) -> dict[str, object]:
    """Return a ledger; spans of quotations are code points of `text`, those of places of the revision they name."""
    revision = ledger.revision
    return {
        "document": revision.document or None,
        "revision": revision.number if revision.document else None,
        "title": ledger.title,
        "summary": summary(ledger),
        "complete": ledger.complete and ledger.searched and not ledger.waiting,
        "since_revision_before": None if ledger.requoted is None else [_requoting(each) for each in ledger.requoted],
        "update_notes": [
            {"start": note.span.start, "end": note.span.end, "date": note.date or None}
            for note in update_notes(revision.text)
        ],
        "text": revision.text,
        "quotations": [_quotation(ledger, each, host.rstrip("/")) for each in ledger.quotations],
    }


def _requoting(each: Requoting) -> dict[str, object]:
    old = _pair(each.old.span) if each.old else None
    return {"fate": each.fate.value, "old": old, "new": each.new.number if each.new else None}


def _quotation(ledger: Ledger, quotation: Quotation, host: str) -> dict[str, object]:
    traced = ledger.traces.get(quotation.number)
    verdict = ledger.verdict(quotation)
    intro = quotation.intro
    return {
        "number": quotation.number,
        "start": quotation.span.start,
        "end": ledger.traced_span(quotation).end,
        "outer_start": quotation.outer.start,
        "outer_end": quotation.outer.end,
        "kind": quotation.kind.value,
        "exact": ledger.exact(quotation),
        "parent": quotation.parent,
        "group": quotation.group,
        "traits": [trait.value for trait in quotation.traits],
        "intro": [intro.start, intro.end] if intro else None,
        "verdict": verdict.value if verdict else WAITING,
        "judgements": [_judgement(each) for each in ledger.judgements.get(quotation.number, ())],
        **(_traced(ledger, traced, host) if traced else {}),
        "chains": [_chain(chain, host) for chain in ledger.chains.of.get(quotation.number, ())],
        "chains_cut": quotation.number in ledger.chains.cut,
    }


def _chain(chain: Chain, host: str) -> dict[str, object]:
    return {
        "end": chain.end.value,
        "by_wording": chain.by_wording,
        "steps": [
            {
                "document": step.document,
                "revision": step.revision,
                "start": step.span.start,
                "end": step.span.end,
                "verdict": step.verdict.value,
                "quotation": step.quotation,
                "part": step.part,
                "url": host + urls.passage(step.document, step.revision, step.span),
            }
            for step in chain.steps
        ],
    }


def _traced(ledger: Ledger, traced: Traced, host: str) -> dict[str, object]:
    best = traced.places[0] if traced.places else None
    return {
        "machine_verdict": traced.verdict.value,
        "algorithm": traced.algorithm,
        "traced": traced.at,
        "flags": [flag.value for flag in traced.flags],
        "score": round(traced.score, 3),
        "reason": traced.reason,
        "told": meaning(traced),
        "named": traced.named,
        "documents": traced.documents,
        "unlooked": traced.unlooked,
        "differences": list(differences_wire(best.differences)) if best else [],
        "places": [_place(ledger, place, host) for place in traced.places],
        "own": [_place(ledger, place, host) for place in traced.own],
    }


def _place(ledger: Ledger, place: Found, host: str) -> dict[str, object]:
    withdrawn = ledger.withdrawn.get(place.document)
    return {
        "document": place.document,
        "revision": place.revision,
        "start": place.span.start,
        "end": place.span.end,
        "pieces": [_pair(piece) for piece in place.pieces],
        "page": place.page,
        "exact": None if withdrawn else place.exact,
        "withdrawn": withdrawn.reason if withdrawn else None,
        "elided": [left_out.words for left_out in place.omissions],
        "cautions": sorted({caution.value for left_out in place.omissions for caution in left_out.cautions}),
        "emphasis_dropped": list(place.dropped),
        "verdict": place.verdict.value,
        "flags": [flag.value for flag in place.flags],
        "score": round(place.score, 3),
        "url": host + urls.passage(place.document, place.revision, place.span),
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _judgement(judgement: Judgement) -> dict[str, object]:
    return {
        "id": judgement.id,
        "ruling": judgement.ruling.value,
        "comment": judgement.comment,
        "who": judgement.person_name,
        "at": judgement.at,
        "document": judgement.source or None,
        "revision": judgement.revision or None,
        "span": _pair(judgement.span),
        "verdict": judgement.verdict.value if judgement.verdict else None,
        "carried_from": judgement.carried_from or None,
        "asked_again": judgement.asked_again,
    }


def ledger_csv(ledger: Ledger, host: str) -> str:
    """Return a ledger as CSV, a line a quotation with its best place; as a file it needs a byte order mark."""
    return csv_text(HEADING, [list(_line(ledger, each, host.rstrip("/"))) for each in ledger.quotations])


def _line(ledger: Ledger, quotation: Quotation, host: str) -> Iterator[str | int | float]:
    traced, ruling = ledger.traces.get(quotation.number), ledger.ruling(quotation)
    verdict = ledger.verdict(quotation)
    yield from (quotation.number + 1, quotation.kind.value, ledger.exact(quotation))
    span = ledger.traced_span(quotation)
    yield from (span.start, span.end, verdict.value if verdict else WAITING)
    yield "; ".join(flag.value for flag in traced.flags) if traced else ""
    yield round(traced.score, 3) if traced else ""
    yield ruling.ruling.value if ruling else ""
    yield from _best(ledger, traced, host)
    yield max(0, len(traced.places) - traced.named) if traced else 0
    yield _note(ledger, traced) if traced else ""


def _note(ledger: Ledger, traced: Traced) -> str:
    withdrawn = withdrawn_words(ledger, traced.places[0].document) if traced.named else ""
    return " ".join((meaning(traced), *remarks(traced.flags), *([f"The source was {withdrawn}."] if withdrawn else [])))


def _best(ledger: Ledger, traced: Traced | None, host: str) -> Sequence[str | int]:
    if traced is None or not traced.named:
        return ("",) * 8
    place = traced.places[0]
    source = ledger.sources.get(place.document)
    title = source.description.title if source else ""
    link = host + urls.passage(place.document, place.revision, place.span)
    return (place.document, place.revision, title, place.page, place.span.start, place.span.end, place.exact, link)
