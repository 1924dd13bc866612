"""Which lines of a web page are the article: chosen by trafilatura, completed and taken from the page itself.

Trafilatura finds the article but loses words of it on the way (short list items, repeated paragraphs, headings). So
its finding is only laid over the page's own text: a line counts as chosen where most of its words were found, and the
element that holds the chosen lines gives its other lines too, but for menus, forms, and advertising.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from rapidfuzz.distance import LCSseq

from archive.documents import StructureKind
from ingest.extract import markup
from ingest.extract.extraction import RawPage, RawStructure

FOUND = 0.8
"""A finding of which less than this share of words stands on the page was not read from the page's text."""

_MOST = 0.5
_HELD = 0.85
"""The article's element holds this share of the chosen words."""

_CELLS = 1 << 31
"""The largest table, in bits, by which words are compared; longer pages are compared line by line."""

_LOOKED_AT = 2000
_WORD = re.compile(r"\w+")
_BESIDE = frozenset({"nav", "aside", "footer", "form", "button", "label", "dialog", "menu"})
_ROLES = frozenset({"navigation", "complementary", "contentinfo", "menu", "dialog", "search", "banner"})
_INSIDE_TEXT = re.compile(r"p|h[1-6]|blockquote|li|t[rdh]|d[td]|pre|span|em|strong|[biaq]|cite|figure|figcaption")
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:shar(?:e|ing)|social|related|promo|newsletter|subscri(?:be|ption)|comments?|disqus|ads?|advert\w*"
    r"|sponsor\w*|recommend\w*|sidebar|breadcrumbs?|nav|menu|toolbar|footer|cookies?|popup|modal|tags?|pagination|pager"
    r"|outbrain|taboola|sign-?up|log-?in|hidden|screen-reader\S*|sr-only|visually-hidden|noprint|navbox|toc)(?=$|[\s_-])",
    re.I,
)
_CONCEALED = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


@dataclass(slots=True)
class _Line:
    """A line of the page: code points from `start` to `end`, how many of its words were found, where it stands."""

    start: int
    end: int
    words: int
    found: int
    element: etree._Element
    chosen: bool = False


def overlaid(
    root: etree._Element, page: RawPage, places: markup.Places, finding: str
) -> tuple[RawPage, tuple[str, ...]] | None:
    """Return the article whose words trafilatura found, as the page has it; None where they do not stand there.

    `page` and `places` are the whole page's text. A note tells how many lines of the article a reader of the page would
    not see: a fold may hide what belongs to it.
    """
    lines = list(_lines(page.text, places))
    wanted = _found(page.text, lines, finding)
    found = sum(line.found for line in lines)
    if not found or found < FOUND * wanted:
        return None
    for line in lines:
        line.chosen = line.words > 0 and line.found >= _MOST * line.words
    holder = _holder(root, lines)
    if holder is not None:
        _complete(page, lines, holder)
    chosen = [line for line in lines if line.chosen]
    unseen = sum(any(map(_concealed, _upwards(line.element))) for line in chosen)
    note = f"{unseen} lines of the article are hidden on the page" if unseen else ""
    return _cut(page, chosen), (note,) if note else ()


def _lines(text: str, places: markup.Places) -> Iterator[_Line]:
    """Yield the lines that have visible signs."""
    starts = [start for start, _ in places]
    at = 0
    for line in text.split("\n"):
        if line.strip():
            place = max(0, bisect_right(starts, at) - 1)
            yield _Line(at, at + len(line), 0, 0, places[place][1])
        at += len(line) + 1


def _found(text: str, lines: list[_Line], finding: str) -> int:
    """Count in each line its words and those of them that the finding has, in order; return the finding's words."""
    spoken = [_words(text[line.start : line.end]) for line in lines]
    wanted = [_words(line) for line in finding.split("\n")]
    here, there = sum(map(len, spoken)), sum(map(len, wanted))
    if here * there > _CELLS:
        met = _met([" ".join(words) for words in spoken], [" ".join(words) for words in wanted])
        for line, words, whole in zip(lines, spoken, met, strict=True):
            line.words, line.found = len(words), len(words) * whole
        return there
    met = _met([word for words in spoken for word in words], [word for words in wanted for word in words])
    at = 0
    for line, words in zip(lines, spoken, strict=True):
        line.words, line.found = len(words), sum(met[at : at + len(words)])
        at += len(words)
    return there


def _words(text: str) -> list[str]:
    return [match[0].casefold() for match in _WORD.finditer(text)]


