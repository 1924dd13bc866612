"""What an article says of where a quotation comes from: a date, an interview, a letter; read from the words before it.

English wordings are known. What is not said is None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.documents import Description
from archive.folding import terms

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS)
DATE = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>[0-3]?\d)"
    r"(?:st|nd|rd|th)?)\b(?:,? (?P<year>[12]\d{3}))?",
    re.I,
)
"""A day with its month, and its year where one is printed, in English wordings."""

_INTERVIEW = re.compile(
    r"\b(?:in an? (?:\w+ )?interview|interview with"
    r"|told (?:us|me|this (?:news)?paper|(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*)?)"
    r"|(?:said|says|confirmed) (?:by|on the) (?:telephone|phone)|(?:said|says) to (?:us|me|this (?:news)?paper))\b"
)
_CARRIER = re.compile(r"\b(letter|e-?mail|memo(?:randum)?|report|statement|reply|note|press release|minutes)\b", re.I)
_ADDRESS = re.compile(r"<[^>]*>|\S+@\S+")
_INITIALS = 2
_UPDATED = re.compile(r"\b(?:updated?|published|posted)\b[\s:]*$", re.I)
_BESIDE = 60
"""Code points between a date and what carries it."""

_TITLES = frozenset(
    "mr mrs ms dr prof sir dame lord lady the of and for to ltd inc plc company office".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where the words before a quotation say that it comes from; `date` is ISO 8601, `carrier` what carries it."""

    date: str | None = None
    carrier: str | None = None
    interview: bool = False


def attribution(intro: str, *, year: str = "") -> Attribution:
    """Read the words that lead up to a quotation; a date without a year is of `year`, where one is given."""
    interview = bool(_INTERVIEW.search(intro))
    for dated in reversed(list(DATE.finditer(intro))):
        stretch = intro[max(0, dated.start() - _BESIDE) : dated.end() + _BESIDE]
        carrier = _CARRIER.search(stretch)
        if carrier and not _UPDATED.search(intro, 0, dated.start()):
            return Attribution(_date(dated, year), carrier[1].lower(), interview)
    return Attribution(interview=interview)


def _date(found: re.Match[str], year: str) -> str | None:
    if not (found["year"] or year):
        return None
    day, month = int(found["day"] or found["day2"]), (found["month"] or found["month2"]).lower()[:3]
    number = [name[:3] for name in _MONTHS].index(month) + 1
    return f"{found['year'] or year}-{number:02}-{day:02}" if 1 <= day <= 31 else None


def surnames(people: Iterable[str]) -> frozenset[str]:
    """Return the folded last words of people's names, of those whose name tells one."""
    return frozenset(name for person in people if (name := _surname(person)))


def agreement(intro: str, told: Attribution, source: Description, authors: frozenset[str]) -> int:
    """Return how well a source fits what is said of it: above 0 it does, below 0 it does not, 0 says nothing.

    `authors` are the surnames of those whom the archive knows as such: one who is named, and is neither the source's
    author nor its recipient, speaks against it; so does another date.
    """
    said = set(terms(intro))
    own = _words_of(source.creator) | _words_of(source.recipient)
    score = 2 * bool(own & said)
    if not score and (authors - own) & said:
        score -= 2
    if told.date and len(source.date) == len(told.date):
        score += 3 if source.date == told.date else -3
    return score


def _words_of(people: str) -> set[str]:
    """Return every word by which somebody may be called: names, an office, an organisation."""
    return {word for word in terms(_ADDRESS.sub("", people)) if len(word) > _INITIALS and word not in _TITLES}


def _surname(person: str) -> str:
    """Return the last word of a person's name, without what stands after a comma; empty where it tells nothing."""
    name = terms(_ADDRESS.sub("", person.partition(",")[0]))
    return name[-1] if len(name) > 1 and len(name[-1]) > _INITIALS and name[-1] not in _TITLES else ""
