"""Links that open a web page at the words of a passage: `#:~:text=[prefix-,]start[,end][,-suffix]`.

After the draft "URL Fragment Text Directives" of the WICG. A browser looks for the words without regard to case and
accents, from word to word, and never over the end of a block: so a passage of several lines, or a long one, is given by
its first and last words. The words are held against the frozen text with more folded than a browser folds and without
a thought to where words begin, so that what stands once here stands once there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from archive.spans import Span
from web.text_places import LINE, WORD, Places, widened

LONGEST_WHOLE = 300
"""Up to how many code points a passage is given whole; a longer one by its first and last words."""

LONGEST_LINK = 2000
"""How many signs a directive may have; one that were longer is not given."""

_ENDS = (4, 8, 16)
_CONTEXTS = (1, 2, 3, 4, 6, 9, 14, 20)


@dataclass(frozen=True, slots=True)
class Directive:
    """A text directive; `end`, `prefix` and `suffix` may be empty."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """Return the directive as it stands in an address."""
        parts = (
            f"{_encoded(self.prefix)}-" if self.prefix else "",
            _encoded(self.start),
            _encoded(self.end),
            f"-{_encoded(self.suffix)}" if self.suffix else "",
        )
        return ":~:text=" + ",".join(part for part in parts if part)


def on_original_page(source_url: str, text: str, span: Span) -> str | None:
    """Return the address of the passage on the web page it was taken from; None where there is none.

    The page may have changed since, and say around its text what the frozen text leaves out.
    """
    if not source_url.lower().startswith(("http://", "https://")):
        return None
    found = directive(text, span)
    if found is None:
        return None
    page, _, anchor = source_url.partition("#")
    return f"{page}#{anchor.partition(':~:')[0]}{found}"


def directive(text: str, span: Span) -> Directive | None:
    """Return a directive that leads to the passage and nowhere else in the text, None where there is none.

    A passage that begins or ends within a word is widened to the word.
    """
    passage = widened(text, span)
    if passage is None:
        return None
    found = _Sought(text, passage).directive()
    return found if found and len(str(found)) <= LONGEST_LINK else None


class _Sought:
    """One passage, looked for."""

    def __init__(self, text: str, passage: Span) -> None:
        self._text = text
        self._passage = passage
        self._places = Places(text, passage)
        self._before = _words(text, _context(text, passage.start, before=True))
        self._behind = _words(text, _context(text, passage.end, before=False))

    def directive(self) -> Directive | None:
        """Return the shortest way that leads there alone."""
        lines = [Span(*match.span()) for match in LINE.finditer(self._text, *self._edges())]
        first, last = _words(self._text, lines[0]), _words(self._text, lines[-1])
        if len(lines) > 1:
            return self._range(first, last)
        if len(self._passage) > LONGEST_WHOLE and len(first) > 1:
            half = len(first) // 2
            return self._range(first[:half], first[half:])
        return self._whole()

    def _edges(self) -> tuple[int, int]:
        return self._passage.start, self._passage.end

    def _whole(self) -> Directive | None:
        words = self._said(*self._edges())
        for before, behind in _contexts():
            prefix, suffix = self._prefix(before), self._suffix(behind)
            if self._places.only(words, prefix, suffix):
                return Directive(words, "", prefix, suffix)
        return None

    def _range(self, first: list[Span], last: list[Span]) -> Directive | None:
        opening = self._opening(first)
        closing = self._closing(last, opening[1]) if opening else None
        if opening is None or closing is None:
            return None
        return Directive(opening[1], closing[0], opening[0], closing[1])

    def _opening(self, words: list[Span]) -> tuple[str, str] | None:
        """Return prefix and first words that stand nowhere else."""
        for size in (0, *_CONTEXTS):
            prefix = self._prefix(size)
            for count in _ENDS:
                start = self._said(words[0].start, words[:count][-1].end)
                if self._places.only(start, prefix, ""):
                    return prefix, start
        return None

    def _closing(self, words: list[Span], start: str) -> tuple[str, str] | None:
        """Return last words and suffix that come first, behind the first words, where the passage ends."""
        for size in (0, *_CONTEXTS):
            suffix = self._suffix(size)
            for count in _ENDS:
                end = self._said(words[-count:][0].start, words[-1].end)
                if self._places.ends(start, end, suffix):
                    return end, suffix
        return None

    def _prefix(self, size: int) -> str:
        taken = self._before[-size:] if size else []
        return self._said(taken[0].start, taken[-1].end) if taken else ""

    def _suffix(self, size: int) -> str:
        taken = self._behind[:size]
        return self._said(taken[0].start, taken[-1].end) if taken else ""

    def _said(self, start: int, end: int) -> str:
        return " ".join(self._text[start:end].split())


def _contexts() -> Iterator[tuple[int, int]]:
    """Yield how many words before and behind are tried, the fewest first."""
    yield 0, 0
    for size in _CONTEXTS:
        yield from ((size, 0), (0, size), (size, size))


def _context(text: str, at: int, *, before: bool) -> Span:
    """Return the rest of the line on one side of a place; the next line where nothing is left of it."""
    if before:
        start = max(0, at - LONGEST_LINK)
        while 0 < start < at and not text[start].isspace():
            start += 1
        lines = LINE.finditer(text, start, at)
        said = [match for match in lines if match[0].strip()]
        return Span(*said[-1].span()) if said else Span(at, at)
    end = at + LONGEST_LINK
    while at < end < len(text) and not text[end].isspace():
        end -= 1
    lines = LINE.finditer(text, at, end)
    return next((Span(*match.span()) for match in lines if match[0].strip()), Span(at, at))


def _words(text: str, within: Span) -> list[Span]:
    return [Span(*match.span()) for match in WORD.finditer(text, within.start, within.end)]


def _encoded(words: str) -> str:
    return quote(unicodedata.normalize("NFC", words), safe="").replace("-", "%2D")
