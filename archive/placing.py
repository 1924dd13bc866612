"""Where the pieces of a printed quotation stand in a source's words: word for word, else by the fewest edits.

The longest piece is looked for first, the others before and after it, in their order; a piece that stands nowhere in
its order is looked for elsewhere. Edits are those of letters, found by edlib (Myers' bit vectors; Šošić and Šikić
2017).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import edlib
from rapidfuzz.distance import Levenshtein

from archive.folding import Word
from archive.quoted import Joint, Piece, PrintedWord, Quoted

Run = tuple[int, int]
"""A row of the source's words: the number of the first and the number past the last."""

Block = tuple[int, int, int, int, bool]
"""Words of the source from, to; words of the piece from, to; whether they are alike."""

_PLACES = 8
"""In how many places of one stretch a piece that stands word for word is looked at."""

_EDITS, _FEW_EDITS = 0.45, 0.25
"""Share of a piece's letters that may be edited; the lesser one for a piece of less than `_SHORT` words."""

_SHORT = 5
_LONGEST_BRACKET = 25
"""How many words of the source a bracket may stand for, or be left out silently."""

_ROW = 3
"""How many words must stand in a row before and after words that are left out silently."""

_SIGNS = 250


class Row:
    """The words of a stretch of a source, ready to be searched."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Stand on words in their order."""
        self.words = words
        self._terms = [word.term for word in words]
        self._starts: list[int] = []
        at = 0
        for term in self._terms:
            self._starts.append(at)
            at += len(term) + 1
        self._letters = " ".join(self._terms)

    def exact(self, piece: Piece, low: int = 0, high: int | None = None) -> Iterator[Run]:
        """Yield where the words of a piece stand one after another between two words; altered words may differ."""
        end = len(self._terms) if high is None else high
        wanted, length = piece.words, len(piece.words)
        sure = next((at for at, word in enumerate(wanted) if not word.altered), None)
        if sure is None:
            return
        at = low + sure
        while True:
            try:
                at = self._terms.index(wanted[sure].term, at, end)
            except ValueError:
                return
            start = at - sure
            if start >= low and start + length <= end and self._agree(wanted, start):
                yield start, start + length
            at += 1

    def broken(self, piece: Piece, low: int, high: int) -> Run | None:
        """Return where a piece stands word for word but for words that it leaves out silently, at one place in it.

        Its beginning and its end must have at least `_ROW` words; what fewest edits find would rather change letters.
        """
        wanted = piece.words
        for start, _ in _few(self.exact(Piece(wanted[:_ROW]), low, high)):
            alike = _ROW
            while alike < len(wanted) and start + alike < high and fits(wanted[alike], self._terms[start + alike]):
                alike += 1
            rest, reached = wanted[alike:], start + alike
            end = min(high, reached + _LONGEST_BRACKET + len(rest))
            if len(rest) >= _ROW and (found := next(self.exact(Piece(rest), reached, end), None)):
                return start, found[1]
        return None

    def _agree(self, wanted: Sequence[PrintedWord], start: int) -> bool:
        return all(fits(word, self._terms[start + step]) for step, word in enumerate(wanted))

    def near(self, piece: Piece, low: int, high: int) -> Run | None:
        """Return where a piece stands with the fewest edits between two words, None with too many."""
        if low >= high:
            return None
        letters = " ".join(piece.terms)
        share = _EDITS if len(piece.words) >= _SHORT else _FEW_EDITS
        stretch = self._letters[self._starts[low] : self._starts[high - 1] + len(self._terms[high - 1])]
        found = edlib.align(*narrowed(letters, stretch), mode="HW", task="locations", k=int(len(letters) * share))
        if found["editDistance"] < 0:
            return None
        first = self._starts[low]
        spans = [(first + (start or 0), first + end + 1) for start, end in found["locations"][:50]]
        return min((self._snapped(*span) for span in spans), key=lambda run: abs(run[1] - run[0] - len(piece.words)))

    def _snapped(self, start: int, end: int) -> Run:
        """Return the words of which at least half lies between two letters."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end) - 1
        if start - self._starts[first] > len(self._terms[first]) / 2:
            first += 1
        if end - self._starts[last] < len(self._terms[last]) / 2:
            last -= 1
        return min(first, last), max(first, last) + 1


def fits(word: PrintedWord, term: str) -> bool:
    """Tell whether a printed word may stand for a word of the source: alike, or alike outside its brackets."""
    if word.term == term:
        return True
    outside = len(word.head) + len(word.tail)
    enough = len(word.head) >= 2 or len(word.tail) >= 4
    return word.altered and enough and outside <= len(term) and term.startswith(word.head) and term.endswith(word.tail)


def narrowed(letters: str, stretch: str) -> tuple[str, str]:
    """Return both with no more kinds of signs than edlib takes; rare signs may become alike."""
    if len(set(letters) | set(stretch)) <= _SIGNS:
        return letters, stretch
    known = {sign: chr(1 + number % _SIGNS) for number, sign in enumerate(sorted(set(letters)))}
    return "".join(map(known.__getitem__, letters)), "".join(known.get(sign, "\0") for sign in stretch)


def placings(quoted: Quoted, row: Row) -> list[list[Run | None]]:
    """Return ways to place the pieces, each with a run for every piece or None: word for word first, else the best."""
    order = sorted(range(len(quoted.pieces)), key=lambda number: -len(" ".join(quoted.pieces[number].terms)))
    anchors: list[tuple[int, Run]] = []
    if order:
        anchors = [(order[0], run) for run in _few(row.exact(quoted.pieces[order[0]]))]
    for number in order if not anchors else ():
        piece, end = quoted.pieces[number], len(row.words)
        run = row.broken(piece, 0, end) or row.near(piece, 0, end)
        if run:
            anchors = [(number, run)]
            break
    return [_around(quoted, row, order, *anchor) for anchor in anchors]


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

    One of at least `_SHORT` words that stands there with edits only, and elsewhere word for word, stands elsewhere.
    """
    piece, length = quoted.pieces[number], len(quoted.pieces[number].words)
    before = next((at for at in range(number - 1, -1, -1) if runs[at]), None)
    after = next((at for at in range(number + 1, len(runs)) if runs[at]), None)
    low, high = 0, len(row.words)
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
    if length >= _SHORT and (elsewhere := next(row.exact(piece), None)):
        return elsewhere
    return row.broken(piece, low, high) or row.near(piece, low, high) if length >= 2 else None


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
