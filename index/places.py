"""Where the leaves of a query stand in a text: words, phrases, near words, patterns, each as one span."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from archive.folding import whole_words
from archive.spans import Span
from index.query import AnyOf, Fuzzy, Near, Node, Pattern, Phrase
from index.stretches import Stretch
from index.wildcards import compiled

_AS_STORED = re.compile("[\ufb00-\ufb06]")
_DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff]")


def places(leaf: Node, stretch: Stretch) -> Iterator[Span]:
    """Yield where a leaf stands, in order and without overlap, in code points of the stretch's text.

    A phrase, or words near one another, may run over the head and foot of a page, and then cover them.
    """
    if not _spans_words(leaf) or stretch.body is None:
        return _places(leaf, stretch)
    return _apart(sorted({*_places(leaf, stretch), *_places(leaf, stretch.body)}))


def _spans_words(leaf: Node) -> bool:
    return isinstance(leaf, Near) or (isinstance(leaf, Phrase) and len(leaf.terms) > 1)


def _apart(found: Iterable[Span]) -> Iterator[Span]:
    """Yield places in order, those left out that overlap an earlier one."""
    end = 0
    for place in found:
        if place.start >= end:
            yield place
            end = place.end


def _places(leaf: Node, stretch: Stretch) -> Iterator[Span]:
    """Yield where a leaf stands in one text.

    Patterns and fuzzy words are tried on the text's own words, so that a whole text needs no vocabulary.
    """
    match leaf:
        case Phrase(_, written, verbatim=True):
            return _verbatim(written, stretch)
        case Phrase(terms):
            return _in_order(terms, stretch)
        case Near(terms, distance):
            return _near(Counter(terms), distance, stretch)
        case AnyOf(terms):
            return _single(terms, stretch)
        case Pattern(pattern):
            fits = compiled(pattern).match
            return _single([term for term in stretch.numbers if fits(term)], stretch)
        case Fuzzy(term, edits):
            return _single([held for held in stretch.numbers if _is_like(held, term, edits)], stretch)
        case _:
            return iter(())


def _is_like(held: str, term: str, edits: int) -> bool:
    return Levenshtein.distance(held, term, score_cutoff=edits) <= edits


def _single(terms: Sequence[str], stretch: Stretch) -> Iterator[Span]:
    numbers = sorted({number for term in terms for number in stretch.numbers.get(term, ())})
    return (_span(stretch, number, number) for number in numbers if number < stretch.last)


def _span(stretch: Stretch, first: int, last: int) -> Span:
    return Span(stretch.places[first][0], stretch.places[last][1])


def _starts(terms: Sequence[str], stretch: Stretch) -> Iterator[int]:
    """Yield the numbers of the words at which these words follow one another; the rarest word leads."""
    lead = min(range(len(terms)), key=lambda at: len(stretch.numbers.get(terms[at], ())))
    for number in stretch.numbers.get(terms[lead], ()):
        first = number - lead
        if first < 0 or first + len(terms) > len(stretch.terms):
            continue
        if all(stretch.terms[first + at] == term for at, term in enumerate(terms)) and first < stretch.last:
            yield first


def _in_order(terms: Sequence[str], stretch: Stretch) -> Iterator[Span]:
    """Yield where words stand in this order."""
    after = 0
    for first in _starts(terms, stretch):
        if first >= after:
            after = first + len(terms)
            yield _span(stretch, first, after - 1)


def _verbatim(written: str, stretch: Stretch) -> Iterator[Span]:
    """Yield where whole words stand sign for sign; only runs of blanks, line ends and page ends are alike."""
    for found in _exactly(written).finditer(stretch.own):
        if found.start() < stretch.end:
            yield Span(found.start(), found.end())


@lru_cache(maxsize=64)
def _exactly(written: str) -> re.Pattern[str]:
    """Return what was typed, in the form in which canonical text holds it, as a regular expression."""
    unfolded = _AS_STORED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _DROPPED.sub("", written))
    return whole_words(unicodedata.normalize("NFC", unfolded))


def _near(wanted: Counter[str], distance: int, stretch: Stretch) -> Iterator[Span]:
    """Yield the narrowest windows that hold all words, in any order, with few enough others between them.

    One that begins where it must may hold a narrower one that does not.
    """
    widest, missing = wanted.total() + distance, wanted.total()
    held: list[tuple[int, str]] = []
    inside: Counter[str] = Counter()
    left = 0
    standing = ((at, word) for word in wanted for at in stretch.numbers.get(word, ()))
    for number, term in sorted(standing):
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
            yield _span(stretch, first, number)
            inside.clear()
            left, missing = len(held), wanted.total()
