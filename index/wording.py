"""Words as typed become leaves of the tree: words, phrases, patterns, fuzzy and near words.

A hyphen may be printed or belong to a line's end, where canonical text joins the word (`contrac-tual` stands there
as `contractual`, and so does `well-known` where a line broke it). So words with a hyphen are read both ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

from archive.folding import fold_word, terms, words
from archive.spans import Span
from index.query import (
    COMMON_DISTANCE,
    LIMIT_CLAUSES,
    MOST_EDITS,
    SHORTEST_FUZZY,
    SHORTEST_PREFIX,
    WIDEST,
    And,
    Fuzzy,
    Near,
    Node,
    Or,
    Pattern,
    Phrase,
)

Note = Callable[[str], None]
"""Takes a remark on the token that is being read."""

_LETTER = r"[^\W\d_]"
_HYPHEN = re.compile(rf"(?<={_LETTER})[-\u2010\u2011](?P<line_end>\s*)(?={_LETTER})")
_SOFT_BREAK = re.compile(rf"(?<={_LETTER})\u00ad\s+(?={_LETTER})")
_READ_EACH_WAY, _READ_AT_ALL = 3, 8
"""Up to so many hyphens are read in every combination; of more of them none, all, and each of the first eight."""

_FUZZY = re.compile(r"(?P<word>[^~]+)~(?P<edits>[0-9]*)[.,;:!?]*", re.S)
_QUESTION_MARK = re.compile(r"\?+[^\w*?]*\Z")
_STARRED = re.compile(r"\w\*|\*\w")


def word(text: str, at: Span, note: Note) -> Node | None:
    """Read a word without quotation marks: as it stands, as a pattern (`*`, `?`) or fuzzy (`~`)."""
    fuzzy = _FUZZY.fullmatch(text)
    if fuzzy is not None:
        return _fuzzy(fuzzy["word"], fuzzy["edits"], at, note)
    asked = _QUESTION_MARK.sub("", text)
    if "*" in asked or "?" in asked:
        return _patterns(asked, at, note)
    return phrase(text, at, note)


def phrase(text: str, at: Span, note: Note) -> Node | None:
    """Read words in this order."""
    written = " ".join(text.split())
    found = [reading for reading in readings(text) if reading]
    if not found:
        note(f"“{written[:40]}” holds no letters or digits and was left out")
        return None
    read = tuple(Phrase(reading, written, at=at) for reading in found)
    return Or(read) if len(read) > 1 else read[0]


def quoted(text: str, near: str | None, at: Span, note: Note) -> Node | None:
    """Read what stood in quotation marks, and `near`, the number behind their `~`, None without one."""
    if _STARRED.search(text):
        note("inside quotation marks a * stands for nothing")
    if near is None:
        return phrase(text, at, note)
    found = tuple(terms(text))
    if not 2 <= len(found) <= LIMIT_CLAUSES:
        note(f"~ behind quotation marks needs 2 to {LIMIT_CLAUSES} words in them; it was passed over")
        return phrase(text, at, note)
    distance = int(near) if near else COMMON_DISTANCE
    if distance > WIDEST:
        note(f"at most {WIDEST} words may stand between; ~{near[:9]} was read as ~{WIDEST}")
    return Near(found, min(distance, WIDEST), " ".join(text.split()), at=at)


def exact(text: str, at: Span, note: Note) -> Node | None:
    """Read words that must stand exactly so: case, marks and accents count."""
    found = tuple(terms(text))
    written = " ".join(text.split())
    if not found:
        note(f"“{written[:40]}” holds no letters or digits and was left out")
        return None
    return Phrase(found, written, verbatim=True, at=at)


def readings(text: str) -> list[tuple[str, ...]]:
    """Return the sequences of folded words for which a text may stand, the most literal first."""
    text = _SOFT_BREAK.sub("", text)
    hyphens = [found.span() for found in _HYPHEN.finditer(text) if not found["line_end"] or text[found.end()].islower()]
    return list(dict.fromkeys(tuple(terms(_kept(text, hyphens, kept))) for kept in _choices(len(hyphens))))


def _choices(hyphens: int) -> Iterator[tuple[bool, ...]]:
    """Yield which hyphens part words, all of them first."""
    if hyphens <= _READ_EACH_WAY:
        yield from product((True, False), repeat=hyphens)
        return
    yield (True,) * hyphens
    for one in range(min(hyphens, _READ_AT_ALL)):
        yield tuple(number != one for number in range(hyphens))
    yield (False,) * hyphens


def _kept(text: str, hyphens: list[tuple[int, int]], kept: tuple[bool, ...]) -> str:
    parts, at = [], 0
    for (start, end), parting in zip(hyphens, kept, strict=True):
        parts += [text[at:start], " " if parting else ""]
        at = end
    return "".join([*parts, text[at:]])


def _fuzzy(text: str, edits: str, at: Span, note: Note) -> Node | None:
    found = terms(text)
    asked = int(edits) if edits else MOST_EDITS
    if len(found) != 1 or len(found[0]) < SHORTEST_FUZZY:
        if found:
            note(f"“{text[:40]}~” was read without ~, which needs one word of {SHORTEST_FUZZY} letters")
        return word(text, at, note)
    if asked > MOST_EDITS:
        note(f"at most {MOST_EDITS} letters may differ; ~{edits[:9]} was read as ~{MOST_EDITS}")
    return Fuzzy(found[0], min(asked, MOST_EDITS), at=at) if asked else phrase(text, at, note)


def _patterns(text: str, at: Span, note: Note) -> Node | None:
    """Read words of which one at least has a wildcard."""
    found = list(_runs(text))
    if len(found) > 1:
        note(f"“{text[:40]}” was read as {len(found)} words, which may stand apart: * and ? are for single words")
    parts = [part for run in found if (part := _run(run, at, note)) is not None]
    if not found:
        note(f"“{text[:40]}” holds no letters or digits and was left out")
    return And(tuple(parts)) if len(parts) > 1 else (parts[0] if parts else None)


def _runs(text: str) -> Iterator[str]:
    """Yield the words of a text in which wildcards count as letters."""
    lettered = text.replace("*", "x").replace("?", "x")
    for found in words(lettered):
        yield text[found.start : found.end]


def _run(run: str, at: Span, note: Note) -> Node | None:
    pieces = [piece if piece in ("*", "?") else fold_word(piece) for piece in re.split(r"([*?])", run)]
    pattern = re.sub(r"\*+", "*", "".join(pieces))
    if not re.search(r"[*?]", pattern):
        return Phrase((pattern,), run, at=at)
    if len(re.split(r"[*?]", pattern, maxsplit=1)[0]) < SHORTEST_PREFIX:
        note(f"“{run[:40]}” was left out: {SHORTEST_PREFIX} letters must stand before the first * or ?")
        return None
    return Pattern(pattern, at=at)