def _met(here: list[str], there: list[str]) -> list[bool]:
    """Tell for each of `here` whether it belongs to the longest sequence that both have."""
    met = [False] * len(here)
    for step in LCSseq.opcodes(here, there):
        if step.tag == "equal":
            met[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    return met


def _holder(root: etree._Element, lines: list[_Line]) -> etree._Element | None:
    """Return the innermost element that holds nearly all chosen words and can hold several paragraphs."""
    weight: Counter[etree._Element] = Counter()
    for line in lines:
        weight[line.element] += line.found if line.chosen else 0
    elements = list(root.iter())
    for element in reversed(elements):
        outer = element.getparent()
        if outer is not None and weight[element]:
            weight[outer] += weight[element]
    inmost = [element for element in elements if weight[element] and weight[element] >= _HELD * weight[root]]
    around = _upwards(inmost[-1]) if inmost else iter(())
    return next((element for element in around if not _INSIDE_TEXT.fullmatch(str(element.tag))), None)


def _upwards(element: etree._Element | None) -> Iterator[etree._Element]:
    """Yield the element and those around it, inside out."""
    while element is not None:
        yield element
        element = element.getparent()


def _complete(page: RawPage, lines: list[_Line], holder: etree._Element) -> None:
    """Choose the other lines of the article's element, but for what is no part of its text.

    Lines that are nothing but links are a list of further reading after the text and a part of it within.
    """
    links = [mark for mark in page.structures if mark.kind is StructureKind.LINK]
    linked = _covered(links, lines)
    beside: dict[etree._Element, bool | None] = {holder: False}
    first, last = _bounds(lines)
    for line, share in zip(lines, linked, strict=True):
        plain = share <= _MOST or first < line.start < last
        if not line.chosen and plain and _beside(line.element, beside) is False:
            line.chosen = True


def _bounds(lines: list[_Line]) -> tuple[int, int]:
    """Return where the first and the last line start that were chosen."""
    chosen = [line.start for line in lines if line.chosen]
    return chosen[0], chosen[-1]


def _covered(links: list[RawStructure], lines: list[_Line]) -> list[float]:
    """Return for each line the share of it that is links; both are in order."""
    shares, at = [], 0
    for line in lines:
        while at < len(links) and links[at].end <= line.start:
            at += 1
        inside, look = 0, at
        while look < len(links) and links[look].start < line.end:
            inside += max(0, min(line.end, links[look].end) - max(line.start, links[look].start))
            look += 1
        shares.append(inside / (line.end - line.start))
    return shares


def _beside(element: etree._Element, known: dict[etree._Element, bool | None]) -> bool | None:
    """Tell whether an element stands beside the text; None where it is outside of the article's element."""
    path = []
    for outer in _upwards(element):
        path.append(outer)
        if outer in known:
            break
    said = known.get(path[-1])
    for inner in reversed(path):
        if inner not in known:
            known[inner] = said = None if said is None else said or _boilerplate(inner)
    return known.get(element)


def _boilerplate(element: etree._Element) -> bool:
    """Tell whether an element is a menu, a form, advertising, or cannot be seen."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LOOKED_AT]
    return (
        element.tag in _BESIDE
        or element.get("role") in _ROLES
        or element.get("aria-hidden") == "true"
        or _concealed(element)
        or _BOILERPLATE.search(named) is not None
    )


def _concealed(element: etree._Element) -> bool:
    style = (element.get("style") or "")[:_LOOKED_AT]
    return element.get("hidden") is not None or _CONCEALED.search(style) is not None


def _cut(page: RawPage, chosen: list[_Line]) -> RawPage:
    """Return the chosen lines, parted as they were, with the marks that lie on them."""
    pieces: list[str] = []
    starts: list[int] = []
    length, last = 0, None
    for line in chosen:
        if last is not None:
            close = page.text[last.end : line.start].strip("\n") == "" and line.start - last.end == 1
            pieces.append("\n" if close else "\n\n")
            length += len(pieces[-1])
        starts.append(length)
        pieces.append(page.text[line.start : line.end])
        length += line.end - line.start
        last = line
    marks = [moved for mark in page.structures for moved in _moved(mark, chosen, starts)]
    return RawPage("".join(pieces), structures=tuple(marks))


def _moved(mark: RawStructure, chosen: list[_Line], starts: list[int]) -> Iterator[RawStructure]:
    """Yield the mark where it lies now: from the first to the last chosen line that it touches."""
    first = bisect_right(chosen, mark.start, key=lambda line: line.end)
    last = bisect_right(chosen, mark.end - 1, key=lambda line: line.start) - 1
    if first <= last and first < len(chosen):
        start = starts[first] + max(0, mark.start - chosen[first].start)
        end = starts[last] + min(mark.end, chosen[last].end) - chosen[last].start
        yield RawStructure(mark.kind, start, end, mark.detail)
