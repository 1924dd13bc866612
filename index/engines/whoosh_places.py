"""What phrases and nearness ask of places: arrays of them are searched in one another, all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh_postings import Places, positions


def starting(places: Places, step: int) -> Places:
    """Return where phrases begin that have a word of these places so many steps on."""
    return places[positions(places) >= step] - step


def followed(places: Places, others: Places, least: int, most: int, times: int = 1) -> Places:
    """Return those of the places behind which another term stands, so many places on at least and at most.

    With `times` it stands there at least so often. Places are those of `whoosh_postings.py`, so far apart from one
    document to the next that nothing follows over a document's end.
    """
    if len(others) < times:
        return places[:0]
    first = np.searchsorted(others, places + least) + times - 1
    found = others[np.minimum(first, len(others) - 1)]
    return places[(first < len(others)) & (found <= places + most)]


def near(terms: Sequence[str], held: dict[str, Places], distance: int) -> Places:
    """Return where a stretch begins that has the terms in any order and at most `distance` other words.

    A term that is given twice must stand there twice. Rare terms narrow the search for the others.
    """
    by_rarity = sorted(held, key=lambda term: len(held[term]))
    rarest = held[by_rarity[0]]
    length = len(terms) + distance
    starts = np.concatenate([rarest, *(followed(held[term], rarest, 0, length - 1) for term in by_rarity[1:])])
    for term in by_rarity:
        starts = followed(starts, held[term], 0, length - 1, terms.count(term))
    return starts
