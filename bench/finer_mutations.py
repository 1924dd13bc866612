"""Further things that quoters do to words: finer ones, several at once, and those that turn the meaning round.

Each makes a quotation of words in which nothing is emphasised; those of `OF_EMPHASISED` are given words of which one
stands between stars, `*so*`, where the source itself emphasises it.
"""

from __future__ import annotations

import random
import re

from archive.verdicts import Verdict
from bench.mutations import Mutation, at_inner_word, bracketed, changed, elided, emphasised

_ADDED, _DROPPED = frozenset({Verdict.EMPHASIS_ADDED}), frozenset({Verdict.EMPHASIS_DROPPED})
_EXACT, _IN_BRACKETS = frozenset({Verdict.EXACT}), frozenset({Verdict.BRACKET_ALTERED})
_WRONG = frozenset({Verdict.MISQUOTED})

_MAY_BE_DENIED = re.compile(
    r"(?<= )(?:is|are|was|were|has|have|had|may|might|can|could|will|would|shall|should|must|do|does|did)(?= [a-z])"
)
_DENIES = re.compile(r" (?:not|never|no|nobody|nothing|none|without)(?= )")
_NUMBER = re.compile(r"[0-9]")
_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def _unsaid(text: str, chance: random.Random, _other: str) -> str | None:
    return at_inner_word(text, chance, lambda word: f"*{word}*")


def _as_original(text: str, chance: random.Random, _other: str) -> str | None:
    starred = _unsaid(text, chance, _other)
    return starred and f"{starred} [emphasis in original]"


def _capital(text: str, chance: random.Random, _other: str) -> str | None:
    return at_inner_word(text, chance, str.swapcase)


def _ending(text: str, chance: random.Random, _other: str) -> str | None:
    return at_inner_word(text, chance, lambda word: f"{word}[s]")


def _sic(text: str, chance: random.Random, _other: str) -> str | None:
    return at_inner_word(text, chance, lambda word: f"{word} [sic]")


def _false_sic(text: str, chance: random.Random, _other: str) -> str | None:
    return at_inner_word(text, chance, lambda word: f"{word[:-2]}{word[-1]}{word[-2]}x [sic]")


def _halves(text: str) -> tuple[str, str] | None:
    words = text.split()
    half = len(words) // 2
    return (" ".join(words[:half]), " ".join(words[half:])) if half >= 5 else None


def _reversed_with_mark(text: str, _chance: random.Random, _other: str) -> str | None:
    halves = _halves(text)
    return halves and f"{halves[1]} [...] {halves[0]}"


def _reversed_silently(text: str, _chance: random.Random, _other: str) -> str | None:
    halves = _halves(text)
    return halves and f"{halves[1]} {halves[0]}"


def _denial_dropped(text: str, chance: random.Random, _other: str) -> str | None:
    found = list(_DENIES.finditer(text))
    if not found:
        return None
    at = chance.choice(found)
    return text[: at.start()] + text[at.end() :]


def _denial_put_in(text: str, chance: random.Random, _other: str) -> str | None:
    found = list(_MAY_BE_DENIED.finditer(text))
    if not found:
        return None
    at = chance.choice(found)
    return f"{text[: at.end()]} not{text[at.end() :]}"


def _number_changed(text: str, chance: random.Random, _other: str) -> str | None:
    """Change a digit, or a number that is written out."""
    words = text.split()
    found = [at for at, word in enumerate(words) if _NUMBER.search(word) or word in _NUMBERS]
    if not found:
        return None
    at = chance.choice(found)
    if words[at] in _NUMBERS:
        words[at] = chance.choice([number for number in _NUMBERS if number != words[at]])
    else:
        words[at] = _NUMBER.sub(lambda digit: str((int(digit[0]) + chance.randint(1, 9)) % 10), words[at], count=1)
    return " ".join(words)


def _neighbours_swapped(text: str, chance: random.Random, _other: str) -> str | None:
    words = text.split()
    places = [at for at in range(1, len(words) - 2) if words[at].lower() != words[at + 1].lower()]
    plain = [at for at in places if words[at].isalpha() and words[at + 1].isalpha()]
    if not plain:
        return None
    at = chance.choice(plain)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _gap_unsaid(text: str, chance: random.Random, _other: str) -> str | None:
    shorter = elided(text, chance, _other)
    return shorter and shorter.replace(" [...]", "")


def _slip(text: str, chance: random.Random, _other: str) -> str | None:
    return at_inner_word(text, chance, lambda word: f"{word[:2]}{word[3:]}")


def _elided_wrong(text: str, chance: random.Random, other: str) -> str | None:
    shorter = elided(text, chance, other)
    return shorter and changed(shorter, chance, other)


def _emphasised_wrong(text: str, chance: random.Random, other: str) -> str | None:
    wrong = changed(text, chance, other)
    return wrong and emphasised(wrong, chance, other)


def _bracketed_wrong(text: str, chance: random.Random, other: str) -> str | None:
    altered = bracketed(text, chance, "the office")
    return altered and changed(altered, chance, other)


def _bare(text: str) -> str:
    return text.replace("*", "")


FINER = (
    Mutation("emphasis without a claim", _unsaid, _ADDED),
    Mutation("emphasis falsely called original", _as_original, _ADDED),
    Mutation("emphasis claimed, none to be seen", lambda text, _chance, _other: f"{text} [emphasis added]", _ADDED),
    Mutation("capitals for small letters", _capital, frozenset({Verdict.CASE_ALTERED})),
    Mutation("an ending in brackets", _ending, _IN_BRACKETS),
    Mutation("[sic]", _sic, _IN_BRACKETS),
    Mutation("order reversed, [...]", _reversed_with_mark, frozenset({Verdict.SPLICED})),
    Mutation("a slip that is not there, [sic]", _false_sic, _WRONG),
    Mutation("order reversed, no mark", _reversed_silently, _WRONG),
    Mutation("“not” left out", _denial_dropped, _WRONG),
    Mutation("“not” put in", _denial_put_in, _WRONG),
    Mutation("a number changed", _number_changed, _WRONG),
    Mutation("two words swapped", _neighbours_swapped, _WRONG),
    Mutation("words left out without a mark", _gap_unsaid, _WRONG),
    Mutation("a letter left out", _slip, _WRONG),
    Mutation("elided, and one word changed", _elided_wrong, _WRONG),
    Mutation("emphasis added, and one word changed", _emphasised_wrong, _WRONG),
    Mutation("brackets, and one word changed", _bracketed_wrong, _WRONG),
)

OF_EMPHASISED = (
    Mutation("emphasis kept", lambda text, _chance, _other: text, _EXACT),
    Mutation("emphasis kept, and said", lambda text, _chance, _other: f"{text} [emphasis in original]", _EXACT),
    Mutation("emphasis falsely called added", lambda text, _chance, _other: f"{text} [emphasis added]", _EXACT),
    Mutation("emphasis dropped", lambda text, _chance, _other: _bare(text), _DROPPED),
    Mutation("emphasis dropped, and said", lambda text, _chance, _other: f"{_bare(text)} [emphasis omitted]", _DROPPED),
)
