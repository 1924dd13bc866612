"""The outline of a PDF (its bookmarks): each entry is found again as a heading on the page it points to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any

import pypdfium2
import pypdfium2.raw

from archive.documents import StructureKind
from ingest.extract.extraction import BOX_UNITS, NO_BOX, RawPage, RawStructure
from ingest.extract.pdf.frame import Frame

pdfium: Any = pypdfium2.raw

_ENTRIES = 20_000
_LONGEST = 300
_NUMBERING = re.compile(
    r"(?:(?:chapter|section|part|appendix|annex|kapitel|teil|anhang)\b)?[\W\d_]*(?:[a-z]|[ivxl]+)?[\W\d_]*", re.I
)
"""What may stand before a title on its line: `3.1`, `Chapter 4.`, `B.`"""

_WORD = re.compile(r"[^\W_]+")
_AFTER = re.compile(r"[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A bookmark: its title, its level from 1, and the place on the page it points to (its own points), if any."""

    title: str
    level: int
    point: tuple[float, float] | None


def outline(document: pypdfium2.PdfDocument, wanted: range) -> Mapping[int, list[Entry]]:
    """Return the bookmarks that point to the wanted pages, by page (from 0)."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for mark in islice(document.get_toc(), _ENTRIES):
        target = mark.get_dest()
        index = target.get_index() if target else None
        if index is not None and index in wanted:
            title = mark.get_title()[:_LONGEST].strip()
            if title:
                found[index].append(Entry(title, mark.level + 1, _point(target)))
    return found


def _point(target: pypdfium2.PdfDest) -> tuple[float, float] | None:
    """Return the place a bookmark points to; None where it only names a page."""
    mode, numbers = target.get_view()
    if mode == pdfium.PDFDEST_VIEW_XYZ and len(numbers) >= 2:
        return numbers[0], numbers[1]
    if mode in {pdfium.PDFDEST_VIEW_FITH, pdfium.PDFDEST_VIEW_FITBH} and numbers:
        return 0.0, numbers[0]
    return None


def headings(page: RawPage, frame: Frame, entries: list[Entry]) -> list[RawStructure]:
    """Return the headings of a page; an entry whose words do not begin and end a line of it is left out."""
    if not entries:
        return []
    folded = _Folded(page.text)
    found = []
    for entry in entries:
        spans = list(folded.lines_of(entry.title))
        if spans:
            start, end = min(spans, key=lambda span: _distance(page, frame, entry, span[0]))
            found.append(RawStructure(StructureKind.HEADING, start, end, str(entry.level)))
    return list(dict.fromkeys(found))


class _Folded:
    """The letters and digits of a page without case, blanks and punctuation, with the way back."""

    def __init__(self, text: str) -> None:
        self._text = text
        words = list(_WORD.finditer(text))
        folded = [word[0].casefold() for word in words]
        self._begins = [word.start() for word in words]
        self._places = list(accumulate(map(len, folded), initial=0))
        self._letters = "".join(folded)

    def lines_of(self, title: str) -> Iterator[tuple[int, int]]:
        """Yield where a title stands alone on its line or lines; a number before it is part of the heading."""
        sought = "".join(_WORD.findall(title)).casefold()
        at = self._letters.find(sought) if sought else -1
        while at >= 0:
            start, end = self._origin(at), self._origin(at + len(sought) - 1) + 1
            begins = self._text.rfind("\n", 0, start) + 1
            before, after = self._text[begins:start], self._text[end:].partition("\n")[0]
            if _NUMBERING.fullmatch(before) and _AFTER.fullmatch(after):
                yield begins + len(before) - len(before.lstrip()), end
            at = self._letters.find(sought, at + 1)

    def _origin(self, at: int) -> int:
        """Return where in the text a folded letter stands."""
        word = bisect_right(self._places, at) - 1
        return self._begins[word] + at - self._places[word]


def _distance(page: RawPage, frame: Frame, entry: Entry, start: int) -> float:
    """Return how far a line is from where the bookmark points, in points."""
    if entry.point is None or not page.boxes:
        return float(start)
    top = next((top for top in page.boxes[4 * start + 1 :: 4] if top != NO_BOX[1]), 0)
    return abs(top / BOX_UNITS - frame.place(*entry.point)[1])
