r"""Raw pages become canonical text, `canon/1`, with the way back to every raw sign. The rules are frozen.

Offsets are code points. `\f` stands between pages: page number = number of `\\f` before the offset + 1.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import sub

from archive.documents import Page, Structure
from archive.spans import Span
from ingest import boxes
from ingest.extract.extraction import NO_BOX, RawPage
from ingest.furniture import furniture

CANON_VERSION = "canon/1"

_HYPHENS = "\\-\u2010\u00ad\x02\ufffe"
_LETTER = r"[^\W\d_]"
_KANGXI = "\u2f00-\u2fd5"
_RIDERS = 30
"""More combining marks than this on one sign are no writing (the bound of Unicode's stream-safe text)."""


@dataclass(frozen=True, slots=True)
class Canonical:
    r"""The text, pages and marks, the way back (`canonical start, raw start, length`) and the packed boxes.

    Raw offsets count over the raw pages joined by `\f`.
    """

    text: str
    pages: tuple[Page, ...]
    structures: tuple[Structure, ...]
    offset_runs: tuple[tuple[int, int, int], ...]
    boxes: bytes


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page on its way: its text, and for each code point the raw code point it comes from."""

    text: str
    origins: array[int]


def _joined(match: re.Match[str]) -> str | None:
    """Drop the hyphen and the line end before a small letter; digits and capitals keep both."""
    return "" if match.string[match.end()].islower() else None


def _printed_hyphen(match: re.Match[str]) -> str:
    """Write a hyphen where a hidden one ends a line or stands inside a word before a capital."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if match[0] == "\u00ad":
        return "-" if before.isalnum() and after in ("", "\n") else ""
    return "" if after.islower() or not before.isalnum() else "-"


def _has(*triggers: str) -> Callable[[str], bool]:
    """Return a test for texts in which one of the triggers occurs: without it a rule finds nothing."""
    return lambda text: any(trigger in text for trigger in triggers)


def _has_unprintable(text: str) -> bool:
    return not text.replace("\n", "").isprintable()


def _has_edge_blank(text: str) -> bool:
    return text[:1] == " " or text[-1:] == " " or " \n" in text or "\n " in text


_Rule = tuple[Callable[[str], bool], re.Pattern[str], Callable[[re.Match[str]], str | None]]
"""Whether there is anything to do in a text, what is looked for, and what is put in its place."""

_RULES: tuple[_Rule, ...] = (
    (_has("\r", "\f", "\v"), re.compile("\r\n|[\r\f\v]"), lambda _: "\n"),
    (
        _has_unprintable,
        re.compile(
            "[\x00\x01\x03-\x08\x0e-\x1f\x7f\ufeff\u200b\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
        ),
        lambda _: "",
    ),
    (
        lambda text: not text.isascii(),
        re.compile(f"[\ufb00-\ufb06{_KANGXI}]"),
        lambda match: unicodedata.normalize("NFKC", match[0]),
    ),
    (_has("  ", "\t", "\u00a0"), re.compile("[ \t\u00a0]{2,}|[\t\u00a0]"), lambda _: " "),
    (_has_edge_blank, re.compile(r" +(?=\n|\Z)|(?:(?<=\n)|\A) +"), lambda _: ""),
    (_has("\u00ad"), re.compile("(?<!\u00ad)\u00ad++(?=[^\n])"), lambda _: ""),
    (
        _has(*(f"{hyphen}\n" for hyphen in "-\u2010\u00ad\x02\ufffe")),
        re.compile(f"(?<={_LETTER})[{_HYPHENS}]\n(?={_LETTER})"),
        _joined,
    ),
    (_has("\x02", "\ufffe", "\u00ad"), re.compile("[\x02\ufffe\u00ad]"), _printed_hyphen),
)


def canonical(pages: Sequence[RawPage]) -> Canonical:
    """Return the canonical form of raw pages; applied to its own text, page by page, it changes nothing."""
    leaves = [_leaf(page.text) for page in pages]
    starts = list(accumulate((len(leaf.text) + 1 for leaf in leaves), initial=0))
    raw_starts = list(accumulate((len(page.text) + 1 for page in pages), initial=0))
    text = "\f".join(leaf.text for leaf in leaves)
    numbered = tuple(
        Page(
            number,
            page.label,
            Span(start, start + len(leaf.text)),
            page.state,
            page.reader,
            page.why,
            page.confidence,
            page.doubts,
        )
        for number, (page, leaf, start) in enumerate(zip(pages, leaves, starts, strict=False), 1)
    )
    marks = [
        mark for page, leaf, start in zip(pages, leaves, starts, strict=False) for mark in _marks(page, leaf, start)
    ]
    marks.extend(furniture(text, numbered))
    marks.sort(key=lambda mark: (mark.span.start, -mark.span.end, mark.kind.value))
    runs = _runs([leaf.origins for leaf in leaves], starts, raw_starts)
    return Canonical(text, numbered, tuple(marks), runs, _packed(pages, leaves))


def _leaf(raw: str) -> _Leaf:
    """Apply the rules to one page until none of them finds anything to do."""
    leaf, before = _Leaf(raw, array("l", range(len(raw)))), None
    while leaf is not before:
        before = leaf
        for concerns, pattern, rule in _RULES:
            if concerns(leaf.text):
                leaf = _rewrite(leaf, pattern, rule)
        riding = "" if leaf.text.isascii() else _riding(leaf.text)
        if riding:
            leaf = _rewrite(leaf, _marked_letter(riding), _composed)
    return leaf


def _composed(match: re.Match[str]) -> str | None:
    """Compose a letter with the marks that ride on it; more than `_RIDERS` are left, for sorting them is quadratic."""
    if len(match[0]) > _RIDERS + 1:
        return None
    composed = unicodedata.normalize("NFC", match[0])
    return None if composed == match[0] else composed


@lru_cache(maxsize=256)
def _marked_letter(riding: str) -> re.Pattern[str]:
    """Return the pattern of a sign with some of these combining marks; a pattern of all marks there are is slow."""
    return re.compile(f"[^\n{riding}]?[{riding}]+")


def _riding(text: str) -> str:
    """Return the combining marks that occur in a text, in order."""
    return "".join(sorted(sign for sign in set(text) if unicodedata.category(sign).startswith("M")))


def _rewrite(leaf: _Leaf, pattern: re.Pattern[str], rule: Callable[[re.Match[str]], str | None]) -> _Leaf:
    """Replace what the rule replaces; a new sign comes from the first raw sign that it stands for."""
    parts: list[str] = []
    origins: array[int] = array("l")
    at = 0
    for match in pattern.finditer(leaf.text):
        put = rule(match)
        if put is None or put == match[0]:
            continue
        parts += (leaf.text[at : match.start()], put)
        origins += leaf.origins[at : match.start()]
        origins.extend([leaf.origins[match.start()]] * len(put))
        at = match.end()
    if not at:
        return leaf
    return _Leaf("".join(parts) + leaf.text[at:], origins + leaf.origins[at:])


def _marks(page: RawPage, leaf: _Leaf, start: int) -> list[Structure]:
    """Return the marks of a page in canonical code points; one that has no sign left is dropped."""
    found = []
    for mark in page.structures:
        first, last = bisect_left(leaf.origins, mark.start), bisect_left(leaf.origins, mark.end)
        if leaf.text[first:last].strip():
            found.append(Structure(mark.kind, Span(start + first, start + last), mark.detail))
    return found


def _runs(
    leaves: Sequence[array[int]], starts: Sequence[int], raw_starts: Sequence[int]
) -> tuple[tuple[int, int, int], ...]:
    """Return the runs in which canonical and raw text go in step; page ends included."""
    runs: list[tuple[int, int, int]] = []
    for number, origins in enumerate(leaves):
        here = [
            (starts[number] + first, raw_starts[number] + origins[first], last - first)
            for first, last in _stretches(origins)
        ]
        if number + 1 < len(leaves):
            here.append((starts[number + 1] - 1, raw_starts[number + 1] - 1, 1))
        for begun, raw_begun, length in here:
            if runs and raw_begun == runs[-1][1] + runs[-1][2]:
                runs[-1] = (*runs[-1][:2], runs[-1][2] + length)
            else:
                runs.append((begun, raw_begun, length))
    return tuple(runs)


def _stretches(origins: array[int]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of a page in which each raw code point follows the one before."""
    if not origins:
        return
    start = 0
    for at, step in enumerate(map(sub, origins[1:], origins), 1):
        if step != 1:
            yield start, at
            start = at
    yield start, len(origins)


def _packed(pages: Sequence[RawPage], leaves: Sequence[_Leaf]) -> bytes:
    """Return the boxes of all canonical code points, packed; empty where no page has any."""
    if not any(page.boxes for page in pages):
        return b""
    flat: array[int] = array("i")
    for number, (page, leaf) in enumerate(zip(pages, leaves, strict=True)):
        if number:
            flat.extend(NO_BOX)
        if not page.boxes:
            flat.extend(array("i", NO_BOX) * len(leaf.text))
            continue
        for first, last in _stretches(leaf.origins):
            origin = leaf.origins[first]
            flat.extend(page.boxes[4 * origin : 4 * (origin + last - first)])
    return boxes.pack(flat)
