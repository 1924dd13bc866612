"""New revisions of a text by known edits: each sign knows which sign of the old text it stands for, or that none."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from archive.spans import Span

Sign = tuple[str, int]
"""A sign of the new text, and the place of the old text's sign that it stands for, -1 for what was put in."""

_MISREAD = {"a": "o", "b": "h", "c": "e", "d": "cl", "e": "c", "h": "b", "i": "l", "l": "1", "m": "rn", "n": "u"}
_MISREAD |= {"o": "0", "r": "n", "s": "5", "t": "f", "u": "n", "v": "y", "w": "vv", "y": "v"}
_MAY_BE = 0.65
"""The share of all signs of English text that may be misread here."""

_SET_OTHERWISE = {"’": "'", "‘": "'", "“": '"', "”": '"', "—": "--", "–": "-", "…": "...", "'": "’", '"': "”"}
_PAGE, _LINE = 2_400, (54, 72)
_WORD = re.compile(r"[^\W_]+")


def unchanged(text: str) -> list[Sign]:
    """Return the signs of a text, each for itself."""
    return [(sign, at) for at, sign in enumerate(text)]


def edited(signs: list[Sign], chance: random.Random, count: int = 300) -> list[Sign]:
    """Replace, drop or put in so many words."""
    text = _text(signs)
    words = [match.span() for match in _WORD.finditer(text)]
    others = [text[start:end] for start, end in words]
    for start, end in sorted(chance.sample(words, count), reverse=True):
        other, deed = chance.choice(others), chance.randrange(3)
        if deed == 0:
            origins = [sign[1] for sign in signs[start:end]]
            put = [(sign, origins[min(at, len(origins) - 1)]) for at, sign in enumerate(other)]
            signs[start:end] = [*put[:-1], (other[-1], origins[-1])]
        elif deed == 1:
            del signs[start : end + (text[end : end + 1] == " ")]
        else:
            signs[start:start] = [(sign, -1) for sign in f"{other} "]
    return signs


def extracted_anew(signs: list[Sign], chance: random.Random) -> list[Sign]:
    """Set lines and marks otherwise, part words at lines' ends, put a head and a number on each page."""
    made: list[Sign] = []
    for sign, at in signs:
        made += [(put, at) for put in _SET_OTHERWISE.get(sign, sign)]
    broken = wrapped(made, chance, parted=True)
    for page, at in enumerate(range(len(broken) - len(broken) % _PAGE, 0, -_PAGE)):
        head = f"\n\n{page}\n\fCollected papers\n\n"
        broken[at:at] = [(sign, -1) for sign in head]
    return broken


def wrapped(signs: list[Sign], chance: random.Random, *, parted: bool = False) -> list[Sign]:
    """Break the lines anew; if they may be, some words are parted with a hyphen."""
    made: list[Sign] = []
    column, width = 0, chance.randint(*_LINE)
    for number, (sign, at) in enumerate(signs):
        broken = sign == " " and column >= width
        if broken:
            column, width = 0, chance.randint(*_LINE)
        elif sign == "\n":
            column = 0
        elif parted and column >= width and 0 < number < len(signs) - 1 and _inside(signs, number):
            made += [("-", -1), ("\n", -1)]
            column, width = 0, chance.randint(*_LINE)
        column += 1
        made.append(("\n" if broken else sign, at))
    return made


def misread(signs: list[Sign], chance: random.Random, share: float) -> list[Sign]:
    """Misread a share of all signs as a recogniser does, and break the lines anew."""
    made: list[Sign] = []
    for sign, at in signs:
        taken = _MISREAD.get(sign, sign) if chance.random() < share / _MAY_BE else sign
        made += [(put, at) for put in taken]
    return wrapped(made, chance)


def shuffled(signs: list[Sign], chance: random.Random, share: float = 0.15) -> list[Sign]:
    """Put a share of the paragraphs elsewhere."""
    paragraphs = list(_paragraphs(signs))
    taken = set(chance.sample(range(len(paragraphs)), int(share * len(paragraphs))))
    left = [paragraph for number, paragraph in enumerate(paragraphs) if number not in taken]
    for number in sorted(taken):
        left.insert(chance.randrange(len(left) + 1), paragraphs[number])
    return [sign for paragraph in left for sign in paragraph]


def shortened(signs: list[Sign], chance: random.Random, share: float = 0.08) -> list[Sign]:
    """Leave out a share of the paragraphs."""
    return [sign for paragraph in _paragraphs(signs) if chance.random() >= share for sign in paragraph]


def mixed(signs: list[Sign], chance: random.Random) -> list[Sign]:
    """Leave out, move, edit, misread and set otherwise."""
    moved = shuffled(shortened(signs, chance), chance)
    return extracted_anew(misread(edited(moved, chance), chance, 0.02), chance)


SCENARIOS: dict[str, Callable[[list[Sign], random.Random], list[Sign]]] = {
    "300 word edits": edited,
    "re-extraction": extracted_anew,
    "OCR noise 2 % + rewrap": lambda signs, chance: misread(signs, chance, 0.02),
    "OCR noise 8 % + rewrap": lambda signs, chance: misread(signs, chance, 0.08),
    "15 % of paragraphs moved": shuffled,
    "everything mixed": mixed,
}


def truths(signs: list[Sign], spans: list[Span]) -> list[tuple[Span | None, float]]:
    """Return for each span where what is left of it stands, without blanks at its ends, and the share that is left."""
    places: dict[int, list[int]] = {}
    for place, (sign, at) in enumerate(signs):
        if at >= 0 and sign.strip():
            places.setdefault(at, []).append(place)
    found: list[tuple[Span | None, float]] = []
    for span in spans:
        held = [places[at] for at in range(span.start, span.end) if at in places]
        share = len(held) / len(span)
        found.append((Span(min(map(min, held)), max(map(max, held)) + 1) if held else None, share))
    return found


def _text(signs: list[Sign]) -> str:
    return "".join(sign for sign, _ in signs)


def _inside(signs: list[Sign], at: int) -> bool:
    return all(signs[each][0].isalpha() for each in range(max(0, at - 2), min(len(signs), at + 2)))


def _paragraphs(signs: list[Sign]) -> Iterator[list[Sign]]:
    held: list[Sign] = []
    for sign in signs:
        held.append(sign)
        if sign[0] == "\n":
            yield held
            held = []
    if held:
        yield held
