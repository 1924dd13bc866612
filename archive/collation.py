"""A printed quotation held against a stretch of stored text: every difference named, the verdict the worst of them.

The differences partition the quotation: the source's signs where nothing differs, and what was put in their place where
something does, give the quotation back sign for sign (`applied`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from archive.differences import Difference, Kind
from archive.folding import Word, words
from archive.placing import Row, Run, placings
from archive.quoted import PartKind, Quoted, read_quotation
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import Flag, Verdict, verdict_of
from archive.weaving import Weaver

_BRACKETED = (PartKind.BRACKET, PartKind.LETTERS, PartKind.SIC, PartKind.CLAIM)

_BEFORE, _OPENING = 6, "\"“„«‘'"

FAR = 250
"""How many words of the source may lie between two parts of a quotation before it is called spliced."""


@dataclass(frozen=True, slots=True)
class Collation:
    """One way in which a quotation stands in a source.

    `pieces` are the places of its pieces in the source, None for one that does not stand there; `score` is 1 less the
    share of the quotation's folded letters that must be edited, 0 to 1: typography, case, brackets and words left out
    with a mark cost nothing. `shared` is the share of its words that stand there.
    """

    pieces: tuple[Span | None, ...]
    differences: tuple[Difference, ...]
    verdict: Verdict
    flags: tuple[Flag, ...]
    score: float
    shared: float

    @property
    def span(self) -> Span:
        """The stretch of the source from the first word to the last."""
        placed = [piece for piece in self.pieces if piece]
        return Span(min(piece.start for piece in placed), max(piece.end for piece in placed))


def applied(source: Source, differences: Sequence[Difference]) -> str:
    """Return the source's words with the differences made: the quotation, sign for sign."""
    return "".join(
        source.between(made.source.start, made.source.end) if made.kind is Kind.SAME else made.put
        for made in differences
    )


def collate(quoted: Quoted, source: Source) -> list[Collation]:
    """Return the ways in which a quotation may stand in a source: all that are word for word, else the likeliest."""
    row = Row(source.words())
    marks = [span for kind in (PartKind.ELISION, *_BRACKETED) for span in quoted.of(kind)]
    own = _own_marks(source, quoted)
    if own:
        quoted = read_quotation(quoted.text, plain=own)
    found = (_collated(quoted, source, row.words, runs, marks) for runs in placings(quoted, row))
    return [collation for collation in found if any(collation.pieces)]


def _own_marks(source: Source, quoted: Quoted) -> set[Span]:
    """Return those brackets of the quotation that the source has too, after the same signs."""
    marks = [span for kind in _BRACKETED for span in quoted.of(kind)]
    text = " ".join(source.text.split()) if marks else ""
    led = {
        span: " ".join(quoted.text[max(0, span.start - _BEFORE) : span.end].split()).lstrip(_OPENING) for span in marks
    }
    return {span for span, words in led.items() if words in text}


def _collated(
    quoted: Quoted, source: Source, row: Sequence[Word], runs: Sequence[Run | None], marks: Sequence[Span]
) -> Collation:
    weaver = Weaver(quoted, source, row)
    pieces = weaver.pieces(runs)
    differences = tuple(weaver.differences)
    flags = [*_order_flags(row, weaver.runs), *_emphasis_flags(quoted, source, weaver.pairs)]
    if _quoted_there(source, pieces) or _marked_there(differences, marks):
        flags.append(Flag.SECOND_HAND)
    edits = sum(_edits(made) for made in differences)
    letters = sum(len(" ".join(piece.terms)) for piece in quoted.pieces)
    return Collation(
        pieces,
        differences,
        verdict_of(differences, flags),
        tuple(flags),
        max(0.0, 1 - edits / max(1, letters)),
        len(weaver.pairs) / max(1, quoted.word_count),
    )


def _edits(made: Difference) -> int:
    """Return how many folded letters a difference edits."""
    if made.kind not in {Kind.SPELLING, Kind.INSERTION, Kind.OMISSION, Kind.WORD}:
        return 0
    was, put = (" ".join(word.term for word in words(stretch)) for stretch in (made.was, made.put))
    return max(1, Levenshtein.distance(was, put))


def _order_flags(row: Sequence[Word], runs: Sequence[Run | None]) -> list[Flag]:
    """Return what is to be said of the order of the pieces and of the distance between them."""
    placed = [run for run in runs if run]
    flags = []
    gaps = [after[0] - before[1] for before, after in pairwise(placed)]
    if any(gap < 0 for gap in gaps):
        flags.append(Flag.OUT_OF_ORDER)
    if any(gap > FAR for gap in gaps):
        flags.append(Flag.FAR_APART)
    if len(placed) < len(runs) or not row:
        flags.append(Flag.PART_MISSING)
    return flags


def _emphasis_flags(quoted: Quoted, source: Source, pairs: dict[int, Word]) -> list[Flag]:
    """Return the flag that the source emphasises what the quotation does; `pairs` are its words by printed place."""
    signs = quoted.of(PartKind.EMPHASIS)
    inside = [
        word
        for opened, closed in zip(signs[::2], signs[1::2], strict=False)
        for at, word in pairs.items()
        if opened.end <= at < closed.start
    ]
    kept = [any(span.start <= word.start < span.end for span in source.emphasised) for word in inside]
    return [Flag.EMPHASIS_IN_SOURCE] if kept and all(kept) else []


def _quoted_there(source: Source, pieces: Sequence[Span | None]) -> bool:
    """Tell whether the source itself has the words as a quotation: in a block of its own, or between quote marks."""
    placed = [piece for piece in pieces if piece] or [Span(0, 0)]
    whole = Span(min(piece.start for piece in placed), max(piece.end for piece in placed))
    if any(span.contains(whole) for span in source.quoting):
        return True
    before = source.between(whole.start - 1, whole.start)
    after = source.between(whole.end, whole.end + 2).lstrip(".,;:!?")[:1]
    return bool(before) and before in _OPENING and bool(after) and after in "\"”“»’'"


def _marked_there(differences: Sequence[Difference], marks: Sequence[Span]) -> bool:
    """Tell whether marks of the quoter stand in the source too."""
    same = [made.printed for made in differences if made.kind is Kind.SAME]
    return any(span.contains(mark) for span in same for mark in marks)
