"""The witnesses of a quotation's source, each tried: whether a scan, a web page and a mail of one letter agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from archive.folding import terms
from archive.store import Store
from archive.verdicts import Flag
from index.traces import Place, Trace


def witnessed(store: Store, found: Trace, without: Callable[[frozenset[str]], Trace]) -> Trace:
    """Return a trace with a place in each witness of its source, as far as one has the words, and whether they agree.

    They agree where each has the same words there, case and punctuation apart. `without` traces the quotation once
    more, leaving out documents: those that have a place already.
    """
    group = set(store.witnesses.of(found.named.document.id)) if found.named else set()
    group -= store.withdrawals.among(group).keys()
    if not found.named or not group:
        return found
    held = frozenset(place.document.id for place in found.places)
    missing = group - held
    more = without(held).places if missing else ()
    first = {place.document.id: place for place in reversed(more) if place.document.id in missing}
    wanted = group | {found.named.document.id}
    places = [_witness(place) if place.document.id in wanted else place for place in (*found.places, *first.values())]
    wordings = {
        place.document.id: tuple(terms(place.exact)) for place in reversed(places) if place.document.id in wanted
    }
    agree = wordings.keys() == wanted and len(set(wordings.values())) == 1
    said = Flag.WITNESSES_AGREE if agree else Flag.WITNESSES_DIFFER
    return replace(found, places=tuple(places), flags=(*found.flags, said))


def _witness(place: Place) -> Place:
    collation = place.collation
    return replace(place, collation=replace(collation, flags=(*collation.flags, Flag.WITNESS)))
