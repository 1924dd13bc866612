"""The lines and words of a text with their places; places are code points of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.spans import Span

_LINE = re.compile(r"[^\n\f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has letters or digits, without the blanks around it; `start` is its first code point."""

    text: str
    start: int

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the place in the text of a stretch of the line, of all of it where nothing is said."""
        return Span(self.start + start, self.start + (len(self.text) if end is None else end))


def lines(text: str, *, limit: int, start: int = 0) -> Iterator[Line]:
    """Yield the lines between the code points `start` and `limit` that hold more than signs and bare numbers."""
    for match in _LINE.finditer(text, start, limit):
        written = match[0].strip()
        if any(map(str.isalpha, written)) or (any(map(str.isdigit, written)) and not written.isdigit()):
            yield Line(written, match.start() + len(match[0]) - len(match[0].lstrip()))


def standing(words: Sequence[str], text: str, start: int, end: int | None = None) -> Span | None:
    """Return where words first stand in the text one after the other, as whole words with any blanks between them.

    They are looked for between the code points `start` and `end` (of the text, where nothing is said).
    """
    if not words:
        return None
    before, after = (r"(?<!\w)" if words[0][0].isalnum() else ""), (r"(?!\w)" if words[-1][-1].isalnum() else "")
    pattern = re.compile(before + r"\s+".join(map(re.escape, words)) + after)
    match = pattern.search(text, start, len(text) if end is None else end)
    return Span(*match.span()) if match else None
