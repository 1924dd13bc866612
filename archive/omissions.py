"""What was left out of a quotation, looked at: words whose absence may turn the meaning round. It warns, no more.

The words are English; of a text in another language only length, sentences and numbers are told.
"""

from __future__ import annotations

import enum
import re

from archive.folding import terms


class Caution(enum.Enum):
    """Why words that were left out should be read; the value is the wire word."""

    NEGATION = "a negation"
    CONDITION = "a condition"
    HEDGE = "a reservation"
    NUMBER = "a number"
    SENTENCE = "the end of a sentence"
    LONG = "more than 50 words"


_LONG = 50
_ENDS = re.compile(r"[.!?][\"'”’»)\]]*\s+\S")
_NEGATION = "no not never none nobody nothing neither nor without cannot t hardly scarcely"
_CONDITION = "if unless except until provided only but however although though despite"
_HEDGE = (
    "may might could perhaps possibly probably allegedly alleged reportedly apparently seems seem appears appear "
    "suggest suggests likely unlikely believe believes think thinks claims claim estimated about"
)
_WORDS = {
    Caution.NEGATION: frozenset(_NEGATION.split()),
    Caution.CONDITION: frozenset(_CONDITION.split()),
    Caution.HEDGE: frozenset(_HEDGE.split()),
}


def cautions(left_out: str) -> tuple[Caution, ...]:
    """Return why words that were left out should be read, the gravest reason first."""
    words = terms(left_out)
    found = [caution for caution, listed in _WORDS.items() if not listed.isdisjoint(words)]
    if any(word[0].isdigit() for word in words):
        found.append(Caution.NUMBER)
    if _ENDS.search(left_out):
        found.append(Caution.SENTENCE)
    if len(words) > _LONG:
        found.append(Caution.LONG)
    return tuple(found)
