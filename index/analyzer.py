"""The one analyser: what engines are fed and asked with."""

from __future__ import annotations

from collections.abc import Sequence

from archive.documents import Passage
from archive.folding import Word, words

ANALYZER = "fold/2"
"""Its version: an index made with another one is rebuilt."""

SEAM_WORDS = 30
"""Words on each side of a passage's end in its seam, and the longest phrase an engine is asked for."""


def passage_terms(text: str, passages: Sequence[Passage]) -> list[tuple[list[str], list[str]]]:
    """Return for each passage of a text its folded words and the words of its seam.

    The seam is the last thirty words of the passage and the thirty that follow it; empty where nothing
    follows. Passages partition the text and come in order. A word belongs to the passage it starts in.
    """
    found = words(text)
    borders = _borders(found, passages)
    terms = [word.term for word in found]
    seams = [
        terms[max(start, end - SEAM_WORDS) : end + SEAM_WORDS] if start < end < len(terms) else []
        for start, end in borders
    ]
    return [(terms[start:end], seam) for (start, end), seam in zip(borders, seams, strict=True)]


def _borders(found: Sequence[Word], passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return which words (first, past the last) start in each passage."""
    borders, at = [], 0
    for passage in passages:
        first = at
        while at < len(found) and found[at].start < passage.span.end:
            at += 1
        borders.append((first, at))
    return borders
