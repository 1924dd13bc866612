"""Notes in an article that tell what was changed in it: updates, corrections, clarifications, amendments.

English wordings are known. A date is told as it is printed, where the note is dated; a date that the note merely
speaks of is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from archive.attribution import DATE
from archive.spans import Span

_TAIL = 1_000_000
"""Code points at the end of a text that are read."""

_MOST = 50
"""How many notes of a text are told, the last ones."""

_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\f\s*")
_LEAD = r"[^\w\n\"“”„«»‘’']{0,8}"
_KIND = r"(?:updated?|correct(?:ion|ed)|clarification|amend(?:ment|ed)|erratum|editor['’]s note)s?"
_HEAD = re.compile(rf"{_LEAD}{_KIND}\b(?P<head>[^\n:]{{0,60}}):", re.I)
_AMENDED = re.compile(
    rf"{_LEAD}this (?:article|story|piece|post|report|page) (?:was|has been) (?:last )?"
    r"(?:updated|corrected|amended|revised|edited)\b(?P<head>(?: on)?[^\n.;:]{0,60})",
    re.I,
)
_EARLIER = re.compile(
    rf"{_LEAD}(?:an earlier|a previous) version of this (?:article|story|piece|post|report|page)\b(?P<head>)", re.I
)
_BEFORE_DATE = re.compile(r"[\s,(\[–—-]*(?:on\s+)?(?:\w+day,?\s+)?(?:\d{1,2}[:.]\d{2}\s*(?:[ap]m)?,?\s*)?", re.I)
_BARE = re.compile(r"[\W\d]*(?:to|in|of) (?:this|the|an earlier) \w+[^\w]*|[\W\d]*", re.I)
"""What else than a date may stand between `Correction` and its colon."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class UpdateNote:
    """A paragraph that tells what was changed; `date` is its own date as it is printed, empty where it has none."""

    span: Span
    date: str = ""


def update_notes(text: str) -> tuple[UpdateNote, ...]:
    """Return the notes of a text, in order; spans are code points of it. Of a very long text its end is read.

    A note begins a paragraph, of a text that has others.
    """
    start = max(0, len(text) - _TAIL)
    breaks = [Span(start, start), *(Span(*found.span()) for found in _BREAK.finditer(text, start))]
    ends = [*breaks, Span(len(text), len(text))]
    paragraphs = [Span(before.end, after.start) for before, after in pairwise(ends) if before.end < after.start]
    found: list[UpdateNote] = []
    cut = 1 if start else 0  # the first one was cut in two
    for paragraph in paragraphs[cut:] if len(paragraphs) > 1 else ():
        words = paragraph.of(text).rstrip()
        for wording in (_HEAD, _AMENDED, _EARLIER):
            note = wording.match(words)
            date = _date(note["head"]) if note else ""
            if note and (date or wording is not _HEAD or _BARE.fullmatch(note["head"])):
                found.append(UpdateNote(Span(paragraph.start, paragraph.start + len(words)), date))
                break
    return tuple(found[-_MOST:])


def _date(head: str) -> str:
    """Return the date with which the words after `Update` or `was amended` begin, as printed; empty for none."""
    led = _BEFORE_DATE.match(head)
    at = led.end() if led else 0
    dated = DATE.match(head, at) or _ISO.match(head, at)
    return dated[0] if dated else ""
