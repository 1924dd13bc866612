"""Quoted replies in the text of a message: runs of `>`, lines such as "On … wrote:", and blocks of copied headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.documents import StructureKind
from archive.reply_signs import unquoted
from ingest.extract.extraction import RawStructure

_DEEPEST = 50
_DATED = re.compile(
    r"(?:on\b(?=.*\d).{5,300}\bwrote|am\b(?=.*\d).{5,300}\bschrieb.{0,100}|le\b(?=.*\d).{5,300}\ba écrit"
    r"|el\b(?=.*\d).{5,300}\bescribió|il\b(?=.*\d).{5,300}\bha scritto|op\b(?=.*\d).{5,300}\bschreef.{0,100}"
    r"|em\b(?=.*\d).{5,300}\bescreveu)\s?:",
    re.I | re.S,
)
_WROTE = re.compile(r"(?:.{1,200}<[^<>\s]{3,200}>|.{1,120})\s(?:wrote|writes|schrieb|a écrit)\s?:", re.I)
_SEPARATOR = re.compile(
    r"[ \t>]*(?:[-_*]{2,}[ \t]*(?:original message|forwarded message|original-?nachricht|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|messaggio originale"
    r"|oorspronkelijk bericht)[ \t]*[-_*]{2,}|begin forwarded message:|anfang der weitergeleiteten nachricht:)[ \t]*",
    re.I,
)
_FROM = re.compile(r"[ \t*]*(?:from|von|de|da|van)[ \t]?:[ \t*].{1,300}", re.I)
_OTHERS = re.compile(
    r"[ \t*]*(sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|inviato|oggetto"
    r"|verzonden|aan|onderwerp)[ \t]?:",
    re.I,
)
_BLOCK_LINES = 7
_WROTE_LINES = 3
_WROTE_LENGTH = 500
_LOOKED_BACK = 2000


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its end: code points from `start` to `end`, and how often it is quoted with `>`."""

    start: int
    end: int
    depth: int
    words: str


def quoted(text: str, *, angles: bool = True) -> tuple[RawStructure, ...]:
    """Return the quoted replies of a text as marks; `detail` is the depth, nested depths are nested marks.

    A run of `>` is a quotation with the line before it that says who wrote; a separator or a block of copied headers
    quotes from there to the end. Without `angles` lines with `>` are no quotations (the text was HTML).
    """
    lines = list(_lines(text, angles=angles))
    blocks = list(_blocks(lines))
    end = len(text.rstrip())
    marks = [
        RawStructure(StructureKind.REPLY, start, end, str(depth)) for depth, start in enumerate(blocks[:_DEEPEST], 1)
    ]
    for first, last, depth in _runs(lines):
        begun = introduced(text, lines[first].start) if depth == 1 else lines[first].start
        outer = sum(start <= begun for start in blocks[:_DEEPEST])
        marks.append(RawStructure(StructureKind.REPLY, begun, lines[last].end, str(depth + outer)))
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, int(mark.detail))))


def _lines(text: str, *, angles: bool) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        depth, words = unquoted(line) if angles else (0, line)
        yield _Line(at, at + len(line), min(_DEEPEST, depth), words)
        at += len(line) + 1


def _runs(lines: Sequence[_Line]) -> Iterator[tuple[int, int, int]]:
    """Yield (first line, last line, depth) of each run that is quoted at least so deep; blank lines do not end one."""
    opened: list[int] = []
    last = 0
    for number, line in enumerate(lines):
        if not line.depth and not line.words.strip():
            continue
        while len(opened) > line.depth:
            yield opened.pop(), last, len(opened) + 1
        opened.extend([number] * (line.depth - len(opened)))
        last = number
    while opened:
        yield opened.pop(), last, len(opened) + 1


def introduced(text: str, start: int) -> int:
    """Return where a quotation that begins at `start` begins with the line that says who wrote it."""
    lines = text[max(0, start - _LOOKED_BACK) : start].rstrip().split("\n")
    whole = "\n".join(lines)
    for count in range(min(_WROTE_LINES, len(lines)), 0, -1):
        words = "\n".join(lines[-count:])
        if len(words) > _WROTE_LENGTH or "\n\n" in words or not words.endswith(":"):
            continue
        if _DATED.fullmatch(words.lstrip()) or (count == 1 and _WROTE.fullmatch(words.lstrip())):
            return max(0, start - _LOOKED_BACK) + len(whole) - len(words.lstrip())
    return start


def _blocks(lines: Sequence[_Line]) -> Iterator[int]:
    """Yield where copied messages begin: at a separator, or at a block of copied headers without one."""
    waiting = -1
    for number, line in enumerate(lines):
        if line.depth:
            continue
        if _SEPARATOR.fullmatch(line.words):
            waiting = number
            yield line.start
        elif _FROM.fullmatch(line.words) and _headed(lines[number + 1 : number + _BLOCK_LINES]):
            if waiting < 0 or any(between.words.strip() for between in lines[waiting + 1 : number]):
                yield line.start
            waiting = -1


def _headed(lines: Sequence[_Line]) -> bool:
    """Tell whether copied headers follow: at least two different ones, before a paragraph of other words."""
    found: set[str] = set()
    for line in lines:
        if match := _OTHERS.match(line.words):
            found.add(match[1].lower())
        elif line.words.strip() and len(found) > 1:
            break
    return len(found) > 1
