"""A ledger as W3C annotations: a trace links, a verdict assesses; what people say stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from archive.judgements import Judgement
from archive.ledgers import Traced
from archive.quotations import Quotation
from archive.selectors import describe
from web import urls
from web.ledgers import Ledger
from web.present.annotation import CONTEXT, person, position, words_at


def ledger_annotations(ledger: Ledger, host: str) -> dict[str, object]:
    """Return a collection with one page; spans are code points of the revisions that the sources name."""
    base, revision = host.rstrip("/"), ledger.revision
    address = base + urls.ledger(revision.document, revision.number, form=".jsonld")
    items = [item for each in ledger.quotations for item in _of(ledger, each, base)]
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"Quotations of {ledger.title}",
        "total": len(items),
        "first": {"id": f"{address}?page=0", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _of(ledger: Ledger, quotation: Quotation, base: str) -> Iterator[dict[str, object]]:
    traced = ledger.traces.get(quotation.number)
    revision = ledger.revision
    name = f"urn:verbatim:quotation:{revision.key}:{quotation.number}"
    source = base + urls.revision(revision.document, revision.number)
    span = ledger.traced_span(quotation)
    target = words_at(source, span, describe(revision.text, span))
    if traced:
        yield _assessing(name, traced, target)
        if traced.named and traced.places[0].document not in ledger.withdrawn:
            yield _linking(name, traced, target, base)
    for judgement in ledger.judgements.get(quotation.number, ()):
        if not judgement.asked_again:
            yield _judged(judgement, target, base)


def _machine(traced: Traced) -> dict[str, object]:
    return {"type": "Software", "name": f"Verbatim, tracing {traced.algorithm}"}


def _assessing(name: str, traced: Traced, target: object) -> dict[str, object]:
    values = [traced.verdict.value, *(flag.value for flag in traced.flags)]
    bodies = [{"type": "TextualBody", "value": value, "purpose": "assessing"} for value in values]
    return {
        "id": f"{name}:verdict",
        "type": "Annotation",
        "motivation": "assessing",
        "created": traced.at,
        "creator": _machine(traced),
        "body": bodies,
        "target": target,
    }


def _linking(name: str, traced: Traced, target: object, base: str) -> dict[str, object]:
    place = traced.places[0]
    return {
        "id": f"{name}:trace",
        "type": "Annotation",
        "motivation": "linking",
        "created": traced.at,
        "creator": _machine(traced),
        "body": {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": base + urls.revision(place.document, place.revision),
            "selector": [position(place.span), {"type": "TextQuoteSelector", "exact": place.exact}],
        },
        "target": target,
    }


def _judged(judgement: Judgement, target: object, base: str) -> dict[str, object]:
    bodies: list[dict[str, object]] = [
        {"type": "TextualBody", "value": judgement.ruling.value, "purpose": "assessing"},
    ]
    if judgement.verdict:
        bodies.append({"type": "TextualBody", "value": judgement.verdict.value, "purpose": "assessing"})
    if judgement.span:
        source = base + urls.revision(judgement.source, judgement.revision)
        selector = position(judgement.span)
        bodies.append({"type": "SpecificResource", "purpose": "linking", "source": source, "selector": selector})
    if judgement.comment:
        bodies.append({"type": "TextualBody", "value": judgement.comment, "purpose": "commenting"})
    origin = base + urls.ledger(judgement.quotation[0], judgement.carried_from, form=".jsonld")
    return {
        "id": f"urn:verbatim:judgement:{judgement.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": judgement.at,
        "creator": person(judgement.person, judgement.person_name),
        "body": bodies,
        "target": target,
        **({"via": origin} if judgement.carried_from else {}),
    }
