"""Evidence on the first page of anything: title, byline, date of publication, the words of a report or an interview."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.documents import Kind, StructureKind
from archive.fields import TITLE_LIMIT
from archive.findings import Finding, in_text
from archive.spans import Span
from ingest.evidence.dates import date_of
from ingest.evidence.letterhead import dates_alone
from ingest.evidence.lines import Line, lines, standing
from ingest.evidence.names import person
from ingest.extract.extraction import RawPage

_HEAD = 4000
_HEAD_LINES = 12
_TITLE = 120
"""A first line of more code points is the beginning of a paragraph."""

_BYLINE = re.compile(
    r"(?:(?P<date>.{0,40}\d{4}),? )?(?P<by>by|posted by|written by|reported by|von|par|por)\s(?P<who>[^|•·–—]{3,120}?)"
    r"(?:\s?[|•·–—].*)?",
    re.I,
)
_AND = re.compile(r" (?:and|&|und|et|y) ", re.I)
_PARTED = re.compile(r",? (?:and|&|und|et|y) |, ", re.I)
_PUBLISHED = re.compile(
    r"(?:first )?(?P<how>published|posted|updated|last updated|veröffentlicht|publié)\b.{0,25}?", re.I
)
_REPORT = re.compile(
    r"(?:(?:[\w’'-]+ ){0,6}reports?"
    r"(?: (?:on|of|for|by|to|into|concerning|regarding|number|no\.?|\d{4})\b.*|\s?[:–—-].*)?"
    r"|rapport(?: \w+)?|(?:abschluss|jahres|zwischen)?bericht\b.*)",
    re.I,
)
_LABELLED = re.compile(r"(?:from|to|cc|date|sent|von|an|datum)\s?:", re.I)
_SAYS = re.compile(r"\b(?:this|says?|said|finds?|reveals?|according|we|they|he|she|that|is|are|was|has|have)\b", re.I)
_INTERVIEW = re.compile(
    r"(?:an |the )?(?:exclusive |full )?interview(?: with\b|:).*|.{0,60}: (?:the|an) interview|in conversation with .*",
    re.I,
)
_QUESTION = re.compile(r"^(?:q|question|frage)\s?:\s?\S", re.I | re.M)
_ANSWER = re.compile(r"^(?:a|answer|antwort)\s?:\s?\S", re.I | re.M)
_TURNS = 3


def evidence(text: str, first_page: RawPage | None) -> Iterator[Finding]:
    """Yield what the first page says of a document, each with the words on which it rests."""
    head = tuple(lines(text, limit=_HEAD))[:_HEAD_LINES]
    yield from titles(text, first_page)
    yield from _bylines(head)
    yield from _published(head)
    yield from _kinds(text, head)


def titles(text: str, page: RawPage | None, *, start: int = 0) -> Iterator[Finding]:
    """Yield the first heading of the source, and the first line with words after `start`.

    A first line that is a date, as over a letter, names nothing: hundreds of letters would be called alike.
    """
    heading = _heading(text, page, start)
    if heading:
        yield in_text("title", " ".join(heading.of(text).split()), 70, "first heading", heading)
    for line in lines(text, limit=start + _HEAD, start=start):
        if any(map(str.isalpha, line.text)) and not _LABELLED.match(line.text):
            shown = line.text[:TITLE_LIMIT]
            alone = text[line.span().end :].startswith(("\n\n", "\f")) and shown[-1] not in ".,;:"
            certain = 55 if alone and not start and not list(dates_alone([line])) else 30
            yield in_text(
                "title", shown, certain if len(shown) <= _TITLE else 5, "first line", line.span(0, len(shown))
            )
            return


def _heading(text: str, page: RawPage | None, start: int) -> Span | None:
    """Return where the first heading of a page stands in the text."""
    marks = [mark for mark in page.structures if mark.kind is StructureKind.HEADING] if page else []
    if page is None or not marks:
        return None
    mark = min(marks, key=lambda mark: mark.start)
    words = page.text[mark.start : mark.end].split()
    if len(" ".join(words)) > TITLE_LIMIT:
        return None
    return standing(words, text, start, start + _HEAD)


def _bylines(head: Sequence[Line]) -> Iterator[Finding]:
    """Yield the authors of a line such as `By A. Writer and B. Other`; what is not all names is none."""
    for line in head:
        match = _BYLINE.fullmatch(line.text)
        if match is None or len(line.text) > 140:
            continue
        names = _authors(match["who"])
        if names:
            value = "; ".join(span.of(match["who"]) for span in names)
            start = match.start("who")
            certain = 75 if match["by"].lower() not in {"von", "par", "por"} else 60
            yield in_text("creator", value, certain, "byline", line.span(start + names[0].start, start + names[-1].end))
            return


def _authors(who: str) -> list[Span]:
    """Return where the names of a byline stand; a comma parts names only where an `and` follows."""
    several = _AND.search(who)
    cuts = [match.span() for match in _PARTED.finditer(who)] if several else []
    parts = zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(who)], strict=True)
    found: list[Span] = []
    for start, end in parts:
        named = person(who[start:end])
        if named is None:
            break
        found.append(named.shift(start))
    return found if len(found) > 1 or not several else []


def _published(head: Sequence[Line]) -> Iterator[Finding]:
    """Yield the day of a line such as `Published 14 March 2031`, or of a byline with a date before it."""
    for line in head:
        dated = date_of(line.text)
        if dated is None or len(line.text) > 100:
            continue
        span = line.span(dated.span.start, dated.span.end)
        lead = _PUBLISHED.fullmatch(line.text[: dated.span.start])
        if lead:
            certain = 30 if "updated" in lead["how"].lower() or not dated.sure else 80
            yield in_text("date", dated.value, certain, f"{lead['how'].lower()} line", span)
        elif (by := _BYLINE.fullmatch(line.text)) and by["date"]:
            yield in_text("date", dated.value, 75 if dated.sure else 30, "byline", span)


def _kinds(text: str, head: Sequence[Line]) -> Iterator[Finding]:
    """Yield what kind of document the words make it."""
    for line in head:
        if len(line.text) <= 100 and _REPORT.fullmatch(line.text) and not _SAYS.search(line.text):
            yield in_text("kind", Kind.REPORT.value, 65, "title of a report", line.span())
            break
    for line in head[:3]:
        if len(line.text) <= 150 and _INTERVIEW.fullmatch(line.text):
            yield in_text("kind", Kind.INTERVIEW.value, 75, "title of an interview", line.span())
            break
    questions, answers = list(_QUESTION.finditer(text)), list(_ANSWER.finditer(text))
    if min(len(questions), len(answers)) >= _TURNS:
        span = Span(questions[0].start(), questions[0].end())
        yield in_text("kind", Kind.INTERVIEW.value, 85, "questions and answers", span)
    yield from _article(head)


def _article(head: Sequence[Line]) -> Iterator[Finding]:
    """Yield that a byline or a day of publication stands at the head, as over an article."""
    for line in head:
        dated = date_of(line.text)
        if dated and len(line.text) <= 100 and _PUBLISHED.fullmatch(line.text[: dated.span.start]):
            yield in_text("kind", Kind.ARTICLE.value, 60, "day of publication", line.span())
            return
    for finding in _bylines(head):
        yield in_text("kind", Kind.ARTICLE.value, 55, "byline", finding.span or Span(0, 0))
