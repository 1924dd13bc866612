"""The frozen text as paragraphs: where a block begins, and which line breaks must be kept.

Printed pages break lines for width; a reader's screen should not repeat that. A break after a long line
flows on, a break after a short line (an address, a signature, a table row) is kept, and one before a line that opens
with a sign of its own (a quoted reply, a mail's header, a bullet). Only the display is
concerned: every code point stays in its block, so offsets never move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.documents import Page, Revision, StructureKind
from archive.spans import Span

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONG = 0.72
_WRAPPED = ("application/pdf", "text/plain", "message/rfc822")
_OPENS = re.compile(r"[ \t]*(?:>|[•▪◦*-][ \t]|(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Attachments?):[ \t])")
_QUOTED = re.compile(r"[ \t]*>")
_CLOSED = re.compile(r"[.!?:…][\"'”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text: `span` with its separators, `hard` the offsets of line breaks kept inside it (code points)."""

    span: Span
    hard: tuple[int, ...]
    tag: str


def paragraphs(revision: Revision) -> list[tuple[Page, list[Paragraph]]]:
    """Return the paragraphs of each page; together they hold every code point of the text once."""
    width = _line_width(revision)
    tags = _Tags(revision)
    return [(page, list(_blocks(revision.text, page, width, tags))) for page in revision.pages]


def _line_width(revision: Revision) -> int:
    """Return the usual length of a full line in code points, 0 where lines are not wrapped for width."""
    if revision.media_type not in _WRAPPED:
        return 0
    lengths = sorted(len(line) for line in re.split(r"[\n\f]", revision.text) if line)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return usual if 40 <= usual <= 140 else 0


class _Tags:
    """Which block a line belongs to by the source's own structure."""

    def __init__(self, revision: Revision) -> None:
        self._by_kind = {
            "furniture": list(revision.furniture),
            "h2": self._spans(revision, StructureKind.HEADING),
            "blockquote": self._spans(revision, StructureKind.BLOCKQUOTE),
            "reply": self._spans(revision, StructureKind.REPLY),
        }

    @staticmethod
    def _spans(revision: Revision, kind: StructureKind) -> list[Span]:
        return sorted(mark.span for mark in revision.structures if mark.kind is kind)

    def of(self, line: Span) -> str:
        """Return the tag of a line; lines are asked in order, so passed spans are let go."""
        for tag, spans in self._by_kind.items():
            while spans and spans[0].end <= line.start:
                spans.pop(0)
            if spans and spans[0].intersect(line):
                return tag
        return "p"


def _blocks(text: str, page: Page, width: int, tags: _Tags) -> Iterator[Paragraph]:
    """Yield the blocks of a page; the form feed belongs to the last one."""
    end = page.span.end + (text[page.span.end : page.span.end + 1] == "\f")
    start, tag, closed = page.span.start, "", False
    hard: list[int] = []
    for found in _LINE.finditer(text, page.span.start, end):
        line, written = Span(*found.span()), found[0].strip()
        line_tag = tags.of(line) if written else tag
        if start < line.start and written and (closed or line_tag != tag):
            yield Paragraph(Span(start, line.start), _inner(text, hard, line.start), tag or "p")
            start, hard = line.start, []
        tag = line_tag or "p"
        short = not width or len(written) < width * _LONG
        closed = not written or (bool(width) and short and bool(_CLOSED.search(written)))
        kept = short or _QUOTED.match(found[0]) or _OPENS.match(text, line.end, end)
        if kept and written and found[0].endswith("\n"):
            hard.append(line.end - 1)
    if start < end:
        yield Paragraph(Span(start, end), _inner(text, hard, end), tag or "p")


def _inner(text: str, hard: Sequence[int], end: int) -> tuple[int, ...]:
    """Return the line breaks to keep without that behind the last words of a block, where the block itself ends."""
    return tuple(hard[:-1] if hard and not text[hard[-1] : end].strip() else hard)
