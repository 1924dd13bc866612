"""What a place is worth as the source of a quotation: whether it is shown, whether it is named, which comes first."""

from __future__ import annotations

from collections.abc import Sequence

from archive.collation import Collation
from archive.quoted import Quoted
from archive.verdicts import VERDICTS, Flag, Verdict
from index.traces import Place

NAMING, SURE = 4, 8
"""From how many words on a source is named, and from how many on a place may differ much from the quotation."""

_TELLING = 3
"""Where no piece has so many words, every word must stand: single words stand anywhere."""

CLOSE, _LIKE, _SIMILAR = 0.9, 0.65, 0.75
"""Least scores of a place for a short quotation, for a longer one, and of a mere lead."""

_SHARED, _MISREAD = 0.6, 0.85
"""Least share of words that stand there, and the score from which it does not matter: letters were misread."""

_LONG, _MOST = 12, 0.8
"""Of fewer words than so many, of which many letters differ, this share must stand there: half a title is none."""

WHOLE = 0.95
"""Share of a longer quotation's words from which on a place has it, however many words it leaves out silently."""


def least_score(quoted: Quoted) -> float:
    """Return the least score of a place of a quotation: of very few words in a row every one must stand there."""
    if quoted.word_count < NAMING or max(len(piece.words) for piece in quoted.pieces) < _TELLING:
        return 1
    return _LIKE if quoted.word_count >= SURE else _SIMILAR


def accepted(quoted: Quoted, collation: Collation) -> bool:
    """Tell whether a place is worth being shown: it has enough of the quotation."""
    least = least_score(quoted)
    if least == 1:
        return collation.verdict.faithful
    if _is_whole(collation):
        return True
    telling = quoted.word_count >= _LONG or collation.score >= _SIMILAR
    share = _SHARED if telling else _MOST
    return collation.score >= least and (collation.shared >= share or collation.score >= _MISREAD)


def close_enough(quoted: Quoted, collation: Collation) -> bool:
    """Tell whether a place is close enough to be named: a short quotation must nearly stand as it is."""
    return quoted.word_count >= SURE or collation.score >= CLOSE


def order(place: Place) -> tuple[object, ...]:
    """Order places: sources before those who quote them, every word there, least altered, earliest.

    Of those that are alike, a scan that was read too badly to go by comes last. Typography says nothing of where words
    were taken from, and counts last.
    """
    collation = place.collation
    return (
        worth(collation),
        bool(place.unreadable),
        max(collation.verdict.rank, Verdict.TYPOGRAPHY.rank),
        -collation.score,
        place.document.description.date or "9999",
        collation.verdict.rank,
        place.document.id,
        collation.span.start,
    )


def worth(collation: Collation) -> int:
    """Return 0 for a source with every word, 1 for one that is close, 2 for who quotes every word, else 3.

    Close is one of which few letters differ, or that has the words and more between them.

    Who prints a misquotation has it word for word; the words that were misquoted are what is looked for.
    """
    second_hand = Flag.SECOND_HAND in collation.flags
    if collation.verdict.faithful:
        return 2 if second_hand else 0
    return 1 if (collation.score >= CLOSE or _is_whole(collation)) and not second_hand else 3


def wrong(collation: Collation) -> int:
    """Return in how many places words are wrong."""
    return sum(VERDICTS[made.kind] is Verdict.MISQUOTED for made in collation.differences)


def _is_whole(collation: Collation) -> bool:
    """Tell whether a place of a longer quotation has its words, however many more stand between them."""
    return collation.quoted.word_count >= SURE and collation.shared >= WHOLE


def of_two(quoted: Quoted, parts: Sequence[Place]) -> list[Place]:
    """Return places, of several documents or far apart in one, that together have every piece; else none."""
    chosen: list[Place] = []
    missing = set(range(len(quoted.pieces)))
    while missing:
        best = max(parts, key=lambda place: len(missing & _standing(quoted, place)), default=None)
        held = missing & _standing(quoted, best) if best else set()
        if best is None or not held:
            return []
        chosen.append(best)
        missing -= held
    return chosen


def _standing(quoted: Quoted, place: Place) -> set[int]:
    """Return the numbers of the pieces of which every word stands at a place, and that are no mere commonplace."""
    collation = place.collation
    wrong = {made.printed.start for made in collation.differences if VERDICTS[made.kind] is Verdict.MISQUOTED}
    standing = [
        piece.span
        for piece, span in zip(collation.quoted.pieces, collation.pieces, strict=True)
        if span and not any(piece.span.start <= at <= piece.span.end for at in wrong)
    ]
    return {
        number
        for number, piece in enumerate(quoted.pieces)
        if len(piece.words) >= NAMING and any(span.contains(piece.span) for span in standing)
    }
