"""The first reader of a PDF page: its signs in the order of the file, with places and fonts, and little else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfminer.layout import LTChar
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from ingest.extract.pdf.frame import Frame, Matrix

Sign = tuple[str, float, float, float, float, float, str, int]
"""Letters, left, top, right, bottom, size (points from the shown corner), font, way it reads (see `way`)."""

_UNSEEN = (3, 7)


class SignDevice(PDFTextDevice):
    """Gathers signs; lines, pictures and colours, which the text does not need, are let go by."""

    def __init__(self, resources: PDFResourceManager) -> None:
        """Begin with an empty page; `unseen` counts the signs that are written but not painted."""
        super().__init__(resources)
        self.signs: list[Sign] = []
        self.unseen = 0
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Take down the signs of one string."""
        before = len(self.signs)
        super().render_string(textstate, seq, ncs, graphicstate)
        if textstate.render in _UNSEEN:
            self.unseen += len(self.signs) - before

    def render_string_horizontal(
        self,
        seq: Iterable[int | float | bytes],
        matrix: Matrix,
        pos: tuple[float, float],
        font: PDFFont,
        *state: Any,
    ) -> tuple[float, float]:
        """Place each sign of a horizontal string; the same sums as the parser's own, without its objects."""
        fontsize, scaling, charspace, wordspace, rise, dxscale, *_ = state
        x, y = pos
        spaced = False
        pen = _Pen(matrix, y, font, fontsize, rise)
        known = self._known.setdefault(font, {})
        keep, place, unit = self.signs.append, pen.level if pen.is_level else pen.turned, fontsize * scaling
        for piece in seq:
            if isinstance(piece, bytes):
                for cid in font.decode(piece):
                    if spaced:
                        x += charspace
                    text, width = known.get(cid) or self._learn(font, cid)
                    advance = width * unit
                    keep(place(text, x, advance))
                    x += advance
                    if cid == 32 and wordspace:
                        x += wordspace
                    spaced = True
            elif isinstance(piece, (int, float)):
                x -= piece * dxscale
                spaced = True
        return x, y

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, *paint: Any
    ) -> float:
        """Place a sign of a vertical string."""
        text, width = self._learn(font, cid)
        sign = LTChar(matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), *paint)
        name = _name(font)
        self.signs.append((text, sign.x0, sign.y0, sign.x1, sign.y1, sign.size, name, way(matrix[0], matrix[1])))
        return sign.adv

    def _learn(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """Return the letters and the width of a code of a font, and remember them."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = f"(cid:{cid})"
        found = self._known.setdefault(font, {})[cid] = (text, font.char_width(cid))
        return found


class _Pen:
    """Where the signs of one string stand: what does not change from sign to sign is worked out once."""

    __slots__ = ("font", "high", "is_level", "low", "matrix", "size", "top", "under", "way", "y")

    def __init__(self, matrix: Matrix, y: float, font: PDFFont, fontsize: float, rise: float) -> None:
        a, b, c, d, _, f = matrix
        self.matrix, self.y, self.font, self.way = matrix, y, _name(font), way(a, b)
        self.low = font.get_descent() * fontsize + rise
        self.high = self.low + fontsize
        self.is_level = b == 0 == c
        edges = (d * (y + self.low) + f, d * (y + self.high) + f)
        self.top, self.under = min(edges), max(edges)
        self.size = self.under - self.top

    def level(self, text: str, x: float, advance: float) -> Sign:
        """Return a sign of a string that runs along the page's edge."""
        left = self.matrix[0] * x + self.matrix[4]
        right = left + self.matrix[0] * advance
        if right < left:
            left, right = right, left
        return (text, left, self.top, right, self.under, self.size, self.font, self.way)

    def turned(self, text: str, x: float, advance: float) -> Sign:
        """Return a sign of a string that is turned or slanted: the box around its four corners."""
        a, b, c, d, e, f = self.matrix
        e, f = a * x + c * self.y + e, b * x + d * self.y + f
        corners = [(run, rise) for run in (0, advance) for rise in (self.low, self.high)]
        across = [a * run + c * rise + e for run, rise in corners]
        down = [b * run + d * rise + f for run, rise in corners]
        left, right, top, under = min(across), max(across), min(down), max(down)
        size = right - left if self.way in {1, 3} else under - top
        return (text, left, top, right, under, size, self.font, self.way)


class _Interpreter(PDFPageInterpreter):
    """The parser's interpreter, without the copy of the graphic state that it makes for each string."""

    def do_TJ(self, seq: Any) -> None:  # noqa: N802  the operator's own name
        """Show a string."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)


def way(along: float, down: float) -> int:
    """Return the way a string reads as shown: 0 to the right, 1 upwards, 2 to the left, 3 downwards."""
    if abs(along) >= abs(down):
        return 0 if along >= 0 else 2
    return 3 if down > 0 else 1


def signs_of(page: PDFPage, resources: PDFResourceManager, frame: Frame) -> SignDevice:
    """Return the signs of a page, placed as the frame shows them."""
    device = SignDevice(resources)
    _Interpreter(resources, device).render_contents(page.resources, page.contents, ctm=frame.matrix)
    return device


def without_doubles(signs: list[Sign]) -> list[Sign]:
    """Return the signs without those printed a second time on the same spot, as some programs embolden."""
    kept: list[Sign] = []
    seen: dict[tuple[str, str, int, int], Sign] = {}
    for sign in signs:
        column, row = round(sign[1]), round(sign[2])
        near = (
            seen.get((sign[0], sign[6], column + right, row + down)) for right in range(-1, 2) for down in range(-1, 2)
        )
        if sign[0].isspace() or not any(other and _on_it(sign, other) for other in near):
            kept.append(sign)
            seen[sign[0], sign[6], column, row] = sign
    return kept


def _on_it(sign: Sign, other: Sign) -> bool:
    """Tell whether two equal signs lie on each other: apart by less than a quarter of the sign's width."""
    most = min(1.0, abs(sign[3] - sign[1]) / 4)
    return abs(sign[1] - other[1]) <= most and abs(sign[2] - other[2]) <= most


def _name(font: PDFFont) -> str:
    name = font.fontname
    return name if isinstance(name, str) else str(name)
