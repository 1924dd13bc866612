"""A printed quotation held against a stretch of stored text: every difference named, the verdict the worst of them.

The differences partition the quotation: the source's signs where nothing differs, and what was put in their place where
something does, give the quotation back sign for sign (`applied`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from archive.differences import Difference, Kind
from archive.emphasis import dropped, emphasis_flags
from archive.folding import words
from archive.observations import (
    bracket_flags,
    elision_flags,
    is_misread,
    is_second_hand,
    mark_flags,
    order_flags,
    sic_flags,
)
from archive.omissions import Caution, Omission, omissions
from archive.placing import placings, turned
from archive.printed_signs import PartKind
from archive.quoted import Quoted
from archive.reach import Bar, within_reach
from archive.rows import Row, Run
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import VERDICTS, Flag, Verdict, verdict_of
from archive.weaving import Weaver

_BRACKETED = (PartKind.BRACKET, PartKind.LETTERS, PartKind.SIC, PartKind.CLAIM)

_DROPS = frozenset({Flag.EMPHASIS_DROPPED, Flag.OMITTED_TRUE})
_NOWHERE = Verdict.NOT_FOUND.rank
_BEFORE, _OPENING = 6, "\"“„«‘'"


@dataclass(frozen=True, slots=True)
class Collation:
    """One way in which a quotation stands in a source.

    `quoted` is the quotation as it was read here: brackets that the source has too are words. `pieces` are the places
    of its pieces in the source, None for one that does not stand there; `score` is 1 less the share of the quotation's
    folded letters that must be edited, 0 to 1: typography, case, brackets and words left out with a mark cost nothing.
    `shared` is the share of its words that stand there; `omissions` is what its marks of omission leave out,
    `dropped` what the source emphasises and the quotation does not.
    """

    quoted: Quoted
    pieces: tuple[Span | None, ...]
    differences: tuple[Difference, ...]
    verdict: Verdict
    flags: tuple[Flag, ...]
    score: float
    shared: float
    omissions: tuple[Omission, ...] = ()
    dropped: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """The stretch of the source from the first word to the last."""
        placed = [piece for piece in self.pieces if piece]
        return Span(min(piece.start for piece in placed), max(piece.end for piece in placed))

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """Why what was left out should be read, over all omissions, the gravest reason first."""
        held = {caution for omission in self.omissions for caution in omission.cautions}
        return tuple(caution for caution in Caution if caution in held)


def applied(source: Source, differences: Sequence[Difference]) -> str:
    """Return the source's words with the differences made: the quotation, sign for sign."""
    return "".join(
        source.between(made.source.start, made.source.end) if made.kind is Kind.SAME else made.put
        for made in differences
    )


def collate(quoted: Quoted, source: Source, bar: Bar | None = None) -> list[Collation]:
    """Return the ways in which a quotation may stand in a source: all that are word for word, else the likeliest.

    Brackets are looked up in the source first: those it has too are read as its words, unless that makes things worse.
    With a `bar` a source of which it is certain that no way comes up to it has none.
    """
    row = Row(source)
    if bar and not within_reach(quoted, row, bar):
        return []
    marks = [(kind, span) for kind in (PartKind.ELISION, *_BRACKETED) for span in quoted.of(kind)]
    found = _ways(quoted, source, row, marks)
    if not any(way.verdict.faithful for way in found):
        found = _turned(quoted, source, row, marks) or found
    own = _own_marks(source, quoted)
    if own:
        found = _better(_ways(quoted.again(own), source, row, marks), found)
    return found


def _turned(quoted: Quoted, source: Source, row: Row, marks: Sequence[tuple[PartKind, Span]]) -> list[Collation] | None:
    """Return the ways of a quotation of which one piece stands in two parts in reversed order, None where none does."""
    for number, piece in enumerate(quoted.pieces):
        if at := turned(row, piece):
            return _ways(quoted.parted(number, at), source, row, marks)
    return None


def _better(some: Sequence[Collation], others: Sequence[Collation]) -> list[Collation]:
    """Return the ways of that reading which has the better verdict somewhere, the first reading's where both have."""
    return list(min(some, others, key=lambda ways: min((way.verdict.rank for way in ways), default=_NOWHERE)))


def _ways(quoted: Quoted, source: Source, row: Row, marks: Sequence[tuple[PartKind, Span]]) -> list[Collation]:
    found = (_collated(quoted, source, row, runs, marks) for runs in placings(quoted, row))
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
    quoted: Quoted,
    source: Source,
    row: Row,
    runs: Sequence[Run | None],
    marks: Sequence[tuple[PartKind, Span]],
) -> Collation:
    words, placed = row.between(runs)
    weaver = Weaver(quoted, source, words)
    pieces = weaver.pieces(placed)
    differences = tuple(weaver.differences)
    left_out = tuple(omissions(quoted, source, pieces))
    flags = [*_flags(weaver, quoted, source, pieces, marks), *elision_flags(left_out, differences)]
    verdict = verdict_of(differences, flags)
    if is_misread(quoted, source, differences) and not {Flag.PART_MISSING, Flag.SIC_FALSE} & {*flags}:
        flags.append(Flag.SCAN_ERROR)
    edits = sum(_edits(made) for made in differences)
    letters = sum(len(" ".join(piece.terms)) for piece in quoted.pieces)
    return Collation(
        quoted,
        pieces,
        differences,
        verdict,
        tuple(dict.fromkeys(flags)),
        max(0.0, 1 - edits / max(1, letters)),
        len(weaver.pairs) / max(1, quoted.word_count),
        left_out,
        dropped(quoted, source, weaver.pairs) if _DROPS & {*flags} else (),
    )


def _flags(
    weaver: Weaver,
    quoted: Quoted,
    source: Source,
    pieces: Sequence[Span | None],
    marks: Sequence[tuple[PartKind, Span]],
) -> list[Flag]:
    """Return what is to be said beside the verdict, from what concerns the words to what concerns the place."""
    return [
        *order_flags(weaver.runs, quoted.joints),
        *sic_flags(quoted, source, weaver.pairs, pieces),
        *emphasis_flags(quoted, source, weaver.pairs),
        *bracket_flags(quoted, weaver.differences, marks),
        *mark_flags(quoted, source, weaver.differences),
        *((Flag.SECOND_HAND,) if is_second_hand(source, pieces) else ()),
    ]


def _edits(made: Difference) -> int:
    """Return how many folded letters a difference edits."""
    if VERDICTS[made.kind] is not Verdict.MISQUOTED:
        return 0
    was, put = (" ".join(word.term for word in words(stretch)) for stretch in (made.was, made.put))
    return max(1, Levenshtein.distance(was, put))
