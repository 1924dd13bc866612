"""Where the leaves of a query stand in a text: words, phrases, near words, patterns, each as one span."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from archive.folding import whole_words
from index.query import AnyOf, Fuzzy, Near, Node, Pattern, Phrase
from index.stretches import Stretch
from index.wildcards import compiled

_AS_STORED = re.compile("[\ufb00-\ufb06]")
_DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff]")


Place = tuple[int, int]
"""Where something stands: half-open, in code points of the stretch's text."""

Run = tuple[int, int]
"""The numbers of the first and of the last word of a place."""


def stands(leaf: Node, stretch: Stretch) -> bool:
    """Tell whether a leaf stands anywhere in a stretch: that takes less than to tell at which signs."""
    verbatim = isinstance(leaf, Phrase) and leaf.verbatim
    found = (_places(leaf, body) if verbatim else _runs(leaf, body) for body in _bodies(leaf, stretch))
    return any(next(each, None) is not None for each in found)


def places(leaf: Node, stretch: Stretch) -> Iterator[Place]:
    """Yield where a leaf stands, in order and without overlap.

    A phrase, or words near one another, may run over the head and foot of a page, and then cover them.
    """
    bodies = _bodies(leaf, stretch)
    if len(bodies) == 1:
        return _places(leaf, stretch)
    return _apart(sorted({place for body in bodies for place in _places(leaf, body)}))


def _bodies(leaf: Node, stretch: Stretch) -> Sequence[Stretch]:
    """Return the stretch, and for what has more words than one the same without running heads and footers."""
    many = isinstance(leaf, Near) or (isinstance(leaf, Phrase) and len(leaf.terms) > 1)
    return (stretch, stretch.body) if many and stretch.body is not None else (stretch,)


def _apart(found: Iterable[Place]) -> Iterator[Place]:
    """Yield places in order, those left out that overlap an earlier one."""
    after = 0
    for start, end in found:
        if start >= after:
            yield start, end
            after = end


def _places(leaf: Node, stretch: Stretch) -> Iterator[Place]:
    """Yield where a leaf stands in one text."""
    match leaf:
        case Phrase(_, written, verbatim=True):
            return _verbatim(written, stretch)
        case Phrase((term,)) if stretch.folded is not None and term.isalnum():
            return _folded(term, stretch.folded, stretch.end)
        case _:
            return ((stretch.places[first][0], stretch.places[last][1]) for first, last in _runs(leaf, stretch))


def _runs(leaf: Node, stretch: Stretch) -> Iterator[Run]:
    """Yield the words that a leaf stands for in one text.

    Patterns and fuzzy words are tried on the text's own words, so that a whole text needs no vocabulary.
    """
    match leaf:
        case Phrase(terms):
            return _in_order(terms, stretch)
        case Near(terms, distance):
            return _near(Counter(terms), distance, stretch)
        case AnyOf(terms):
            return _single(frozenset(terms), stretch)
        case Pattern(pattern):
            fits = compiled(pattern).match
            return _single({term for term in set(stretch.terms) if fits(term)}, stretch)
        case Fuzzy(term, edits):
            return _single({held for held in set(stretch.terms) if _is_like(held, term, edits)}, stretch)
        case _:
            return iter(())


def _is_like(held: str, term: str, edits: int) -> bool:
    return Levenshtein.distance(held, term, score_cutoff=edits) <= edits


def _single(wanted: Collection[str], stretch: Stretch) -> Iterator[Run]:
    numbers = (number for number, term in enumerate(stretch.terms) if term in wanted)
    return ((number, number) for number in numbers if number < stretch.last)


def _in_order(terms: Sequence[str], stretch: Stretch) -> Iterator[Run]:
    """Yield where words stand in this order; the longest leads, as it is likely the rarest."""
    lead = max(range(len(terms)), key=lambda at: len(terms[at]))
    wanted, after = list(terms), 0
    for number in _numbers(terms[lead], stretch.terms):
        first = number - lead
        if after <= first < stretch.last and stretch.terms[first : first + len(wanted)] == wanted:
            after = first + len(wanted)
            yield first, after - 1


def _numbers(term: str, among: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the words that are spelt so, in order."""
    at = -1
    with suppress(ValueError):
        while True:
            at = among.index(term, at + 1)
            yield at


def _verbatim(written: str, stretch: Stretch) -> Iterator[Place]:
    """Yield where whole words stand sign for sign; only runs of blanks, line ends and page ends are alike."""
    return (found.span() for found in _exactly(written).finditer(stretch.own) if found.start() < stretch.end)


def _folded(term: str, folded: str, end: int) -> Iterator[Place]:
    """Yield where a word begins before code point `end` of a text whose words are folded in their places."""
    wanted, among = f" {term} ", f" {folded} "
    at = among.find(wanted)
    while 0 <= at < end:
        yield at, at + len(term)
        at = among.find(wanted, at + 1)


@lru_cache(maxsize=64)
def _exactly(written: str) -> re.Pattern[str]:
    """Return what was typed, in the form in which canonical text holds it, as a regular expression."""
    unfolded = _AS_STORED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _DROPPED.sub("", written))
    return whole_words(unicodedata.normalize("NFC", unfolded))


def _near(wanted: Counter[str], distance: int, stretch: Stretch) -> Iterator[Run]:
    """Yield the narrowest windows that hold all words, in any order, with few enough others between them.

    One that begins where it must may hold a narrower one that does not.
    """
    if not wanted.keys() <= stretch.words:
        return
    widest, missing = wanted.total() + distance, wanted.total()
    held: list[tuple[int, str]] = []
    inside: Counter[str] = Counter()
    left = 0
    for number, term in enumerate(stretch.terms):
        if term not in wanted:
            continue
        held.append((number, term))
        inside[term] += 1
        missing -= inside[term] <= wanted[term]
        while inside[held[left][1]] > wanted[held[left][1]] and (
            number - held[left][0] >= widest or held[left + 1][0] < stretch.last
        ):
            inside[held[left][1]] -= 1
            left += 1
        first = held[left][0]
        if not missing and number - first < widest and first < stretch.last:
            yield first, number
            inside.clear()
            left, missing = len(held), wanted.total()
