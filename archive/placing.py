"""Where the pieces of a printed quotation stand in a source's words: word for word, else by the fewest edits.

The longest piece is looked for first, the others before and after it, in their order; a piece that stands nowhere in
its order is looked for elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from archive.folding import Word
from archive.quoted import Joint, Piece, PrintedWord, Quoted
from archive.rows import SHORT, Row, Run, fits

Block = tuple[int, int, int, int, bool]
"""Words of the source from, to; words of the piece from, to; whether they are alike."""

_PLACES = 8
"""In how many places of one stretch a piece that stands word for word is looked at."""

_LONGEST_BRACKET = 25
"""How many words of the source a bracket may stand for, or be left out silently."""

_ROW = 3
"""How many words must stand in a row before and after words that are left out silently."""


def placings(quoted: Quoted, row: Row) -> list[list[Run | None]]:
    """Return ways to place the pieces, each with a run for every piece or None: word for word first, else the best."""
    order = sorted(range(len(quoted.pieces)), key=lambda number: -len(" ".join(quoted.pieces[number].terms)))
    anchors: list[tuple[int, Run]] = []
    if order:
        anchors = [(order[0], run) for run in _few(row.exact(quoted.pieces[order[0]]))]
    for number in order if not anchors else ():
        piece, end = quoted.pieces[number], len(row)
        run = _broken(row, piece, 0, end) or row.near(piece, 0, end)
        if run:
            anchors = [(number, run)]
            break
    return [_around(quoted, row, order, *anchor) for anchor in anchors]


def turned(row: Row, piece: Piece) -> int | None:
    """Return at which of its words a piece is to be parted so that its two parts stand in reversed order, else None.

    Each part must have at least `SHORT` words, all of them there, and the two must stand near one another.
    """
    wanted = piece.words
    for start, _ in _few(row.exact(Piece(wanted[:SHORT]))) if len(wanted) >= 2 * SHORT else ():
        rest = wanted[min(_alike(row, wanted, start, len(row)), len(wanted) - SHORT) :]
        low = max(0, start - len(rest) - _LONGEST_BRACKET)
        if any(row.exact(Piece(rest), low, start)):
            return len(wanted) - len(rest)
    return None


def _broken(row: Row, piece: Piece, low: int, high: int) -> Run | None:
    """Return where a piece stands word for word but for words that it leaves out silently, at one place in it.

    Its beginning and its end must have at least `_ROW` words; what fewest edits find would rather change letters.
    """
    wanted = piece.words
    for start, _ in _few(row.exact(Piece(wanted[:_ROW]), low, high)):
        alike = _alike(row, wanted, start, high)
        rest, reached = wanted[alike:], start + alike
        end = min(high, reached + _LONGEST_BRACKET + len(rest))
        if len(rest) >= _ROW and (found := next(row.exact(Piece(rest), reached, end), None)):
            return start, found[1]
    return None


def _alike(row: Row, wanted: Sequence[PrintedWord], start: int, high: int) -> int:
    """Return how many of the words stand one after another from a word of the row on."""
    own = range(start, min(high, start + len(wanted)))
    return next((at - start for at in own if not fits(wanted[at - start], row[at])), len(own))


def _few(runs: Iterator[Run]) -> list[Run]:
    return [run for _, run in zip(range(_PLACES), runs, strict=False)]


def _around(quoted: Quoted, row: Row, order: Sequence[int], anchor: int, run: Run) -> list[Run | None]:
    """Return the runs of all pieces, given that of one."""
    runs: list[Run | None] = [None] * len(quoted.pieces)
    runs[anchor] = run
    for number in order:
        if runs[number] is None:
            runs[number] = _in_order(quoted, row, runs, number)
    for number in order:
        if runs[number] is None and len(quoted.pieces[number].words) >= 3:
            runs[number] = next(row.exact(quoted.pieces[number]), None)
    return runs


def _in_order(quoted: Quoted, row: Row, runs: Sequence[Run | None], number: int) -> Run | None:
    """Return where a piece stands between those that are placed, as close as may be to the one beside it.

    One of at least `SHORT` words that stands there with edits only, and elsewhere word for word, stands elsewhere.
    """
    piece, length = quoted.pieces[number], len(quoted.pieces[number].words)
    before = next((at for at in range(number - 1, -1, -1) if runs[at]), None)
    after = next((at for at in range(number + 1, len(runs)) if runs[at]), None)
    low, high = 0, len(row)
    if before is not None and (run := runs[before]):
        low = run[1]
        if before == number - 1 and quoted.joints[before] is not Joint.ELISION:
            high = min(high, low + length + _LONGEST_BRACKET)
    if after is not None and (run := runs[after]):
        high = min(high, run[0])
        if after == number + 1 and quoted.joints[number] is not Joint.ELISION:
            low = max(low, high - length - _LONGEST_BRACKET)
    found = list(row.exact(piece, low, high))
    if found:
        return found[0] if before is not None else found[-1]
    if length >= SHORT and (elsewhere := next(row.exact(piece), None)):
        return elsewhere
    return _broken(row, piece, low, high) or row.near(piece, low, high) if length >= 2 else None


def blocks(row: Sequence[Word], run: Run, piece: Piece) -> Iterator[Block]:
    """Yield what becomes of the words of a run, without words of the source before and after the piece's."""
    low, high = run
    terms = [word.term for word in row[low:high]]
    wanted = [
        terms[at] if len(terms) == len(piece.words) and fits(word, terms[at]) else word.term
        for at, word in enumerate(piece.words)
    ]
    codes = [(code.tag == "equal", code) for code in Levenshtein.opcodes(terms, wanted)]
    while codes and codes[0][1].tag == "delete":
        codes.pop(0)
    while codes and codes[-1][1].tag == "delete":
        codes.pop()
    held: Block | None = None
    for alike, code in codes:
        block = low + code.src_start, low + code.src_end, code.dest_start, code.dest_end, alike
        if held and not held[4] and not alike:
            held = held[0], block[1], held[2], block[3], False
            continue
        if held:
            yield held
        held = block
    if held:
        yield held
