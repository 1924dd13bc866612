"""The places where two texts differ, each with some words around it, and the unchanged stretches between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from archive.comparison import Change, Operation, word_count, words
from archive.spans import Span

AROUND = 8
"""Words of context on either side of a place."""

_BRIDGE = 4 * AROUND
"""Up to how many unchanged words between two changes make them one place."""

_MOST = 40
"""Up to how many stretches make one place, however close the next change."""

_WINDOW = 400
"""Code points in which the words of context are looked for."""

_CHANGED = (Operation.INSERTED, Operation.DELETED, Operation.REPLACED)


class Pair(NamedTuple):
    """A stretch of either text, in code points."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stayed (`change` is None; blanks may differ), or one change."""

    pair: Pair
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """One place: its parts in order, context first and last; `before` is the unchanged stretch that leads to it."""

    before: Pair | None
    parts: tuple[Part, ...]

    @property
    def whole(self) -> Pair:
        """The place with its context."""
        first, last = self.parts[0].pair, self.parts[-1].pair
        return Pair(Span(first.old.start, last.old.end), Span(first.new.start, last.new.end))


def variations(changes: Sequence[Change], old: str, new: str) -> tuple[list[Variation], Pair | None]:
    """Return the places where words or signs differ, in order, and the unchanged stretch that follows the last one."""
    places: list[Variation] = []
    before: Pair | None = None
    parts: list[Part] = []
    for part in _parts(changes):
        if part.change or _bridges(part, parts, changes, new):
            parts.append(part)
            continue
        head, rest = _head(part.pair, old, new) if parts else (None, part.pair)
        if parts:
            places.append(Variation(before, (*parts, *([Part(head)] if head else []))))
        before, tail = (rest, None) if _last(part, changes) else _tail(rest, old, new)
        parts = [Part(tail)] if tail else []
    if parts:
        places.append(Variation(before, tuple(parts)))
        before = None
    return places, before


def _parts(changes: Sequence[Change]) -> Iterator[Part]:
    """Yield each change of words or signs, and what stands between two of them as one part."""
    for changed, some in groupby(changes, key=lambda change: change.operation in _CHANGED):
        group = list(some)
        if changed:
            yield from (Part(Pair(change.old, change.new), change) for change in group)
        else:
            first, last = group[0], group[-1]
            yield Part(Pair(Span(first.old.start, last.old.end), Span(first.new.start, last.new.end)))


def _bridges(part: Part, parts: Sequence[Part], changes: Sequence[Change], new: str) -> bool:
    """Tell whether an unchanged stretch is so short that the changes on either side are one place."""
    if not parts or len(parts) >= _MOST or _last(part, changes):
        return False
    return word_count(new, part.pair.new) <= _BRIDGE


def _last(part: Part, changes: Sequence[Change]) -> bool:
    return part.pair.old.end == changes[-1].old.end and part.pair.new.end == changes[-1].new.end


def _head(pair: Pair, old: str, new: str) -> tuple[Pair, Pair | None]:
    """Part the first words of an unchanged stretch from the rest; a rest of few words is not parted."""
    if word_count(new, pair.new) <= AROUND + 4:
        return pair, None
    cuts = [_after(text, span) for text, span in ((old, pair.old), (new, pair.new))]
    head = Pair(Span(pair.old.start, cuts[0]), Span(pair.new.start, cuts[1]))
    return head, Pair(Span(cuts[0], pair.old.end), Span(cuts[1], pair.new.end))


def _tail(pair: Pair | None, old: str, new: str) -> tuple[Pair | None, Pair | None]:
    """Part the last words of an unchanged stretch from the rest; a rest of few words is not parted."""
    if pair is None or word_count(new, pair.new) <= AROUND + 4:
        return None, pair
    cuts = [_before(text, span) for text, span in ((old, pair.old), (new, pair.new))]
    rest = Pair(Span(pair.old.start, cuts[0]), Span(pair.new.start, cuts[1]))
    return rest, Pair(Span(cuts[0], pair.old.end), Span(cuts[1], pair.new.end))


def _after(text: str, span: Span) -> int:
    """Return where the first words of a stretch end."""
    window = Span(span.start, min(span.end, span.start + _WINDOW))
    found = words(text, window)[:AROUND]
    return found[-1].end if found else window.end


def _before(text: str, span: Span) -> int:
    """Return where the last words of a stretch begin."""
    window = Span(max(span.start, span.end - _WINDOW), span.end)
    found = words(text, window)[-AROUND:]
    return found[0].start if found else window.start
