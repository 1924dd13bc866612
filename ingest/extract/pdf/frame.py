"""The part of a PDF page that is shown: every box is measured from its top left corner."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from ingest.extract.extraction import BOX_UNITS

FARTHEST = 2**24
"""No edge of a box lies farther out than this, in 1/20 point."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The shown rectangle in the page's own points (y upwards), and by how many degrees it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def matrix(self) -> Matrix:
        """What takes the page's own points to points from the shown top left corner, y downwards."""
        return {
            0: (1.0, 0.0, 0.0, -1.0, -self.left, self.top),
            90: (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left),
            180: (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom),
            270: (0.0, -1.0, -1.0, 0.0, self.top, self.right),
        }[self.turn]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, in points."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (wide, high) if self.turn in {0, 180} else (high, wide)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page's own space is shown."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def columns(
        self, left: Sequence[float], bottom: Sequence[float], right: Sequence[float], top: Sequence[float]
    ) -> tuple[array[int], array[int], array[int], array[int]]:
        """Return the shown left, top, right and bottom edges of many rectangles, in 1/20 point."""
        a, b, c, d, e, f = self.matrix
        if a or d:
            low, high = (left, right) if a > 0 else (right, left)
            near, far = (top, bottom) if d < 0 else (bottom, top)
            return units(low, a, e), units(near, d, f), units(high, a, e), units(far, d, f)
        low, high = (bottom, top) if c > 0 else (top, bottom)
        near, far = (left, right) if b > 0 else (right, left)
        return units(low, c, e), units(near, b, f), units(high, c, e), units(far, b, f)


def units(edges: Sequence[float], sign: float, shift: float) -> array[int]:
    """Return `sign * edge + shift` for each edge, in points, as whole 1/20 points; numbers beyond reason are cut."""
    step, start = sign * BOX_UNITS, shift * BOX_UNITS
    try:
        found = [round(edge * step + start) for edge in edges]
    except (ValueError, OverflowError):
        found = [round(edge * step + start) if math.isfinite(edge) else FARTHEST for edge in edges]
    if found and (max(found) > FARTHEST or min(found) < -FARTHEST):
        found = [min(FARTHEST, max(-FARTHEST, edge)) for edge in found]
    return array("i", found)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """Return the frame as pdfium shows the page: the crop box within the media box, turned."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() % 360)
