"""The second reader of a PDF, pdfium: its text finds the truly broken pages, stands in for them, or reads in bulk."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw

from archive.errors import Unreadable
from ingest.extract.extraction import NO_BOX, RawPage, RawStructure, no_boxes
from ingest.extract.pdf import styles
from ingest.extract.pdf.frame import Frame, frame_of

pdfium: Any = pypdfium2.raw

PROFILE = "loose"
"""The bulk engine's profile: pdfium's order of signs, boxes as high as the font."""

_RECTANGLE = ctypes.sizeof(pdfium.FS_RECTF)
_PRINTED = re.compile(r"\S+")
_WORD = re.compile(r"\w+")
_UNSEEN = (3, 7)
_NAME_BYTES = 256
_SAMPLES = 8
_NOWHERE = array("i", NO_BOX)


def _plain(name: str, result: Any, *arguments: Any) -> Any:
    """Return a function of pdfium that takes bare addresses: a third of the cost of a checked call."""
    return ctypes.CFUNCTYPE(result, *arguments)(_address(getattr(pdfium, name)))


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


_box_of = _plain("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_object_of = _plain("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_font_of = _plain("FPDFTextObj_GetFont", ctypes.c_void_p, ctypes.c_void_p)
_mode_of = _plain("FPDFTextObj_GetTextRenderMode", ctypes.c_int, ctypes.c_void_p)
_is_unmapped = _plain("FPDFText_HasUnicodeMapError", ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_name_of = _plain("FPDFFont_GetBaseFontName", ctypes.c_size_t, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a page is written but not painted, and how much has no letter in the file; each from 0 to 1."""

    unseen: float = 0.0
    unmapped: float = 0.0


