"""Where passages that are not found word for word stand with the fewest edits: by rows of signs that stayed, and edlib.

Six signs in a row that a passage and a new text have in common vote for a place; the places with most votes are
aligned with the passage and its context (edlib, semi-global), and the boundaries are read off the alignment's path.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import edlib

from archive.contexts import kept
from archive.mapping import TextMap, trimmed
from archive.rows import narrowed
from archive.selectors import CONTEXT
from archive.spans import Span

_ROW = 6
_EACH = 2
"""Of the rows of the new text only each second one votes."""

_OFTEN = 48
"""Rows of signs that stand more often in the new text vote for nothing."""

_BUCKET = 32
_VOTES = 2
_PLACES = 4
"""How many places of a passage are aligned."""

_LONGEST = 2_000
"""Longer passages are not looked for with edits."""

ENOUGH = 0.55
"""The share of a quote that must be left for a place to be its own."""

_MERGE = 40
_STEP = re.compile(r"(\d+)(.)")
_BLANKS = str.maketrans("\n\t\f\r\u00a0\u2028\u2029", "       ")


class Sought(NamedTuple):
    """A place that resembles a passage: the shares of it, and of it with its context, that are kept; its length."""

    place: Span
    kept: float
    whole: float
    length: int

    @property
    def score(self) -> float:
        """Return what places are ordered by, from 0 to 1."""
        return (self.kept + self.whole) / 2


class _Passage:
    """A span with its context, as the signs that are sought."""

    def __init__(self, texts: TextMap, span: Span) -> None:
        self.span = span
        self.start = max(0, span.start - CONTEXT)
        self.signs = texts.old[self.start : span.end + CONTEXT].translate(_BLANKS)
        self.votes: Counter[int] = Counter()


def resembling(texts: TextMap, spans: Sequence[Span]) -> list[list[Sought]]:
    """Return for each span the places of the new text that resemble it, the best first, no two of them overlapping.

    Looked at are the place that the map leads to and what came into the text; what is known as another passage's is
    left out. The work grows with the length of the text and the number of spans, not with their product.
    """
    new = texts.new.translate(_BLANKS)
    passages = [_Passage(texts, span) for span in spans]
    _vote(texts, new, [passage for passage in passages if len(passage.span) <= _LONGEST])
    return [_best(_looked_at(texts, new, passage)) for passage in passages]


def _vote(texts: TextMap, new: str, passages: Sequence[_Passage]) -> None:
    """Let each row of signs that a passage has in common with what came into the text vote for the place."""
    wanted: defaultdict[str, list[tuple[_Passage, int]]] = defaultdict(list)
    for passage in passages:
        for at in range(len(passage.signs) - _ROW + 1):
            wanted[passage.signs[at : at + _ROW]].append((passage, at))
    seen: Counter[str] = Counter()
    for stretch in texts.come(_MERGE) if wanted else ():
        for at in range(max(0, stretch.start - CONTEXT), min(len(new) - _ROW, stretch.end + CONTEXT) + 1, _EACH):
            row = new[at : at + _ROW]
            if row in wanted:
                seen[row] += 1
                if seen[row] <= _OFTEN and len(wanted[row]) <= _OFTEN:
                    for passage, offset in wanted[row]:
                        passage.votes[(at - offset) // _BUCKET] += 1


def _looked_at(texts: TextMap, new: str, passage: _Passage) -> Iterator[Sought]:
    """Yield the places worth looking at, each aligned."""
    span = passage.span
    if len(span) > _LONGEST:
        return
    slack = CONTEXT + len(passage.signs) // 4
    mapped = texts.span(span)
    windows = [Span(max(0, mapped.start - 2 * CONTEXT - slack), min(len(new), mapped.end + 2 * CONTEXT + slack))]
    for bucket, votes in passage.votes.most_common(_PLACES):
        at = bucket * _BUCKET
        if votes >= _VOTES:
            end = min(len(new), at + _BUCKET + len(passage.signs) + slack)
            windows.append(Span(max(0, min(at - slack, end)), end))
    here = span.start - passage.start
    for window in windows:
        whole = _held(texts, span, _aligned(passage.signs, Span(here, here + len(span)), new, window))
        if whole.kept < ENOUGH:
            alone = _aligned(passage.signs[here : here + len(span)], Span(0, len(span)), new, window)
            whole = max(whole, _held(texts, span, alone), key=lambda each: each.score)
        yield whole


def _held(texts: TextMap, span: Span, place: Span) -> Sought:
    """Hold a passage, and with its context, against a place."""
    place = trimmed(texts.old, span, texts.new, place)
    own, found = (
        Span(max(0, span.start - CONTEXT), span.end + CONTEXT),
        Span(max(0, place.start - CONTEXT), place.end + CONTEXT),
    )
    share = kept(span.of(texts.old), place.of(texts.new)) if not texts.taken(place, span) else 0.0
    whole = kept(texts.old[own.start : own.end], texts.new[found.start : found.end])
    return Sought(place, share, whole, len(span))


def _aligned(signs: str, part: Span, new: str, window: Span) -> Span:
    """Return where a part of the sought signs comes to stand in a window when all are aligned with fewest edits."""
    if not signs or not len(window):
        return Span(window.start, window.start)
    found = edlib.align(*narrowed(signs, window.of(new)), mode="HW", task="path")
    at, place = 0, window.start + (found["locations"][0][0] or 0)
    start = end = place
    for count, step in _STEP.findall(found["cigar"] or ""):
        for _ in range(int(count)):
            if step != "D" and at == part.start:
                start = place
            at += step != "D"
            place += step != "I"
            if step != "D" and at == part.end:
                end = place
    return Span(start, max(start, end))


def _best(found: Iterator[Sought]) -> list[Sought]:
    """Return the places by their score; of those that overlap only the best."""
    best: list[Sought] = []
    for each in sorted(found, key=lambda sought: -sought.score):
        if len(each.place) and not any(each.place.intersect(other.place) for other in best):
            best.append(each)
    return best
