"""The one analyser: what engines are fed and asked with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from archive.documents import Passage
from archive.folding import Word, without, words
from archive.spans import Span

ANALYZER = "fold/2"
"""Its version: an index made with another one is rebuilt."""

SEAM_WORDS = 30
"""Words on each side of a passage's end in its seam, and the longest phrase an engine is asked for."""


def passage_terms(
    text: str, passages: Sequence[Passage], furniture: Sequence[Span] = ()
) -> list[tuple[list[str], list[str]]]:
    """Return for each passage of a text its folded words and the words of its seam.

    The seam is the last thirty words of the passage and the thirty that follow it; empty where nothing
    follows. Passages partition the text and come in order. A word belongs to the passage it starts in.
    Where running heads and footers (`furniture`) part the words of a passage, or it from the next one, the seam
    also has the thirty words on each side of them, for a phrase that runs from one page into the next.
    """
    found = words(text)
    borders = _borders(found, passages)
    terms = [word.term for word in found]
    seams = [_seam(terms, start, end, end) for start, end in borders]
    if furniture:
        seams = [seam + over for seam, over in zip(seams, _over_pages(text, passages, furniture), strict=True)]
    return [(terms[start:end], seam) for (start, end), seam in zip(borders, seams, strict=True)]


def _seam(terms: Sequence[str], start: int, end: int, at: int) -> list[str]:
    """Return the words around the one numbered `at`, none from before the passage (`start` to `end`)."""
    if not start < at < len(terms) or at > end:
        return []
    return list(terms[max(start, at - SEAM_WORDS) : at + SEAM_WORDS])


def _over_pages(text: str, passages: Sequence[Passage], furniture: Sequence[Span]) -> list[list[str]]:
    """Return for each passage the words around each piece of furniture in it or behind it."""
    found = words(without(text, furniture))
    terms = [word.term for word in found]
    joints = sorted({bisect_left(found, span.start, key=lambda word: word.start) for span in furniture})
    return [
        [
            term
            for at in joints[bisect_right(joints, start) : bisect_right(joints, end)]
            for term in _seam(terms, start, end, at)
        ]
        for start, end in _borders(found, passages)
    ]


def _borders(found: Sequence[Word], passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return which words (first, past the last) start in each passage."""
    borders, at = [], 0
    for passage in passages:
        first = at
        while at < len(found) and found[at].start < passage.span.end:
            at += 1
        borders.append((first, at))
    return borders
