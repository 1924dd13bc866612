"""A letter taken apart: its head, greeting, header lines, closings. Whether a text is a letter is not said here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.evidence.lines import Line, lines

LINE = 90
"""A line of more code points is no greeting, no address and no subject."""

_HEAD = 4000
_HEAD_LINES = 25
GREETING = re.compile(
    r"(?:(?P<dear>dear|my dear|sehr geehrter?|liebe[rs]?|ch[eè]re?s?|estimad[oa]s?)\s(?P<who>[^.;?]{1,70}?)"
    r"|to whom it may concern|madame, monsieur)\s?[,:!–—-]?",
    re.I,
)
_CLOSING = re.compile(
    r"(?:yours(?: \w+){0,3}|(?:\w+ ){0,3}regards|(?:very |most )?(?:sincerely|respectfully|faithfully|truly)(?: yours)?"
    r"|(?:with )?(?:(?:my|our|all) )?(?:very )?(?:best|kind|warm|good) wishes|love|hochachtungsvoll"
    r"|mit (?:freundlichen|besten|herzlichen) grüßen|(?:bien )?cordialement|atentamente|(?:un )?(?:cordial )?saludos?)"
    r"\s?[,.!]?",
    re.I,
)
LONG_CLOSING = re.compile(r"(?:with (?:many |best |kind |warm )?(?:thanks|wishes|regards)\b|veuillez agréer\b).*", re.I)
_HEADER = re.compile(
    r"(?P<name>from|to|date|sent|subject|re|von|an|datum|betreff|de|à|objet)\s?:\s?(?P<value>\S.*)", re.I
)
_FIELDS = {"from": "creator", "von": "creator", "de": "creator", "to": "recipient", "an": "recipient", "à": "recipient"}
_FIELDS |= {"date": "date", "sent": "date", "datum": "date"}
_FIELDS |= {"subject": "title", "re": "title", "betreff": "title", "objet": "title"}
_CLOSING_LENGTH = 150


@dataclass(frozen=True)
class Letter:
    """The parts of the letter that a text may be, found line by line; what is missing is None or empty."""

    text: str

    @cached_property
    def head(self) -> Sequence[Line]:
        """The lines among which a letter begins."""
        return tuple(lines(self.text, limit=_HEAD))

    @cached_property
    def tail(self) -> Sequence[Line]:
        """The lines below the greeting, down to the end."""
        return tuple(lines(self.text, start=self.greeting.span().end, limit=len(self.text))) if self.greeting else ()

    @cached_property
    def greetings(self) -> Sequence[int]:
        """The lines of the head that are greetings."""
        return [at for at, line in enumerate(self.head) if _greets(line.text)]

    @cached_property
    def greeting(self) -> Line | None:
        """The first greeting."""
        return self.head[self.greetings[0]] if self.greetings else None

    @cached_property
    def above(self) -> Sequence[Line]:
        """The lines above the greeting; the first lines where nobody is greeted."""
        return self.head[: self.greetings[0]] if self.greetings else self.head[:_HEAD_LINES]

    @cached_property
    def headers(self) -> Sequence[tuple[str, Line, re.Match[str]]]:
        """The header lines as (field, line, match), where there are two at least and one says from whom."""
        found: dict[str, tuple[str, Line, re.Match[str]]] = {}
        for line in self.above:
            match = _HEADER.fullmatch(line.text)
            if match:
                field = _FIELDS[match["name"].lower()]
                found.setdefault(field, (field, line, match))
        return tuple(found.values()) if "creator" in found and len(found) > 1 else ()

    @cached_property
    def closings(self) -> Sequence[int]:
        """The lines of the tail that close a letter."""
        return [at for at, line in enumerate(self.tail) if _closes(line.text)]

    @property
    def alone(self) -> bool:
        """Whether this is one letter: where several are greeted or close, who signed it is doubtful."""
        return len(self.greetings) == 1 and len(self.closings) == 1


def _greets(words: str) -> bool:
    match = GREETING.fullmatch(words) if len(words) <= LINE else None
    return match is not None and (words[-1] in ",:!–—-" or len(words.split()) <= 5) and words[:1].isupper()


def _closes(words: str) -> bool:
    return (
        len(words) <= _CLOSING_LENGTH
        and words[:1].isupper()
        and bool(_CLOSING.fullmatch(words) or LONG_CLOSING.fullmatch(words))
    )
