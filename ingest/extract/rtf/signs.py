"""Bytes and Unicode numbers of an RTF document become text, by fonts and code pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ingest.extract import tally
from ingest.extract.office import symbols
from ingest.extract.rtf import words

_NAME = 100
"""How much of a font's name is kept, in code points."""


@dataclass(slots=True)
class Font:
    """A font: its name, its charset in the numbers of Windows (1: the document's own), its codec where it has one."""

    name: str = ""
    charset: int = 1
    codec: str = ""


@dataclass(slots=True)
class Signs:
    r"""The signs that wait to be written: bytes, or halves and wholes of UTF-16.

    After a `\u` some bytes stand in for readers that know no Unicode: `stand_ins` of them are passed over.
    """

    charset: str = "cp1252"
    default_font: int = -1
    fonts: dict[int, Font] = field(default_factory=dict)
    stand_ins: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _units: bytearray = field(default_factory=bytearray)

    def waits_before_bytes(self, data: bytes) -> bool:
        """Tell whether Unicode signs wait that must be written before these bytes."""
        return bool(self._units) and len(data) > self.stand_ins

    def waits_before_unit(self) -> bool:
        """Tell whether bytes wait that must be written before a Unicode sign."""
        return bool(self._bytes)

    def add_bytes(self, data: bytes) -> None:
        """Take bytes, but for those that stand in for a Unicode sign."""
        passed = min(self.stand_ins, len(data))
        self.stand_ins -= passed
        self._bytes += data[passed:]

    def add_unit(self, number: int, stand_ins: int) -> None:
        """Take a number of UTF-16, negative from 32,768 on, that `stand_ins` bytes stand in for."""
        self._units += (number % 0x10000).to_bytes(2, "little")
        self.stand_ins = stand_ins

    def take(self, font_number: int, counted: Counter[str]) -> str:
        """Return the text that waits; signs that cannot be read are counted."""
        if not (self._bytes or self._units):
            return ""
        font = self.fonts.get(font_number if font_number >= 0 else self.default_font, Font())
        if self._units:
            text = symbols.plain(font.name, self._units.decode("utf-16-le", "replace"))
            self._units.clear()
        elif font.charset == words.SYMBOLS and symbols.known(font.name):
            text = "".join(symbols.sign(font.name, code) for code in self._bytes)
        else:
            codec = font.codec or words.font_charset(font.charset) or self.charset
            text = self._bytes.decode(codec, "replace")
        self._bytes.clear()
        lost = text.count(symbols.UNKNOWN)
        if lost:
            counted[tally.SYMBOL if font.charset == words.SYMBOLS else tally.UNREAD] += lost
        return text

    def font(self, number: int) -> Font:
        """Return the font of a number, to be described further."""
        return self.fonts.setdefault(number, Font())

    def name_font(self, number: int, text: str) -> None:
        """Add to the name of a font."""
        font = self.font(number)
        font.name = (font.name + text).strip("; ")[:_NAME]
