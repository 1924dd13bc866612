"""Evidence in the words of a letter: header lines, date line, address block, greeting, subject, closing, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.documents import Kind
from archive.findings import Finding, in_text
from archive.spans import Span
from ingest.evidence.dates import Dated, date_of
from ingest.evidence.letters import GREETING, LINE, LONG_CLOSING, Letter
from ingest.evidence.lines import Line
from ingest.evidence.names import person

_NOBODY = re.compile(r"(?:sirs?|madam|madame|monsieur|damen und herren)\b", re.I)
_GROUP = re.compile(
    r"(?:all|every\w+|(?:\w+ )?(?:friends?|colleagues?|partners?|members?|readers?|customers?))\b", re.I
)
_ADDRESSED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Herrn?|Frau|Monsieur|Madame|Señora?)\.?\s\w", re.I)
_SIGNED = re.compile(r"\[?\(?(?:signed|signature|sgd|gez)\b\.?:?\)?\]?|/s/|p\.?p\.?(?=\s)", re.I)
_LABEL = re.compile(r"(?:(?:our|your) )?ref(?:erence)?\b|[\w ]{1,25}:", re.I)
_ABOUT = re.compile(r"(?:re|subject|betreff|betrifft|objet|asunto)\s?:\s?(?P<value>\S.*)", re.I)
_DATE_LINE = re.compile(r"(?:date[d]?\s?:\s?)?(?:[^\W\d][\w .'’-]{0,40}, ?)?(?:den |the |le )?", re.I)
_SHORT = 0.75


def evidence(text: str) -> Iterator[Finding]:
    """Yield what the words of a letter say of it, each with the words on which it rests."""
    letter = Letter(text)
    yield from _headers(letter)
    yield from _date_lines(letter)
    if letter.greeting:
        yield from _recipient(letter, letter.greeting)
        yield from _subject(letter)
        yield from _signature(letter)
    yield from _kind(letter)


def _headers(letter: Letter) -> Iterator[Finding]:
    """Yield what stands in lines such as `From: …` at the head."""
    for field, line, match in letter.headers:
        value, span = match["value"], line.span(*match.span("value"))
        if field == "date":
            dated = date_of(value)
            if dated:
                certain = 90 if dated.sure else 30
                yield in_text(field, dated.value, certain, "date line", dated.span.shift(span.start))
        else:
            yield in_text(field, value, 90, f"header line {match['name'].capitalize()}", span)


def dates_alone(head: Sequence[Line]) -> Iterator[tuple[Line, Dated]]:
    """Yield the lines that are a date, perhaps with the place before it."""
    for line in head:
        dated = date_of(line.text)
        if dated and len(line.text) - dated.span.end <= 2 and _DATE_LINE.fullmatch(line.text[: dated.span.start]):
            yield line, dated


def _date_lines(letter: Letter) -> Iterator[Finding]:
    found = list(dates_alone(letter.above))
    listed = len({dated.value for _, dated in found}) > 2
    certain = 30 if listed else 85 if letter.greeting else 70
    for line, dated in found:
        precise = certain if len(dated.value) > 7 else certain - 15
        basis = "letterhead date line" if letter.greeting else "date line"
        yield in_text(
            "date", dated.value, precise if dated.sure else 30, basis, line.span(dated.span.start, dated.span.end)
        )
        certain = min(certain, 60)


def _recipient(letter: Letter, greeting: Line) -> Iterator[Finding]:
    """Yield who is greeted, and the line of the address block that says it in full."""
    match = GREETING.fullmatch(greeting.text)
    if match is None or not match["who"] or _NOBODY.match(match["who"]):
        return
    who, span = match["who"].strip(), greeting.span(*match.span("who"))
    line = None if _GROUP.match(who) else _addressed(letter.above, who)
    if line:
        named = person(line.text) or Span(0, len(line.text))
        yield in_text(
            "recipient", named.of(line.text), 85, "address block and greeting", line.span(named.start, named.end)
        )
    if _GROUP.match(who):
        certain = 30
    elif _ADDRESSED.match(who):
        certain = 70
    else:
        certain = 65 if person(who) else 40
    yield in_text("recipient", who, certain, "greeting", span)


def _addressed(above: Sequence[Line], who: str) -> Line | None:
    """Return the nearest line above the greeting that has the name greeted, below the date; None where none has."""
    name = re.findall(r"[\w'’-]+", who)[-1:]
    if not name:
        return None
    word = re.compile(rf"\b{re.escape(name[0])}\b")
    for line in reversed(above[-10:]):
        if date_of(line.text) or _LABEL.match(line.text):
            return None
        if word.search(line.text) and len(line.text) <= LINE:
            return line
    return None


def _subject(letter: Letter) -> Iterator[Finding]:
    """Yield the line that says what the letter is about: marked `Re:`, or short and alone below the greeting."""
    at = letter.greetings[0]
    near = [*letter.above, *letter.head[at + 1 : at + 3]]
    marked = next(((line, match) for line in near if (match := _ABOUT.fullmatch(line.text))), None)
    if marked and not letter.headers:
        line, match = marked
        yield in_text("title", match["value"], 80, "subject line", line.span(*match.span("value")))
    below = letter.head[at + 1 : at + 3]
    if len(below) == 2 and _heads(below[0].text, below[1].text, _width(letter.head)):
        yield in_text("title", below[0].text, 65, "line below the greeting", below[0].span())


def _heads(line: str, following: str, width: int) -> bool:
    """Tell whether a line below the greeting is a heading, not the beginning of a sentence."""
    return (
        len(line.split()) > 1
        and len(line) <= min(LINE, width * _SHORT)
        and line[:1].isupper()
        and line[-1] not in ".,;:!?"
        and following[:1].isupper()
        and not _LABEL.match(line)
    )


def _width(head: Sequence[Line]) -> int:
    """Return the usual length of a full line in code points."""
    lengths = sorted(len(line.text) for line in head)
    return lengths[len(lengths) * 9 // 10]


def _signature(letter: Letter) -> Iterator[Finding]:
    """Yield who signed: the full name below the closing, or below the first name there."""
    for at in letter.closings:
        below = letter.tail[at + 1 : at + 4]
        if below and LONG_CLOSING.fullmatch(letter.tail[at].text) and not letter.tail[at].text.endswith(","):
            below = below[1:] if below[0].text.endswith(",") else ()
        for line in below[:2]:
            lead = _SIGNED.match(line.text)
            start = lead.end() if lead else 0
            start += len(line.text[start:]) - len(line.text[start:].lstrip())
            if named := person(line.text[start:]):
                value = named.of(line.text[start:])
                span = line.span(start + named.start, start + named.end)
                yield in_text("creator", value, 80 if letter.alone else 40, "signature", span)
                break
            if start < len(line.text) and " " in line.text[start:].strip():
                break


def _kind(letter: Letter) -> Iterator[Finding]:
    """Yield whether the form is that of a letter, or of a printed e-mail."""
    greeting, first = letter.greeting, letter.closings[0] if letter.closings else None
    if letter.headers and any("@" in match["value"] for _, _, match in letter.headers):
        yield in_text("kind", Kind.EMAIL.value, 80, "mail header lines in the text", letter.headers[0][1].span())
    elif greeting and first is not None:
        yield in_text("kind", Kind.LETTER.value, 85, "greeting and closing", greeting.span())
    elif greeting and letter.headers:
        yield in_text("kind", Kind.LETTER.value, 65, "header lines and greeting", greeting.span())
    elif greeting:
        yield in_text("kind", Kind.LETTER.value, 40, "greeting", greeting.span())
