"""From whom a wrong wording was taken: a document that has the same wrong words, as a quotation, and is earlier.

This is the method of common errors (Lachmann): two texts that alone share a slip have it one from the other, or from a
third. It is evidence, not proof, and whoever shows it must say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.documents import Document
from archive.judgements import Judgement, standing
from archive.ledgers import Found, Traced
from archive.store import Store
from archive.verdicts import Flag


def go_betweens(
    store: Store, document: Document, traces: Mapping[int, Traced], judgements: Mapping[int, Sequence[Judgement]]
) -> dict[int, Found]:
    """Return the place from which each misquotation was likely taken, by its number: the earliest with its very words.

    A quotation on which a person has ruled has none. One query where there is anything to ask.
    """
    shared = {
        number: found
        for number, traced in traces.items()
        if not standing(judgements.get(number, ())) and (found := _sharing(traced))
    }
    if not shared or not document.description.date:
        return {}
    held = store.documents.get_many(sorted({place.document for found in shared.values() for place in found}))
    dates = {key: other.description.date for key, other in held.items()}
    chosen: dict[int, Found] = {}
    for number, found in shared.items():
        before = [each for each in found if _earlier(dates.get(each.document, ""), document.description.date)]
        if before:
            chosen[number] = min(before, key=lambda each: (each.verdict.rank, dates[each.document], each.document))
    return chosen


def _sharing(traced: Traced) -> list[Found]:
    """Return where the words stand right, but as a quotation, if they stand wrong in the source that is named."""
    if not (traced.named and traced.places) or traced.places[0].verdict.faithful:
        return []
    return [each for each in traced.places[1:] if Flag.SECOND_HAND in each.flags and each.verdict.faithful]


def _earlier(one: str, other: str) -> bool:
    """Tell whether a date (ISO 8601, as precise as known) is surely before another."""
    return bool(one) and one < other and not other.startswith(one)
