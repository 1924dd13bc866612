"""A quotation as print has it: curly marks, dashes, ligatures, hidden hyphens, fixed blanks, broken lines.

Whatever is done here, the words stay: read canonically, the typeset text has the words of the plain one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
_NARROW = ("\u00a0", "\u2009", "\u202f")
_LONG_WORD = re.compile(r"[a-z]{7,}")
_PLAIN = re.compile(r"[a-z]{7,}[.,;:]?")
_PARTED = 0.5
_BLANK = re.compile(r" ")
_DASH = re.compile(r" (?:--?|[–—]) ")
_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])")


def typeset(text: str, chance: random.Random) -> str:
    """Return a stretch of plain text as printed; inner quotation marks become single ones, as a quoter sets them."""
    printed = " ".join(text.split())
    for step in (_marks, _dashes, _lines, _hidden_hyphens, _ligatures, _blanks):
        printed = step(printed, chance)
    return printed


def _marks(text: str, _chance: random.Random) -> str:
    curly = re.sub(r"(?<![^\s(\[–—])[\"'“]", "‘", text)
    return re.sub(r"[\"'”]", "’", curly)


def _dashes(text: str, chance: random.Random) -> str:
    spaced = _DASH.sub(lambda _: chance.choice((" – ", "—", " — ")), text)
    return _sometimes(_HYPHEN, spaced, chance, 0.5, lambda _: "\u2010")


def _hidden_hyphens(text: str, chance: random.Random) -> str:
    return _sometimes(_LONG_WORD, text, chance, 0.2, lambda word: _parted(word, chance, "\u00ad"))


def _parted(word: str, chance: random.Random, sign: str) -> str:
    at = chance.randrange(3, len(word) - 2)
    return f"{word[:at]}{sign}{word[at:]}"


def _ligatures(text: str, _chance: random.Random) -> str:
    for letters, sign in _LIGATURES.items():
        text = text.replace(letters, sign)
    return text


def _blanks(text: str, chance: random.Random) -> str:
    return _sometimes(_BLANK, text, chance, 0.06, lambda _: chance.choice(_NARROW))


def _lines(text: str, chance: random.Random) -> str:
    """Break the text into lines of one width; every other time the word that would not fit is parted, if it can be.

    A word is parted between small letters alone, so that joining it again is right.
    """
    width = chance.randrange(34, 72)
    lines = [""]
    for word in text.split(" "):
        if not lines[-1] or len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}" if lines[-1] else word
        elif _PLAIN.fullmatch(word) and chance.random() < _PARTED:
            at = chance.randrange(3, len(word) - 2)
            lines[-1] += f" {word[:at]}-"
            lines.append(word[at:])
        else:
            lines.append(word)
    return "\n".join(lines)


def _sometimes(
    pattern: re.Pattern[str], text: str, chance: random.Random, share: float, put: Callable[[str], str]
) -> str:
    return pattern.sub(lambda found: put(found[0]) if chance.random() < share else found[0], text)
