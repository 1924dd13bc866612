"""Pages as pictures in shades of grey: a PDF page as a reader sees it, or a frame of a picture file."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from archive.errors import Unreadable
from ingest.extract.allowance import PAGES_LIMIT
from ingest.extract.extraction import BOX_UNITS, NO_BOX, no_boxes
from ingest.identify import Format

DPI = 200
"""Dots an inch at which a PDF page is rendered."""

POINTS = 72
"""Points an inch."""

MOST_PIXELS = 40_000_000
"""What is handed over at most; a larger page is rendered smaller."""

_MOST_LOADED = 120_000_000
_LONGEST_SIDE = 30_000
_FINEST = 1200
_WIDEST_INCHES = 17
_USUAL_INCHES = 8.3
_KINDS = {Format.PNG: "PNG", Format.JPEG: "JPEG", Format.TIFF: "TIFF"}
_TROUBLES = (OSError, ValueError, TypeError, KeyError, SyntaxError, EOFError, struct.error, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in shades of grey: `grey` is a byte a pixel, row by row; `scale` is pixels a point."""

    width: int
    height: int
    grey: bytes
    scale: float

    @property
    def dpi(self) -> int:
        """Dots an inch, whole."""
        return round(self.scale * POINTS)

    @property
    def inked(self) -> bool:
        """Whether anything at all stands out from the paper."""
        return max(self.grey, default=0) - min(self.grey, default=0) > 24

    def turned(self, degrees: int) -> Picture:
        """Return the picture turned clockwise by a quarter, a half or three quarters (`degrees`)."""
        how = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
        turned = Image.frombytes("L", (self.width, self.height), self.grey).transpose(how[degrees])
        return Picture(turned.width, turned.height, turned.tobytes(), self.scale)

    def turned_back(self, boxes: array[int], degrees: int) -> array[int]:
        """Return boxes of the turned picture, in 1/20 point, as boxes of this one."""
        wide, high = (round(side / self.scale * BOX_UNITS) for side in (self.width, self.height))
        back = no_boxes()
        for at in range(0, len(boxes), 4):
            left, top, right, bottom = boxes[at : at + 4]
            if left == NO_BOX[0]:
                back.extend(NO_BOX)
            elif degrees == 90:
                back.extend((top, high - right, bottom, high - left))
            elif degrees == 180:
                back.extend((wide - right, high - bottom, wide - left, high - top))
            else:
                back.extend((wide - bottom, left, wide - top, right))
        return back

    def pgm(self) -> bytes:
        """Return the picture as a PGM file."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.grey


def pictures(path: Path, file_format: Format) -> Callable[[int], Picture]:
    """Return what gives the picture of a page by its number from 1; a page that cannot be drawn is `Unreadable`."""
    if file_format is Format.PDF:
        return partial(_drawn, pypdfium2.PdfDocument(path))
    return partial(_frame, opened(path, file_format))


def opened(path: Path, file_format: Format) -> Image.Image:
    """Return a picture file, opened but not loaded."""
    try:
        picture = Image.open(path, formats=(_KINDS[file_format],))
    except Image.DecompressionBombError as error:
        raise Unreadable("too-large", "the picture is too large to be read") from error
    except _TROUBLES as error:
        raise Unreadable("damaged", "the picture is damaged: it cannot be opened") from error
    return picture


def frames(picture: Image.Image) -> int:
    """Return how many pages a picture file holds; too many are `Unreadable`."""
    try:
        count = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    except _TROUBLES as error:
        raise Unreadable("damaged", "the picture is damaged: its pages cannot be counted") from error
    if count > PAGES_LIMIT:
        raise Unreadable("too-large", f"the picture has {count} pages; the limit is {PAGES_LIMIT}")
    return count


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Picture:
    """Return a PDF page in its visible frame: cropped and turned."""
    try:
        page = document[number - 1]
        wide, high = page.get_width(), page.get_height()
        scale = _scale(wide, high, DPI / POINTS)
        bitmap = page.render(scale=scale, grayscale=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise Unreadable("damaged", "the page cannot be drawn") from error
    rows = bytes(bitmap.buffer)
    if bitmap.stride != bitmap.width:
        starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
        rows = b"".join(rows[start : start + bitmap.width] for start in starts)
    drawn = Picture(bitmap.width, bitmap.height, rows, bitmap.width / wide)
    page.close()
    return drawn


def _scale(wide: float, high: float, wished: float) -> float:
    """Return pixels a point: as wished, less where the picture would be too large."""
    if min(wide, high) <= 0:
        raise ValueError("a page without any extent")
    return float(min(wished, (MOST_PIXELS / (wide * high)) ** 0.5, _LONGEST_SIDE / max(wide, high)))


def _frame(picture: Image.Image, number: int) -> Picture:
    """Return a page of a picture file as it is meant to be seen: turned by its EXIF, on white."""
    if picture.width * picture.height > _MOST_LOADED:
        raise Unreadable("too-large", "the picture is too large to be read")
    try:
        picture.seek(number - 1)
        scale = _density(picture) / POINTS
        upright = ImageOps.exif_transpose(picture)
        wide, high = upright.width / scale, upright.height / scale
        grey = _grey(upright)
        kept = _scale(wide, high, scale)
        if kept < scale:
            grey = grey.resize((max(1, round(wide * kept)), max(1, round(high * kept))))
    except _TROUBLES as error:
        raise Unreadable("damaged", "the picture is damaged: it cannot be shown") from error
    return Picture(grey.width, grey.height, grey.tobytes(), grey.width / wide)


def _density(picture: Image.Image) -> float:
    """Return dots an inch: as the file says, unless no page would be so large; then as for a page 8.3 inches wide."""
    told = picture.info.get("dpi", (0, 0))
    across = float(told[0]) if isinstance(told, tuple) else 0.0
    short = min(picture.size)
    if across > 0 and short / across <= _WIDEST_INCHES and across <= _FINEST:
        return across
    return min(max(short / _USUAL_INCHES, POINTS), _FINEST)


def _grey(picture: Image.Image) -> Image.Image:
    """Return shades of grey; what is transparent lies on white, 16 bits become eight."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda shade: shade / 256).convert("L")
    if picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("L")
    return picture.convert("L")
