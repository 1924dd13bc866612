"""What quoters do to the words they quote, rightly and wrongly; each with the verdicts that are right for it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.folding import fold_word
from archive.verdicts import Verdict
from bench.typeset import typeset

_NOISE = 0.04
_MISREAD = {
    "a": "o",
    "b": "h",
    "c": "e",
    "e": "c",
    "f": "t",
    "g": "q",
    "h": "b",
    "i": "l",
    "l": "1",
    "m": "rn",
    "n": "u",
    "o": "0",
    "r": "n",
    "s": "5",
    "t": "f",
    "u": "n",
    "v": "y",
    "w": "vv",
    "y": "v",
    "d": "cl",
}
_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A way to quote: its name, what it makes of the words (None where it cannot), the verdicts that are right."""

    name: str
    make: Callable[[str, random.Random, str], str | None]
    right: frozenset[Verdict]


def elided(text: str, chance: random.Random, _other: str) -> str | None:
    """Leave out three to eight words from the middle, and say so."""
    words = text.split()
    if len(words) < 14:
        return None
    gap = chance.randrange(3, min(9, len(words) - 10))
    at = chance.randrange(5, len(words) - gap - 4)
    return " ".join([*words[:at], "[...]", *words[at + gap :]])


def bracketed(text: str, chance: random.Random, other: str) -> str | None:
    """Put another word in brackets in place of one."""
    return at_inner_word(text, chance, lambda _: f"[{other}]")


def _small_start(text: str, _chance: random.Random, _other: str) -> str | None:
    first = text[0]
    return first.swapcase() + text[1:] if first.isascii() and first.isalpha() and not text[1:2].isupper() else None


def _letter_in_brackets(text: str, _chance: random.Random, _other: str) -> str | None:
    first = text[0]
    return f"[{first.swapcase()}]{text[1:]}" if first.isascii() and first.isalpha() and text[1:2].islower() else None


def emphasised(text: str, chance: random.Random, _other: str) -> str | None:
    """Emphasise a word, and say so."""
    starred = at_inner_word(text, chance, lambda word: f"*{word}*")
    return starred and f"{starred} [emphasis added]"


def changed(text: str, chance: random.Random, other: str) -> str | None:
    """Print another word in place of one."""
    return at_inner_word(text, chance, lambda word: other if fold_word(other) != fold_word(word) else f"{word}s")


def _left_out(text: str, chance: random.Random, _other: str) -> str | None:
    return at_inner_word(text, chance, lambda _: "")


def _put_in(text: str, chance: random.Random, other: str) -> str | None:
    return at_inner_word(text, chance, lambda word: f"{other} {word}")


def _noisy(text: str, chance: random.Random, _other: str) -> str | None:
    """Misread four letters in a hundred, one at least."""
    places = [at for at, sign in enumerate(text) if sign in _MISREAD]
    if not places:
        return None
    wrong = {at for at in places if chance.random() < _NOISE} or {chance.choice(places)}
    return "".join(_MISREAD[sign] if at in wrong else sign for at, sign in enumerate(text))


def at_inner_word(text: str, chance: random.Random, put: Callable[[str], str]) -> str | None:
    """Put something in place of one of the words that stand neither first nor last."""
    words = text.split()
    inner = [at for at in range(2, len(words) - 2) if _WORD.fullmatch(words[at])]
    if not inner:
        return None
    at = chance.choice(inner)
    words[at] = put(words[at])
    return " ".join(filter(None, words))


_WRONG = frozenset({Verdict.MISQUOTED})

MUTATIONS = (
    Mutation("word for word", lambda text, _chance, _other: text, frozenset({Verdict.EXACT})),
    Mutation(
        "typeset",
        lambda text, chance, _other: typeset(text, chance),
        frozenset({Verdict.EXACT, Verdict.TYPOGRAPHY}),
    ),
    Mutation("elided, [...]", elided, frozenset({Verdict.ELIDED})),
    Mutation("a word in brackets", bracketed, frozenset({Verdict.BRACKET_ALTERED})),
    Mutation("[T]he first letter in brackets", _letter_in_brackets, frozenset({Verdict.BRACKET_ALTERED})),
    Mutation("case of the first letter", _small_start, frozenset({Verdict.CASE_START})),
    Mutation("emphasis added", emphasised, frozenset({Verdict.EMPHASIS_ADDED})),
    Mutation("one word changed", changed, _WRONG),
    Mutation("one word left out", _left_out, _WRONG),
    Mutation("one word put in", _put_in, _WRONG),
    Mutation("scan errors, 4 % of letters", _noisy, _WRONG),
)
