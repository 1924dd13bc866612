"""Names of persons as they stand on a line: what can be one, and its words without the form of address."""

from __future__ import annotations

import re

from archive.spans import Span

_LONGEST = 120
_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|The Hon|Hon|Herrn?|Frau|Monsieur|Madame|M|Mme|"
    r"Mlle|Señora?|Sra?)\.?"
)
_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|zu|zum|zur|bin|ibn|al|ap|y|e)"
_NAME = re.compile(rf"(?:{_TITLES} )*(?P<name>{_WORD}\.?(?: (?:{_WORD}\.?|{_PARTICLE})){{0,4}} {_WORD}\.?)")
_OFFICES = re.compile(
    r"\b(?:office|department|ministry|committee|council|company|ltd|limited|inc|llc|plc|gmbh|ag|news|press|team|staff|"
    r"editors?|desk|agency|reporters?|university|institute|bureau|board|service|services|association|foundation|"
    r"correspondents?|writers|contributors?|administrator)\b",
    re.I,
)


def person(words: str) -> Span | None:
    """Return where in the words a full name stands that they consist of, up to a comma; else None."""
    head = words[:_LONGEST].partition(",")[0].rstrip(" .*")
    match = _NAME.fullmatch(head) if len(head) < _LONGEST else None
    if match is None or _OFFICES.search(head):
        return None
    return Span(*match.span("name"))


def same_person(one: str, other: str) -> bool:
    """Tell whether two ways to write a name agree: at least two words, and all of the shorter in the longer."""
    first, second = _words(one), _words(other)
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) > 1 and shorter <= longer


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", "", name).casefold()))
