"""What is to be said of a quotation beside its verdict: of its order, brackets, `[sic]`, quotation marks, scans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from archive.claims import Claim
from archive.differences import QUOTE_MARKS, Difference, Kind, kind_of_word
from archive.emphasis import claims_in
from archive.folding import Word
from archive.lookalikes import look_alike
from archive.omissions import Caution, Omission
from archive.printed_signs import ELISION, PartKind
from archive.quoted import Joint, PrintedWord, Quoted
from archive.rows import Run
from archive.sources import Source
from archive.spans import Span
from archive.verdicts import VERDICTS, Flag, Verdict

FAR = 250
"""How many words of the source may lie between two parts of a quotation before it is called spliced."""

_OPENING = "\"“„«‘'"
_BRACKETS = (PartKind.BRACKET, PartKind.LETTERS, PartKind.SIC)
_DOUBLE = frozenset('"“”„‟«»″＂')


def order_flags(runs: Sequence[Run | None], joints: Sequence[Joint]) -> Iterator[Flag]:
    """Yield what is to be said of the order of the pieces and of the distance between them."""
    placed = [run for run in runs if run]
    gaps = [after[0] - before[1] for before, after in pairwise(placed)]
    if any(
        joint is Joint.NOTHING and before and after and after[1] <= before[0]
        for joint, (before, after) in zip(joints, pairwise(runs), strict=True)
    ):
        yield Flag.TURNED
    if any(gap < 0 for gap in gaps):
        yield Flag.OUT_OF_ORDER
    if any(gap > FAR for gap in gaps):
        yield Flag.FAR_APART
    if len(placed) < len(runs):
        yield Flag.PART_MISSING


def elision_flags(left_out: Sequence[Omission], differences: Sequence[Difference]) -> Iterator[Flag]:
    """Yield that some mark of omission stands where nothing is left out, and where the source has none itself."""
    here = [one for one in left_out if Caution.REVERSED not in one.cautions and not re.search(ELISION, one.words)]
    marks = [one.printed for one in here]
    for made in differences:
        idle = made.kind is Kind.PUNCTUATION or (made.kind is Kind.ELISION and not len(made.source))
        if idle and any(made.printed.intersect(mark) for mark in marks):
            yield Flag.NOTHING_LEFT_OUT
            return


def bracket_flags(
    quoted: Quoted, differences: Sequence[Difference], marks: Sequence[tuple[PartKind, Span]]
) -> Iterator[Flag]:
    """Yield what becomes of brackets: those of `marks` that stand in the source too are its own."""
    same = [made.printed for made in differences if made.kind is Kind.SAME]
    own = {kind for kind, mark in marks if any(span.contains(mark) for span in same)}
    if own & {*_BRACKETS}:
        yield Flag.ALTERATION_IN_SOURCE
    elif Claim.ALTERATION in claims_in(quoted):
        yield Flag.ALTERATION_FALSE
    if own:
        yield Flag.SECOND_HAND


def sic_flags(
    quoted: Quoted, source: Source, pairs: Mapping[int, Word], pieces: Sequence[Span | None]
) -> Iterator[Flag]:
    """Yield whether the slips that `[sic]` points at are the source's; `pairs` are its words by printed place."""
    for mark in quoted.of(PartKind.SIC):
        number, word = _word_before(quoted, mark)
        if word is None or word.altered or not pieces[number]:
            continue
        stands = word.start in pairs and _same_letters(quoted, source, word, pairs[word.start])
        yield Flag.SIC_STANDS if stands else Flag.SIC_FALSE


def _word_before(quoted: Quoted, mark: Span) -> tuple[int, PrintedWord | None]:
    """Return the word to which a remark belongs, with the number of its piece; None where none stands before it."""
    for number, piece in reversed(list(enumerate(quoted.pieces))):
        for word in reversed(piece.words):
            if word.end <= mark.start:
                between = quoted.within(Span(word.end, mark.start))
                joined = all(part.kind in {PartKind.WORDS, PartKind.EMPHASIS} for part in between)
                return number, word if joined else None
    return 0, None


def _same_letters(quoted: Quoted, source: Source, word: PrintedWord, own: Word) -> bool:
    was, put = source.between(own.start, own.end), quoted.text[word.start : word.end]
    return was == put or kind_of_word(was, put, start=False) in {Kind.PAGE, Kind.FORM}


def mark_flags(quoted: Quoted, source: Source, differences: Sequence[Difference]) -> Iterator[Flag]:
    """Yield what became of quotation marks inside the quotation: left out, or double for single."""
    inside = [made for made in differences if made.kind is Kind.QUOTE]
    if any(_quotes(source, made) and not QUOTE_MARKS & {*made.put} for made in inside):
        yield Flag.MARKS_OMITTED
    elif Claim.MARKS in claims_in(quoted):
        yield Flag.MARKS_FALSE
    both = [made for made in inside if QUOTE_MARKS & {*made.was} and QUOTE_MARKS & {*made.put}]
    if any(bool(_DOUBLE & {*made.was}) != bool(_DOUBLE & {*made.put}) for made in both):
        yield Flag.MARKS_CHANGED


def _quotes(source: Source, made: Difference) -> bool:
    """Tell whether the source has a quotation mark there, and no apostrophe: a single one must open."""
    before = source.between(made.source.start - 1, made.source.start)
    return bool(_DOUBLE & {*made.was} or (QUOTE_MARKS & {*made.was} and not before.isalnum()))


def is_second_hand(source: Source, pieces: Sequence[Span | None]) -> bool:
    """Tell whether the source itself has the words as a quotation: in a block of its own, or between quote marks."""
    placed = [piece for piece in pieces if piece] or [Span(0, 0)]
    whole = Span(min(piece.start for piece in placed), max(piece.end for piece in placed))
    if any(span.contains(whole) for span in source.quoting):
        return True
    before = source.between(whole.start - 1, whole.start)
    after = source.between(whole.end, whole.end + 2).lstrip(".,;:!?")[:1]
    return bool(before) and before in _OPENING and bool(after) and after in "\"”“»’'"


def is_misread(quoted: Quoted, source: Source, differences: Sequence[Difference]) -> bool:
    """Tell whether words differ only by letters that look alike, where one side was read off a scan."""
    wrong = [made for made in differences if VERDICTS[made.kind] is Verdict.MISQUOTED]
    return bool(wrong) and all(
        (quoted.recognised or any(span.intersect(made.source) for span in source.recognised))
        and look_alike(made.was, made.put)
        for made in wrong
    )
