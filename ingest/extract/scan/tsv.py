"""What tesseract writes (`tsv`: a row a word, with its box and certainty) becomes a raw page."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from archive.documents import PageState, StructureKind
from ingest.extract.extraction import BOX_UNITS, NO_BOX, RawPage, RawStructure, no_boxes

DOUBTFUL = 80
"""Below this certainty, in percent, a word is marked."""

LOW = 70
"""Below this mean certainty, in percent, a page is to be held against the original."""

_WORD = "5"
_COLUMNS = 12
_NARROW, _WIDE = frozenset("iIjlt.,;:!'|()[]‘’"), frozenset("mwMW—@%")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its box in pixels and its certainty; `line` and `paragraph` say where it belongs."""

    text: str
    left: int
    top: int
    width: int
    height: int
    certainty: float
    line: tuple[str, ...]
    paragraph: tuple[str, ...]


def raw_page(tsv: str, scale: float, reader: str) -> RawPage:
    """Return the page, its boxes in 1/20 point where `scale` is pixels a point; no letter: it still needs OCR."""
    words = list(_words(tsv))
    if not any(sign.isalnum() for word in words for sign in word.text):
        return RawPage("", state=PageState.NEEDS_OCR, why=f"{reader} recognises nothing on the page")
    text: list[str] = []
    boxes, marks = no_boxes(), []
    before: _Word | None = None
    at = 0
    for word in words:
        between = _between(before, word)
        boxes.extend(NO_BOX * len(between))
        boxes.extend(_boxes(word, BOX_UNITS / scale))
        text += (between, word.text)
        at += len(between)
        if word.certainty < DOUBTFUL:
            marks.append(RawStructure(StructureKind.DOUBTFUL, at, at + len(word.text), str(int(word.certainty))))
        at += len(word.text)
        before = word
    certainty = _mean(words)
    return RawPage(
        "".join(text),
        structures=tuple(marks),
        boxes=boxes,
        state=PageState.RECOGNISED,
        reader=reader,
        why="the page is a picture",
        confidence=certainty,
        doubts=_doubts(certainty, len(marks), len(words)),
    )


def _words(tsv: str) -> Iterator[_Word]:
    """Yield the words in reading order; rows of blocks and lines, blank words and broken rows are passed over."""
    for row in tsv.split("\n"):
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD or not cells[11].strip():
            continue
        text = "".join(sign for sign in cells[11].strip() if sign.isprintable())
        left, top, width, height = (int(cell) for cell in cells[6:10])
        certainty = min(100.0, max(0.0, float(cells[10])))
        if text:
            yield _Word(text, left, top, width, height, certainty, tuple(cells[1:5]), tuple(cells[1:4]))


def _between(before: _Word | None, word: _Word) -> str:
    """Return what stands between two words: a blank, a line's end, or a blank line."""
    if before is None:
        return ""
    if before.paragraph != word.paragraph:
        return "\n\n"
    return " " if before.line == word.line else "\n"


def _boxes(word: _Word, unit: float) -> array[int]:
    """Return a box for each sign: the word's, divided by breadth; whole for a word that stands on end."""
    if len(word.text) > 2 and word.height > word.width:
        whole = (word.left, word.top, word.left + word.width, word.top + word.height)
        return array("i", [round(side * unit) for side in whole] * len(word.text))
    boxes = no_boxes()
    edges = list(accumulate((_breadth(sign) for sign in word.text), initial=0.0))
    step = word.width / edges[-1]
    for start, end in pairwise(edges):
        sides = (word.left + start * step, word.top, word.left + end * step, word.top + word.height)
        boxes.extend([round(side * unit) for side in sides])
    return boxes


def _breadth(sign: str) -> float:
    return 0.5 if sign in _NARROW else 1.5 if sign in _WIDE else 1.0


def _mean(words: Sequence[_Word]) -> int:
    """Return the mean certainty in percent, rounded down; a long word counts for more."""
    letters = sum(len(word.text) for word in words)
    return int(sum(word.certainty * len(word.text) for word in words) / letters)


def _doubts(certainty: int, doubtful: int, words: int) -> tuple[str, ...]:
    """Return why a person should look, where the page was recognised badly."""
    if certainty >= LOW:
        return ()
    told = f"recognised with a certainty of only {certainty} %: {doubtful} of {words} words are doubtful"
    return (f"{told}, and others may be missing",)
