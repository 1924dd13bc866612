"""Two texts compared word by word: what stands in both, what was added, left out or replaced, and where.

Blanks and line breaks part words and are compared on their own: a text whose lines were broken anew has the same
words. `archive/alignment.py` finds the rows of equal words.
"""

from __future__ import annotations

import enum
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.alignment import Block, aligned
from archive.folding import UNSPACED
from archive.spans import Span

_LETTER = rf"[^\W{UNSPACED}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u00ad]|['’](?={_LETTER}))*|[{UNSPACED}]"
_TOKEN = re.compile(rf"{_WORD}|(\S)\1*")
_WORDS = re.compile(_WORD)


class Operation(enum.Enum):
    """What became of a stretch of the old text; the value is the wire word.

    `SPACING` is a change of nothing but blanks, line breaks and page breaks.
    """

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    SPACING = "spacing"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the old text and what stands in its place in the new one; spans are code points, half-open.

    `coarse` says that the two stretches were too large and too different to be held against each other word by word.
    """

    operation: Operation
    old: Span
    new: Span
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """The changes counted in words: `replaced` words of the old text by `by` words of the new one.

    `signs` counts the places where only punctuation differs, `spacing` those where only blanks and line breaks do.
    """

    added: int = 0
    left_out: int = 0
    replaced: int = 0
    by: int = 0
    signs: int = 0
    spacing: int = 0

    @property
    def alike(self) -> bool:
        """Whether no word and no sign differs."""
        return not (self.added or self.left_out or self.replaced or self.by or self.signs)


def compare(old: str, new: str) -> list[Change]:
    """Return the changes that make `new` of `old`, in order; together they partition both texts."""
    sides = _Side(old), _Side(new)
    known: dict[str, int] = {}
    first, second = ([known.setdefault(word, len(known)) for word in side.words] for side in sides)
    blocks, unaligned = aligned(first, second)
    return list(_joined(_changes(*sides, blocks, unaligned)))


def carried(changes: Sequence[Change], span: Span) -> Span | None:
    """Return where a span of the old text stands in the new one, None where the sign at either end was changed.

    What lies between the ends may have changed all the same: hold the words against each other.
    """
    if not len(span) or not changes or span.end > changes[-1].old.end:
        return None
    first = changes[bisect_right(changes, span.start, key=_beginning) - 1]
    last = changes[bisect_left(changes, span.end, key=_beginning) - 1]
    if first.operation is not Operation.SAME or last.operation is not Operation.SAME:
        return None
    return Span(span.start - first.old.start + first.new.start, span.end - last.old.end + last.new.end)


def tally(changes: Sequence[Change], old: str, new: str) -> Tally:
    """Count the changes."""
    added = left_out = replaced = by = signs = spacing = 0
    for change in changes:
        if change.operation is Operation.SPACING:
            spacing += 1
        elif change.operation is not Operation.SAME:
            before, after = word_count(old, change.old), word_count(new, change.new)
            signs += not before and not after
            replaced += before if after else 0
            by += after if before else 0
            left_out += 0 if after else before
            added += 0 if before else after
    return Tally(added, left_out, replaced, by, signs, spacing)


def word_count(text: str, span: Span) -> int:
    """Return how many words stand at a span; a sign of an unspaced script is a word."""
    return sum(1 for _ in _WORDS.finditer(text, span.start, span.end))


def words(text: str, span: Span) -> list[Span]:
    """Return where the words at a span stand."""
    return [Span(*match.span()) for match in _WORDS.finditer(text, span.start, span.end)]


def _beginning(change: Change) -> int:
    return change.old.start


class _Side:
    """One text as its words and signs, and where each stands."""

    __slots__ = ("ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts, self.ends = array("L"), array("L")
        for match in _TOKEN.finditer(text):
            self.words.append(match[0])
            self.starts.append(match.start())
            self.ends.append(match.end())

    def between(self, start: int, end: int) -> Span:
        """Return the stretch from the end of the word before number `start` to the beginning of number `end`."""
        return Span(
            self.ends[start - 1] if start else 0,
            self.starts[end] if end < len(self.starts) else len(self.text),
        )


def _changes(old: _Side, new: _Side, blocks: Sequence[Block], unaligned: Sequence[int]) -> Iterator[Change]:
    """Yield what lies between the blocks and inside them; `unaligned` are words where a coarse change begins."""
    at, new_at = 0, 0
    for start, new_start, size in [*blocks, (len(old.words), len(new.words), 0)]:
        coarse = any(at <= word < start for word in unaligned)
        yield from _between(old, new, old.between(at, start), new.between(new_at, new_start), coarse=coarse)
        at, new_at = start + size, new_start + size
        if size:
            yield from _inside(old, new, start, new_start, size)


def _inside(old: _Side, new: _Side, start: int, new_start: int, size: int) -> Iterator[Change]:
    """Yield the equal words of a block, parted where the blanks between two of them differ."""
    whole = _row(old, new, start, new_start, size)
    if whole.old.of(old.text) == whole.new.of(new.text):
        yield whole
        return
    begun, new_begun = start, new_start
    for at, new_at in zip(range(start + 1, start + size), range(new_start + 1, new_start + size), strict=True):
        blank = old.text[old.ends[at - 1] : old.starts[at]]
        if blank != new.text[new.ends[new_at - 1] : new.starts[new_at]]:
            yield _row(old, new, begun, new_begun, at - begun)
            yield Change(Operation.SPACING, old.between(at, at), new.between(new_at, new_at))
            begun, new_begun = at, new_at
    yield _row(old, new, begun, new_begun, start + size - begun)


def _row(old: _Side, new: _Side, start: int, new_start: int, size: int) -> Change:
    """Return `size` equal words with equal blanks between them."""
    return Change(
        Operation.SAME,
        Span(old.starts[start], old.ends[start + size - 1]),
        Span(new.starts[new_start], new.ends[new_start + size - 1]),
    )


def _between(old: _Side, new: _Side, span: Span, new_span: Span, *, coarse: bool = False) -> Iterator[Change]:
    """Yield what became of a stretch between two words that stand in both texts; its outer blanks stand apart."""
    before, after = span.of(old.text), new_span.of(new.text)
    if not before and not after:
        return
    head, new_head, tail, new_tail = _blanks(before, after)
    inner = Span(span.start + head, span.end - tail)
    new_inner = Span(new_span.start + new_head, new_span.end - new_tail)
    yield from _blank(old, new, Span(span.start, inner.start), Span(new_span.start, new_inner.start))
    if len(inner) or len(new_inner):
        yield Change(_operation(inner, new_inner), inner, new_inner, coarse)
    yield from _blank(old, new, Span(inner.end, span.end), Span(new_inner.end, new_span.end))


def _blanks(before: str, after: str) -> tuple[int, int, int, int]:
    """Return how many blanks stand at the head of either stretch and at its tail, where both have some."""
    head, new_head = (len(text) - len(text.lstrip()) for text in (before, after))
    tail, new_tail = (len(text) - len(text.rstrip()) for text in (before, after))
    bare, new_bare = head == len(before), new_head == len(after)
    if bare and new_bare:
        return head, new_head, 0, 0
    if bare or new_bare:
        if before[:head] != after[:new_head] and before[len(before) - tail :] == after[len(after) - new_tail :]:
            return 0, 0, tail, new_tail
        tail = new_tail = 0
    if not (head and new_head):
        head = new_head = 0
    if not (tail and new_tail):
        tail = new_tail = 0
    return head, new_head, tail, new_tail


def _blank(old: _Side, new: _Side, span: Span, new_span: Span) -> Iterator[Change]:
    if len(span) or len(new_span):
        same = span.of(old.text) == new_span.of(new.text)
        yield Change(Operation.SAME if same else Operation.SPACING, span, new_span)


def _operation(span: Span, new_span: Span) -> Operation:
    if not len(new_span):
        return Operation.DELETED
    return Operation.REPLACED if len(span) else Operation.INSERTED


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    """Yield the changes with unchanged stretches that touch made one."""
    held: Change | None = None
    for change in changes:
        if held and held.operation is change.operation is Operation.SAME:
            held = replace(held, old=Span(held.old.start, change.old.end), new=Span(held.new.start, change.new.end))
            continue
        if held:
            yield held
        held = change
    if held:
        yield held
