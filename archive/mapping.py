"""A map from one whole text to another: where each boundary of the old one stands in the new one.

The words and signs that stayed come from `archive/comparison.py` (patience: rows that stand once in either text, the
longest order that both keep). Inside what was replaced, signs are aligned by the fewest edits (Levenshtein).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from archive.comparison import Change, Operation, compare
from archive.remembering import Remembered
from archive.spans import Span

_CELLS = 4_000_000
"""Signs of one side times signs of the other up to which a replaced stretch is aligned sign by sign."""

_STRETCH, _ROOM = 4, 64
"""How many times as long as a span, and how many code points more, the place may be that the map leads to."""

_SNAP = 2
"""How many signs a boundary that stood at a word's edge and came to stand inside one is moved, to stand at an edge."""

_Code = tuple[bool, int, int, int, int]


class TextMap:
    """The map of two texts; positions are boundaries in code points, from 0 to the length of the text."""

    def __init__(self, old: str, new: str) -> None:
        """Compare the two texts."""
        self.old, self.new = old, new
        self.changes: Sequence[Change] = compare(old, new)
        self._starts = [change.old.start for change in self.changes]
        self._new_starts = [change.new.start for change in self.changes]
        self._codes: dict[int, list[_Code]] = {}

    def span(self, span: Span) -> Span:
        """Return what stands in the new text between the places of a span's ends; empty where the span was deleted.

        It is empty too where far more came into its place, of which nothing can be told. It takes in no blanks at its
        ends that the span has not. The words may have changed: hold them against it.
        """
        start = self._snapped(span.start, self._start(span.start))
        end = self._snapped(span.end, self._end(span.end))
        if end - start > _STRETCH * len(span) + _ROOM:
            return Span(start, start)
        return trimmed(self.old, span, self.new, Span(start, max(start, end)))

    def same(self, span: Span) -> int:
        """Return how many code points of a span of the old text stayed."""
        return sum(len(part) for part, _ in self._stayed(span, self._starts, new=False))

    def taken(self, place: Span, but_for: Span) -> bool:
        """Tell whether most of a place in the new text is text that stayed, and is not that of the span `but_for`."""
        held = 0
        for part, change in self._stayed(place, self._new_starts, new=True):
            back = part.shift(change.old.start - change.new.start)
            own = back.intersect(but_for)
            held += len(back) - (len(own) if own else 0)
        return held * 2 > len(place)

    def lost(self, span: Span) -> bool:
        """Tell whether at most half of a span of the old text stayed."""
        return self.same(span) * 2 <= len(span)

    def come(self, merge: int) -> list[Span]:
        """Return the stretches of the new text that did not stay; up to `merge` signs between two are taken in."""
        found: list[Span] = []
        for change in self.changes:
            if change.operation in (Operation.SAME, Operation.SPACING) or not len(change.new):
                continue
            if found and change.new.start - found[-1].end <= merge:
                found[-1] = Span(found[-1].start, change.new.end)
            else:
                found.append(change.new)
        return found

    def _stayed(self, span: Span, starts: Sequence[int], *, new: bool) -> Iterator[tuple[Span, Change]]:
        """Yield the parts of a span of either text that stayed."""
        for number in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)):
            change = self.changes[number]
            part = span.intersect(change.new if new else change.old)
            if part and change.operation is Operation.SAME:
                yield part, change

    def _start(self, at: int) -> int:
        """Return where what follows a boundary begins: after what was put in there."""
        number = bisect_right(self._starts, at) - 1
        if number < 0 or at >= len(self.old):
            return len(self.new) if at >= len(self.old) else 0
        change = self.changes[number]
        if change.operation is Operation.SAME:
            return change.new.start + at - change.old.start
        offset = at - change.old.start
        for equal, start, end, new_start, new_end in self._aligned(change):
            if start <= offset < end:
                return change.new.start + (min(new_start + offset - start, new_end) if equal else new_start)
        return change.new.start

    def _end(self, at: int) -> int:
        """Return where what leads up to a boundary ends: before what was put in there."""
        number = bisect_left(self._starts, at) - 1
        if number < 0:
            return 0
        change = self.changes[number]
        if change.operation is Operation.SAME:
            return change.new.start + at - change.old.start
        offset = at - change.old.start
        for equal, start, end, new_start, new_end in self._aligned(change):
            if start < offset <= end:
                inside = equal and offset < end
                return change.new.start + (min(new_start + offset - start, new_end) if inside else new_end)
        return change.new.end

    def _aligned(self, change: Change) -> list[_Code]:
        """Return the edits inside a change, each with whether its signs answer one another; none if it is too large."""
        key = change.old.start
        if key not in self._codes:
            small = len(change.old) * len(change.new) <= _CELLS
            self._codes[key] = list(_edits(change.old.of(self.old), change.new.of(self.new))) if small else []
        return self._codes[key]

    def _snapped(self, at: int, place: int) -> int:
        if inside_word(self.old, at) or not inside_word(self.new, place):
            return place
        near = [place + step * side for step in range(1, _SNAP + 1) for side in (-1, 1)]
        return next((each for each in near if 0 <= each <= len(self.new) and not inside_word(self.new, each)), place)

    @property
    def weight(self) -> int:
        """About how many bytes it holds."""
        return 2 * (len(self.old) + len(self.new)) + 400 * len(self.changes)


_MAPS = Remembered[tuple[str, str], TextMap](most=64, heaviest=100_000_000, weigh=lambda texts: texts.weight)


def text_map(old: str, new: str) -> TextMap:
    """Return the map of two texts, which may have been made for others: two texts of 600,000 signs take a second."""
    return _MAPS.of((old, new), lambda: TextMap(old, new))


def _edits(old: str, new: str) -> Iterator[_Code]:
    """Yield the edits; a sign and those put in beside it are one edit where they are no letters (“—” set as “--”)."""
    held: _Code | None = None
    for code in Levenshtein.opcodes(old, new):
        answers = code.tag in ("equal", "replace")
        edit = answers, code.src_start, code.src_end, code.dest_start, code.dest_end
        signs = code.tag in ("replace", "insert") and _signs(old[edit[1] : edit[2]] + new[edit[3] : edit[4]])
        if held and signs and answers != held[0]:
            held = True, held[1], edit[2], held[3], edit[4]
            continue
        if held:
            yield held
        held = edit if signs else None
        if not signs:
            yield edit
    if held:
        yield held


def _signs(words: str) -> bool:
    return not any(sign.isalnum() or sign.isspace() for sign in words)


def inside_word(text: str, at: int) -> bool:
    """Tell whether letters or digits stand on both sides of a boundary."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def trimmed(old: str, span: Span, new: str, place: Span) -> Span:
    """Return a place without blanks at ends where the words of the old text at `span` have none."""
    words, found = span.of(old), place.of(new)
    if not found.strip():
        return Span(place.start, place.start)
    head = len(found) - len(found.lstrip()) if words[:1].strip() else 0
    tail = len(found) - len(found.rstrip()) if words[-1:].strip() else 0
    return Span(place.start + head, place.end - tail)
