"""Links of a PDF page to addresses outside of it, found again in its text by where they lie."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from operator import add
from typing import Any

import pypdfium2.raw

from archive.documents import StructureKind
from ingest.extract import addresses
from ingest.extract.extraction import BOX_UNITS, NO_BOX, RawPage, RawStructure
from ingest.extract.pdf.second import Leaf

pdfium: Any = pypdfium2.raw

_LINKS = 2000
_LONGEST = 2000
_NOWHERE = 2 * NO_BOX[0]

_Area = tuple[float, float, float, float]
"""Left, top, right, bottom in 1/20 point from the shown corner."""


def links(page: RawPage, leaf: Leaf) -> list[RawStructure]:
    """Return the words of the page under each outward link; one broken over lines is one mark."""
    areas = list(_areas(leaf))
    if not areas or not page.boxes:
        return []
    lines = _Lines(page)
    found: list[RawStructure] = []
    for address, area in areas:
        for start, end in lines.within(area):
            last = found[-1] if found else None
            if last and last.detail == address and last.end <= start and not page.text[last.end : start].strip():
                found[-1] = RawStructure(StructureKind.LINK, last.start, end, address)
            else:
                found.append(RawStructure(StructureKind.LINK, start, end, address))
    return found


class _Lines:
    """The lines of a page with their heights, so that only those under a link are looked at sign by sign."""

    def __init__(self, page: RawPage) -> None:
        left, top, right, bottom = (page.boxes[edge::4] for edge in range(4))
        self._across, self._down = list(map(add, left, right)), list(map(add, top, bottom))
        self._lines: list[tuple[int, int, int, int]] = []
        at = 0
        for line in page.text.splitlines(keepends=True):
            middles = list(filter(_NOWHERE.__lt__, self._down[at : at + len(line)]))
            if middles:
                self._lines.append((min(middles), max(middles), at, at + len(line)))
            at += len(line)

    def within(self, area: _Area) -> Iterator[tuple[int, int]]:
        """Yield the runs of code points, a line at a time, whose middles lie in an area."""
        left, top, right, bottom = (2 * edge for edge in area)
        across, down = self._across, self._down
        for highest, lowest, start, end in self._lines:
            if lowest < top or highest > bottom:
                continue
            inside = [at for at in range(start, end) if left <= across[at] <= right and top <= down[at] <= bottom]
            if inside:
                yield inside[0], inside[-1] + 1


def _areas(leaf: Leaf) -> Iterator[tuple[str, _Area]]:
    """Yield address and area of each link that leads outward."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_LINKS):
        if not pdfium.FPDFLink_Enumerate(leaf.page, place, link):
            return
        address = _address(leaf, link)
        if address:
            for corners in _corners(link):
                shown = [leaf.frame.place(*corner) for corner in corners]
                xs, ys = [BOX_UNITS * x for x, _ in shown], [BOX_UNITS * y for _, y in shown]
                yield address, (min(xs), min(ys), max(xs), max(ys))


def _address(leaf: Leaf, link: object) -> str:
    """Return where a link leads, empty where that is not an address of the web or of mail."""
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    size = pdfium.FPDFAction_GetURIPath(leaf.page.pdf, action, None, 0)
    if not 0 < size <= _LONGEST:
        return ""
    held = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(leaf.page.pdf, action, held, size)
    return addresses.outward(held.value.decode("utf-8", "replace"))


def _corners(link: object) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each rectangle of a link, in the page's own points."""
    quads = pdfium.FPDFLink_CountQuadPoints(link)
    for number in range(min(quads, _LINKS)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFLink_GetQuadPoints(link, number, quad):
            yield [(quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4)]
    if quads <= 0:
        area = pdfium.FS_RECTF()
        if pdfium.FPDFLink_GetAnnotRect(link, area):
            yield [(area.left, area.bottom), (area.right, area.top)]