def opened(path: Path) -> pypdfium2.PdfDocument:
    """Open the file with pdfium, which says best what is wrong with it."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("encrypted", "the PDF is encrypted and needs a password") from error
        raise Unreadable("damaged", "the PDF is damaged: it cannot be opened") from error


@contextmanager
def leaf(document: pypdfium2.PdfDocument, index: int) -> Iterator[Leaf | None]:
    """Give page `index` (from 0) while it is open; None where pdfium cannot open it."""
    page = signs = None
    try:
        try:
            page = document[index]
            frame, signs = frame_of(page), page.get_textpage()
            if _reads_downwards(signs, frame.turn):
                signs.close()
                page.set_rotation((frame.turn + 180) % 360)
                signs = page.get_textpage()
            given = Leaf(page, signs, frame)
        except (pypdfium2.PdfiumError, KeyError):
            given = None
        yield given
    finally:
        for handle in (signs, page):
            if handle is not None:
                handle.close()


def _reads_downwards(signs: pypdfium2.PdfTextPage, turn: int) -> bool:
    """Tell whether the lines are shown reading downwards: pdfium gives such from the last to the first."""
    count = signs.count_chars()
    angles = [pdfium.FPDFText_GetCharAngle(signs, at) for at in range(0, count, count // _SAMPLES + 1)]
    downwards = sum(abs((math.degrees(angle) + turn) % 360 - 90) < 45 for angle in angles if angle >= 0)
    return 2 * downwards > len(angles)


class Leaf:
    """One open page: its text at little cost, its boxes and marks when they are asked for."""

    def __init__(self, page: pypdfium2.PdfPage, signs: pypdfium2.PdfTextPage, frame: Frame) -> None:
        """Take an open page with its signs."""
        self.page, self.frame = page, frame
        self._signs = signs
        self._address = _address(signs.raw)
        self._count: int = signs.count_chars()

    @cached_property
    def text(self) -> str:
        """The text, in code points; lone surrogates stay."""
        if not self._count:
            return ""
        text: str = self._signs.get_text_range(errors="surrogatepass")
        return text if self._fits(text) else "".join(sign for _, sign in self._one_by_one())

    def read(self, label: str) -> tuple[RawPage, Share]:
        """Return the page with boxes and emphasis, and how much of it is unseen or unmapped."""
        text = self.text
        at = self._numbers(text)
        marks, share = self._styles(text, at)
        return RawPage(text, label, marks, self._boxes(text, at)), share

    def _fits(self, text: str) -> bool:
        """Tell whether the text has a UTF-16 unit for each of pdfium's signs, as it nearly always has."""
        return len(text) == self._count or len(text.encode("utf-16-le", "surrogatepass")) == 2 * self._count

    def _one_by_one(self) -> Iterator[tuple[int, str]]:
        """Yield each sign with its number; halves of a pair are put together, signs without letters left out."""
        half = 0
        for at in range(self._count):
            code = pdfium.FPDFText_GetUnicode(self._signs, at)
            if 0xD800 <= code < 0xDC00:
                half = code
            elif 0xDC00 <= code < 0xE000 and half:
                yield at - 1, chr(0x10000 + ((half - 0xD800) << 10) + code - 0xDC00)
                half = 0
            elif 0 < code < 0x110000:
                yield at, chr(code)

    def _numbers(self, text: str) -> list[int] | range:
        """Return for each code point the number of its sign."""
        if len(text) == self._count:
            return range(self._count)
        if not self._fits(text):
            return [at for at, _ in self._one_by_one()]
        numbers, at = [], 0
        for sign in text:
            numbers.append(at)
            at += 1 + (sign > "\uffff")
        return numbers

    def _boxes(self, text: str, numbers: list[int] | range) -> array[int]:
        """Return the boxes; blanks, and signs without extent, have none."""
        spans = [match.span() for match in _PRINTED.finditer(text)]
        wanted = [at for start, end in spans for at in numbers[start:end]]
        rectangles = (pdfium.FS_RECTF * len(wanted))()
        first = ctypes.addressof(rectangles)
        places = range(first, first + _RECTANGLE * len(wanted), _RECTANGLE)
        deque(map(_box_of, repeat(self._address), wanted, places), maxlen=0)
        printed = self._shown(array("f", bytes(rectangles)))
        boxes, at, held = no_boxes(), 0, 0
        for start, end in spans:
            boxes.extend(_NOWHERE * (start - at))
            boxes.extend(printed[4 * held : 4 * (held + end - start)])
            at, held = end, held + end - start
        boxes.extend(_NOWHERE * (len(text) - at))
        return boxes

    def _shown(self, edges: array[float]) -> array[int]:
        """Return rectangles of the page's own space (left, top, right, bottom) as the frame shows them."""
        left, top, right, bottom = self.frame.columns(edges[0::4], edges[3::4], edges[2::4], edges[1::4])
        boxes = array("i", bytes(len(edges) * left.itemsize))
        boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4] = left, top, right, bottom
        for at in [at for at, (start, stop) in enumerate(zip(left, right, strict=True)) if start == stop]:
            if top[at] == bottom[at]:
                boxes[4 * at : 4 * at + 4] = _NOWHERE
        return boxes

    def _styles(self, text: str, numbers: list[int] | range) -> tuple[tuple[RawStructure, ...], Share]:
        """Return the emphasised words, by the font of their first sign, and how many are unseen or unmapped."""
        shapes = bytearray([styles.BLANK]) * len(text)
        fonts: dict[int, int] = {0: styles.PLAIN}
        page = self._address
        words = unseen = unmapped = 0
        for word in _WORD.finditer(text):
            at = numbers[word.start()]
            thing = _object_of(page, at)
            font = _font_of(thing) or 0 if thing else 0
            if font not in fonts:
                fonts[font] = _style(font)
            words += 1
            unseen += bool(thing) and _mode_of(thing) in _UNSEEN
            unmapped += _is_unmapped(page, at) == 1
            shapes[word.start() : word.end()] = bytes([fonts[font]]) * len(word[0])
        marks = styles.marks(bytes(shapes)) if any(fonts.values()) else ()
        return marks, Share(unseen / max(1, words), unmapped / max(1, words))


def _style(font: int) -> int:
    name = ctypes.create_string_buffer(_NAME_BYTES)
    _name_of(font, name, _NAME_BYTES)
    return styles.style(name.value.decode("utf-8", "replace"))
