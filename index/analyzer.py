"""The one analyser: what engines are fed and asked with."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from archive.documents import Passage
from archive.folding import terms, without, words
from archive.spans import Span

ANALYZER = "fold/4"
"""Its version: an index made with another one is rebuilt."""

SEAM_WORDS = 14
"""Words on each side of a joint that are in a passage's seam: so far over it an engine is certain.

More would make indexes larger: `"a b c d e"~` needs as many.
"""

SEAM_GAP = 2 * SEAM_WORDS
"""How many places of a seam stay empty at a joint: words before and behind it are never taken for one another."""

EMPTY = "|"
"""What a seam has in empty places: no word, and never indexed."""

_GAP = [EMPTY] * SEAM_GAP
_APART = [EMPTY] * (SEAM_GAP + 2 * SEAM_WORDS)
"""What parts one joint's words from the next one's: more than any two words of one are apart."""

_PLAIN = re.compile("[a-z0-9]+")
_STRANGE = re.compile("[^\x00-\x7f“”‘’„–—…•·«»\xa0]|-[ \n]*+\f")
"""What plain words cannot be cut out of; signs that only part words are not among it."""

_HYPHENS = "-\u2010"
_NEAR = 40

_Joint = tuple[tuple[str, ...], tuple[str, ...]]
"""The words before and behind."""


class Worded(NamedTuple):
    """A passage as engines are fed it: its folded words in order, and what tells of words that run over a joint.

    A joint is where the words of a text go on behind something: the passage's end, or running heads and footers
    in it or behind it. `seam` has for each the passage's last words before it, `SEAM_GAP` empty places, and the first
    words behind it, in order; joints stand far apart in it.
    """

    text: tuple[str, ...]
    seam: tuple[str, ...]


def across(terms: Sequence[str], at: int) -> tuple[list[tuple[int, str]], bool]:
    """Return the words that stand in the seam where a phrase runs over a joint before its word numbered `at`.

    With each comes its place, counted from the first. The second value tells whether those are all words of the
    phrase: else it reaches farther than the seam.
    """
    start, end = max(0, at - SEAM_WORDS), min(len(terms), at + SEAM_WORDS)
    placed = [(number - start + (SEAM_GAP if number >= at else 0), terms[number]) for number in range(start, end)]
    return placed, end - start == len(terms)


def passage_terms(text: str, passages: Sequence[Passage], furniture: Sequence[Span] = ()) -> list[Worded]:
    """Return the words of each passage of a text; `furniture` is where running heads and footers stand.

    Passages partition the text and come in order. A word belongs to the passage it starts in.
    """
    cut = _cut(text, passages)
    joints: list[dict[_Joint, None]] = [{} for _ in cut]
    _join(joints, cut, ())
    if furniture:
        bare = without(text, furniture)
        body = _cut(bare, passages)
        _join(joints, body, _places(bare, passages, body, furniture))
    return [Worded(own, _laid_out(found)) for own, found in zip(cut, joints, strict=True)]


def parts_words(text: str, at: int) -> bool:
    """Tell whether surely no word runs over a place: blanks are there, and no hyphen before them."""
    before = text[max(0, at - _NEAR) : at].rstrip()
    blank = at >= len(text) or text[at].isspace() or text[at - 1].isspace()
    return blank and bool(before) and before[-1] not in _HYPHENS


def _join(joints: Sequence[dict[_Joint, None]], cut: Sequence[Sequence[str]], places: Iterable[int]) -> None:
    """Note the joints at passages' ends and at these places with the passages they belong to, each once.

    Places are numbers of the words behind them. What is before a joint is of its passage; what is behind goes on
    over all further joints: so what runs over several stands whole at the first of them.
    """
    flat = list(chain.from_iterable(cut))
    ends = list(accumulate(map(len, cut)))
    for at in sorted({*ends, *places}):
        if 0 < at < len(flat):
            passage = bisect_left(ends, at)
            start = max(ends[passage] - len(cut[passage]), at - SEAM_WORDS)
            joints[passage][tuple(flat[start:at]), tuple(flat[at : at + SEAM_WORDS])] = None


def _laid_out(joints: Iterable[_Joint]) -> tuple[str, ...]:
    """Return the seam with these joints one after another."""
    seam: list[str] = []
    for before, after in joints:
        seam += [*(_APART if seam else ()), *before, *_GAP, *after]
    return tuple(seam)


def _places(bare: str, passages: Sequence[Passage], body: Sequence[Sequence[str]], spans: Sequence[Span]) -> list[int]:
    """Return how many words of a text without its furniture come before each piece of it.

    Where a hyphen breaks a word there, the word is none of its passage's own, and both its ends are joints.
    """
    ends = [passage.span.end for passage in passages]
    before = [0, *accumulate(map(len, body))]
    found = []
    for span in spans:
        place = min(bisect_right(ends, span.start), len(passages) - 1)
        at = before[place] + len(terms(bare[passages[place].span.start : span.start]))
        broken = bare[max(0, span.start - _NEAR) : span.start].rstrip().endswith(tuple(_HYPHENS))
        found += [at - 1, at] if broken else [at]
    return found


def _cut(text: str, passages: Sequence[Passage]) -> list[tuple[str, ...]]:
    """Return the folded words that start in each passage."""
    if all(parts_words(text, passage.span.end) for passage in passages):
        return [_words(passage.span.of(text)) for passage in passages]
    found = words(text)
    starts = [word.start for word in found]
    ends = [bisect_left(starts, passage.span.end) for passage in passages]
    return [tuple(word.term for word in found[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def _words(text: str) -> tuple[str, ...]:
    """Return the folded words of a stretch; most hold nothing that needs more than small letters."""
    return tuple(terms(text) if _STRANGE.search(text) else map(sys.intern, _PLAIN.findall(text.lower())))
