"""A passage drawn as a picture for previews of links: its words, their source and date. 1200 by 630 pixels, PNG."""

from __future__ import annotations

import hashlib
import io
import threading
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import ceil

from PIL import Image, ImageDraw

from web.typefaces import SANS, SERIF, Face, Typeface, edition, plain, typeface

WIDTH, HEIGHT = 1200, 630

_PAPER, _INK, _QUIET, _LINE, _ACCENT = "#fbfaf7", "#23211d", "#66615a", "#dfdad0", "#1f4f7a"
_LEFT, _WITHIN = 92, 1024
_TOP, _ROOM = 100, 344
_SIZES = (58, 52, 46, 40, 36, 32, 30)
_MOST = 1200
_LONGEST_LINE = 300
_CUT = " […]”"
_SHORTENED = "Shortened: the whole passage stands at its address."
_UNDRAWN = "The words are in a script that is not drawn here: they stand at their address."
_DRAWING = threading.Lock()
"""Held while a picture is drawn: pictures never take more than one processor."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is drawn: the words, the document's title, who wrote it and on which page, its date, the archive's host."""

    words: str
    title: str
    source: str
    date: str
    host: str

    @property
    def etag(self) -> str:
        """What is drawn, in which typefaces, as a digest."""
        return hashlib.sha256(f"1 {edition()} {self}".encode()).hexdigest()[:32]


def picture(sketch: Sketch) -> bytes:
    """Return the PNG. A long passage is cut and said to be; words that no typeface draws give way to the title."""
    with _DRAWING:
        return _drawn(sketch)


@lru_cache(maxsize=64)
def _drawn(sketch: Sketch) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    said, title = plain(sketch.words), plain(sketch.title)
    face, second = typeface(f"“{said}”{_CUT}", SERIF), typeface(f"{title}…", SERIF)
    cut = bool(face and _words(pen, said, face))
    if not face:
        named = title if second else f"A passage at {sketch.host}"
        _fitted(pen, named[:_MOST], second or Typeface(SERIF[-1]), "…", cut=len(named) > _MOST)
    _frame(pen)
    _told(pen, 484, [title if face else _UNDRAWN], 30 if face else 25, _INK, SERIF)
    _told(pen, 528, [plain(sketch.source), plain(sketch.date)], 25, _QUIET, SANS)
    _told(pen, 578, [f"Verbatim · {sketch.host}", _SHORTENED if cut else ""], 20, _QUIET, SANS)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def _frame(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 0, WIDTH, 12), fill=_ACCENT)
    pen.line((_LEFT, 464, _LEFT + _WITHIN, 464), fill=_LINE, width=2)


def _words(pen: ImageDraw.ImageDraw, said: str, face: Typeface) -> bool:
    """Draw the words in quotation marks, and tell whether they had to be cut."""
    long = len(said) > _MOST
    return _fitted(pen, f"“{said[:_MOST]}" + ("" if long else "”"), face, _CUT, cut=long) or long


def _fitted(pen: ImageDraw.ImageDraw, said: str, face: Typeface, ending: str, *, cut: bool = False) -> bool:
    """Draw text in the largest size in which it has room; tell whether it had to be cut, with `ending` behind it."""
    for size in _SIZES[-1:] if cut else _SIZES:
        lines = list(islice(_lines(said, face.at(size)), _rows(size) + 1))
        if not cut and len(lines) <= _rows(size):
            _lay(pen, lines, face, size)
            return False
    size = _SIZES[-1]
    kept = lines[: _rows(size)]
    kept[-1] = _shortened(kept[-1], face.at(size), ending)
    _lay(pen, kept, face, size)
    return True


def _rows(size: int) -> int:
    return int(_ROOM / (size * 1.36))


def _lay(pen: ImageDraw.ImageDraw, lines: list[str], face: Typeface, size: int) -> None:
    """Draw lines one below the other, in the middle of their room."""
    step = size * 1.36
    at = _TOP + (_ROOM - step * len(lines)) / 2 - 20
    pen.rectangle((_LEFT - 32, at + 6, _LEFT - 26, at + step * len(lines)), fill=_ACCENT)
    for number, said in enumerate(lines):
        pen.text((_LEFT, at + number * step), said, fill=_INK, font=face.at(size))


def _lines(text: str, face: Face) -> Iterator[str]:
    """Yield text in lines that have room; a word that has none by itself is parted."""
    held = ""
    for word in text.split():
        longer = f"{held} {word}" if held else word
        if face.getlength(longer) <= _WITHIN:
            held = longer
            continue
        if held:
            yield held
        held = word
        while face.getlength(held) > _WITHIN:
            room = _room(held, face)
            yield held[:room]
            held = held[room:]
    if held:
        yield held


def _room(word: str, face: Face) -> int:
    """Return how many signs of a word have room, one at least."""
    return max(1, bisect_right(range(1, len(word) + 1), _WITHIN, key=lambda end: ceil(face.getlength(word[:end]))))


def _shortened(said: str, face: Face, ending: str) -> str:
    said = said[:_LONGEST_LINE]
    while said and face.getlength(said + ending) > _WITHIN:
        said = said.rpartition(" ")[0] if " " in said[-30:] else said[:-1]
    return said.rstrip(" ,;:“”") + ending


def _told(pen: ImageDraw.ImageDraw, top: int, parts: list[str], size: int, colour: str, names: tuple[str, ...]) -> None:
    """Draw a line of what can be drawn of these parts."""
    said = " · ".join(part for part in parts if part and typeface(part, names))
    face = typeface(f"{said}…", names)
    if face and said:
        font = face.at(size)
        told = said if len(said) <= _LONGEST_LINE and font.getlength(said) <= _WITHIN else _shortened(said, font, "…")
        pen.text((_LEFT, top), told, fill=colour, font=font)
