"""Two rows of words aligned: which words of one answer which of the other, in the order of both.

Words that follow one another and stand so once in either row are anchors; the longest order of anchors that both keep
is found (patience), and only the gaps between them are aligned word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rapidfuzz.distance import LCSseq

Block = tuple[int, int, int]
"""A row of equal words: where it begins in either row, and how many they are."""

_WIDTHS = (3, 12, 48)
"""How many words make an anchor; where three are repeated again and again, more of them may yet stand once."""

_CELLS = 32_000_000
"""Words of one side times words of the other up to which a gap is aligned word by word (some 4 MB of memory)."""

_DEEPEST = 6
"""How often a gap that is too large is searched for anchors of its own."""

_STRAY = 2
"""Up to how many equal words between two larger changes are taken for chance."""


def aligned(old: Sequence[int], new: Sequence[int]) -> tuple[list[Block], list[int]]:
    """Return the rows of equal words, in order, and where in `old` gaps begin that were too large to be aligned."""
    unaligned: list[int] = []
    blocks = _without_strays(_joined(_blocks(old, new, unaligned)), len(old), len(new))
    return list(_led_on(old, new, blocks)), unaligned


def _blocks(old: Sequence[int], new: Sequence[int], unaligned: list[int]) -> Iterator[Block]:
    """Yield rows of equal words in order; a stack holds the stretches still to be looked at."""
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        start, end, new_start, new_end, depth = waiting.pop()
        head = _head(old, new, (start, end, new_start, new_end))
        if head:
            yield start, new_start, head
            start, new_start = start + head, new_start + head
        tail = _tail(old, new, (start, end, new_start, new_end))
        if tail:
            waiting.append((end - tail, end, new_end - tail, new_end, depth))
            end, new_end = end - tail, new_end - tail
        if start == end or new_start == new_end:
            continue
        small = (end - start) * (new_end - new_start) <= _CELLS
        cuts = [] if (depth and small) or depth == _DEEPEST else _anchors(old[start:end], new[new_start:new_end])
        if cuts:
            borders = [(start, new_start), *((start + at, new_start + there) for at, there in cuts), (end, new_end)]
            for at in range(len(borders) - 2, -1, -1):
                (left, new_left), (right, new_right) = borders[at], borders[at + 1]
                waiting.append((left, right, new_left, new_right, depth + 1))
        elif small:
            for block in LCSseq.opcodes(old[start:end], new[new_start:new_end]).as_matching_blocks():
                if block.size:
                    yield start + block.a, new_start + block.b, block.size
        else:
            unaligned.append(start)


def _head(old: Sequence[int], new: Sequence[int], stretch: tuple[int, int, int, int]) -> int:
    """Return how many words two stretches have in common at their beginning."""
    start, end, new_start, new_end = stretch
    most, count = min(end - start, new_end - new_start), 0
    while count < most and old[start + count] == new[new_start + count]:
        count += 1
    return count


def _tail(old: Sequence[int], new: Sequence[int], stretch: tuple[int, int, int, int]) -> int:
    """Return how many words two stretches have in common at their end."""
    start, end, new_start, new_end = stretch
    most, count = min(end - start, new_end - new_start), 0
    while count < most and old[end - 1 - count] == new[new_end - 1 - count]:
        count += 1
    return count


def _anchors(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Return where anchors begin in either row, in an order that both keep; of anchors that overlap only the first."""
    for width in _WIDTHS:
        there = _once(new, width)
        pairs = [(at, there[row]) for row, at in _once(old, width).items() if at >= 0 and there.get(row, -1) >= 0]
        chain = _chain(pairs)
        if chain:
            before = [(-2, -2), *chain]
            return [pair for pair, last in zip(chain, before, strict=False) if pair != (last[0] + 1, last[1] + 1)]
    return []


def _once(words: Sequence[int], width: int) -> dict[int, int]:
    """Return the digest of each `width` words in a row with its place, or -1 where they stand more than once.

    Two rows with one digest cost an anchor's use, never the truth: what is equal is looked up in the words.
    """
    places: dict[int, int] = {}
    for at, row in enumerate(zip(*(islice(words, step, None) for step in range(width)), strict=False)):
        digest = hash(row)
        places[digest] = -1 if digest in places else at
    return places


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, which come in order of their first places, that also rises in the second."""
    tops: list[int] = []
    piles: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before[number] = piles[pile - 1] if pile else -1
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    chain, number = [], piles[-1] if piles else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _joined(blocks: Iterator[Block]) -> list[Block]:
    """Return the blocks, those that touch in both rows made one."""
    joined: list[Block] = []
    for start, new_start, size in blocks:
        if joined and (joined[-1][0] + joined[-1][2], joined[-1][1] + joined[-1][2]) == (start, new_start):
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((start, new_start, size))
    return joined


def _without_strays(blocks: Sequence[Block], length: int, new_length: int) -> Iterator[Block]:
    """Yield the blocks but for a word or two that larger changes have by chance in common."""
    at, new_at = 0, 0
    for number, (start, new_start, size) in enumerate(blocks):
        follows = blocks[number + 1] if number + 1 < len(blocks) else (length, new_length, 0)
        before = max(start - at, new_start - new_at)
        after = max(follows[0] - start, follows[1] - new_start) - size
        if size > _STRAY or size + 1 >= min(before, after):
            yield start, new_start, size
            at, new_at = start + size, new_start + size


def _led_on(old: Sequence[int], new: Sequence[int], blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, each led on into the next one where nothing but an insertion or a deletion lies between.

    Of the ways to read such a change that is the one in which a sentence comes or goes with its own full stop.
    """
    held: Block | None = None
    for start, new_start, size in blocks:
        step = 0
        if held:
            end, new_end = held[0] + held[2], held[1] + held[2]
            while size - step > 1 and (end == start or new_end == new_start) and old[end + step] == new[new_end + step]:
                step += 1
            yield held[0], held[1], held[2] + step
        held = start + step, new_start + step, size - step
    if held:
        yield held
