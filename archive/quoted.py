"""A quotation as it is printed, read into its parts: words that claim to stand in a source, and what the quoter added.

`[...]` and `…` say that words are left out, `[the cameras]` are the quoter's own words, `[T]he` and `need[s]` are words
of which letters were changed, `[sic]` and `[emphasis added]` are remarks, stars are Markdown's emphasis. A row of words
that claims to stand without a gap is a piece. All positions are code points of the quotation as given, half-open.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.folding import fold_word, words
from archive.printed_signs import ELISION, Part, PartKind, parts, starred
from archive.spans import Span

WHOLE = 4_000
"""Code points up to which a piece is aligned whole; a longer one is cut after sentences into pieces that adjoin."""

LONGEST = 20_000
"""Code points of the longest quotation that is read."""

MOST_PIECES = 64
"""Pieces of the most broken quotation that is traced."""

_CUT = 2_000
_PRINTED = re.compile(rf"{ELISION}|\[(?![^\[\]]* TO )[^\[\]\d][^\[\]]{{0,80}}\]")
_SENTENCE = re.compile(r"[.!?][\"'”’»)\]]*\s+$")


class Joint(enum.Enum):
    """What stands between two pieces: words left out, words put in, or nothing: a long piece that was cut."""

    ELISION = "elision"
    BRACKET = "bracket"
    NOTHING = "nothing"


_JOINTS = {PartKind.ELISION: Joint.ELISION, PartKind.BRACKET: Joint.BRACKET}


class PrintedWord(NamedTuple):
    """A word of the quotation, folded, with its place, brackets included.

    Of a word with bracketed letters `head` and `tail` are the folded letters outside the brackets (`altered`).
    """

    term: str
    start: int
    end: int
    altered: bool = False
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that claim to stand one after another in the source; never empty."""

    words: tuple[PrintedWord, ...]

    @property
    def span(self) -> Span:
        """Where the piece stands in the quotation."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def terms(self) -> list[str]:
        """The folded words."""
        return [word.term for word in self.words]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A printed quotation; `joints[n]` is what stands between pieces `n` and `n + 1`.

    `emphasised` is what it emphasises, by stars or by its document's own marks; `recognised` says that its text was
    read off a scan, `cut` that it is longer than `LONGEST`.
    """

    text: str
    parts: tuple[Part, ...]
    pieces: tuple[Piece, ...]
    joints: tuple[Joint, ...]
    emphasised: tuple[Span, ...] = ()
    recognised: bool = False
    cut: bool = False

    @property
    def word_count(self) -> int:
        """How many words claim to stand in the source."""
        return sum(len(piece.words) for piece in self.pieces)

    def again(self, plain: Collection[Span]) -> Quoted:
        """Return the same quotation with the marks at the spans `plain` read as words."""
        return read_quotation(self.text, plain=plain, emphasised=self.emphasised, recognised=self.recognised)

    def until(self, end: int) -> Quoted:
        """Return the quotation up to a code point of its text."""
        inside = [span for span in self.emphasised if span.end <= end]
        return read_quotation(self.text[:end], emphasised=inside, recognised=self.recognised)

    def parted(self, number: int, at: int) -> Quoted:
        """Return the same quotation with a piece read as two that adjoin, the second from its word `at` on."""
        words = self.pieces[number].words
        pieces = (*self.pieces[:number], Piece(words[:at]), Piece(words[at:]), *self.pieces[number + 1 :])
        joints = (*self.joints[:number], Joint.NOTHING, *self.joints[number:])
        return replace(self, pieces=pieces, joints=joints)

    def of(self, kind: PartKind) -> list[Span]:
        """Return where the parts of one kind stand."""
        return [part.span for part in self.parts if part.kind is kind]

    def within(self, span: Span) -> list[Part]:
        """Return the parts that stand at a span, cut to it."""
        cut = [(part.kind, part.span.intersect(span)) for part in self.parts if part.span.start < span.end]
        return [Part(kind, inside) for kind, inside in cut if inside]


def read_quotation(
    text: str, *, plain: Collection[Span] = (), emphasised: Sequence[Span] = (), recognised: bool = False
) -> Quoted:
    """Return what a printed quotation is made of; of one longer than `LONGEST` only the beginning is read.

    Marks at the spans `plain` are words like any others: the source has these very marks. `emphasised` is what the
    quoting document emphasises of it by marks of its own, in code points of `text`; `recognised` says that the
    quoting document was read off a scan.
    """
    cut, text = len(text) > LONGEST, text[:LONGEST]
    found = tuple(parts(text, plain))
    pieces: list[Piece] = []
    joints: list[Joint] = []
    waiting = Joint.NOTHING
    for kind, stretch in _stretches(found):
        if kind in _JOINTS:
            waiting = Joint.ELISION if Joint.ELISION in {waiting, _JOINTS[kind]} else Joint.BRACKET
            continue
        for rows in _cut_long(text, _words(text, stretch)):
            joints.append(waiting)
            pieces.append(Piece(tuple(rows)))
            waiting = Joint.NOTHING
    shown = tuple(sorted({*emphasised, *starred(text)}))
    return Quoted(text, found, tuple(pieces), tuple(joints[1:]), shown, recognised, cut)


def looks_printed(text: str) -> bool:
    """Tell whether what was typed has the marks of a printed quotation: words left out, put in, or letters changed.

    A range in brackets (`[2031-03 TO 2031-04]`), a number in them, and a quotation without such marks do not count.
    """
    return bool(_PRINTED.search(text)) and len(words(text[:LONGEST])) > 2


def _stretches(parts: Sequence[Part]) -> Iterator[tuple[PartKind, list[Part]]]:
    """Yield the joints one by one, and what stands between two of them together."""
    held: list[Part] = []
    for part in parts:
        if part.kind in _JOINTS:
            yield PartKind.WORDS, held
            yield part.kind, [part]
            held = []
        else:
            held.append(part)
    yield PartKind.WORDS, held


def _words(text: str, stretch: Sequence[Part]) -> list[PrintedWord]:
    """Return the words of a stretch, read without brackets, remarks and stars."""
    places: list[int] = []
    for part in stretch:
        if part.kind is PartKind.WORDS:
            places.extend(range(part.span.start, part.span.end))
        elif part.kind is PartKind.LETTERS:
            places.extend(range(part.span.start + 1, part.span.end - 1))
    brackets = [part.span for part in stretch if part.kind is PartKind.LETTERS]
    found = words("".join(text[place] for place in places))
    return [_word(text, word.term, places[word.start], places[word.end - 1] + 1, brackets) for word in found]


def _word(text: str, term: str, start: int, end: int, brackets: Sequence[Span]) -> PrintedWord:
    """Return a word with its place in the quotation; one that touches bracketed letters takes the brackets in."""
    own = [span for span in brackets if span.start <= end and start < span.end and (span.start < end or len(span) == 2)]
    if not own:
        return PrintedWord(term, start, end)
    start, end = min(start, own[0].start), max(end, own[-1].end)
    head, tail = fold_word(text[start : own[0].start]), fold_word(text[own[-1].end : end])
    return PrintedWord(term, start, end, altered=True, head=head, tail=tail)


def _cut_long(text: str, found: Sequence[PrintedWord]) -> Iterator[Sequence[PrintedWord]]:
    """Yield the words whole, or where they are too many in rows that end with a sentence."""
    if not found:
        return
    start = 0
    if found[-1].end - found[0].start > WHOLE:
        for at in range(1, len(found)):
            length = found[at].start - found[start].start
            ends = _SENTENCE.search(text, found[at - 1].end, found[at].start)
            if length > _CUT or (length > _CUT // 2 and ends):
                yield found[start:at]
                start = at
    yield found[start:]
