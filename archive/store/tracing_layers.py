"""Places and differences of a traced quotation as the JSON rows that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.differences import Difference, Kind
from archive.ledgers import Found
from archive.omissions import Caution, Omission
from archive.spans import Span
from archive.verdicts import Flag, Verdict

Row = dict[str, Any]


def found_row(found: Found) -> Row:
    """Return a place as an object; spans are pairs."""
    return {
        "document": found.document,
        "revision": found.revision,
        "span": _pair(found.span),
        "pieces": [_pair(piece) if piece else None for piece in found.pieces],
        "page": found.page,
        "exact": found.exact,
        "verdict": found.verdict.value,
        "flags": [flag.value for flag in found.flags],
        "score": found.score,
        "differences": [_difference_row(made) for made in found.differences],
        "omissions": [_omission_row(left_out) for left_out in found.omissions],
        "dropped": list(found.dropped),
    }


def found(row: Row) -> Found:
    """Return the place of an object."""
    return Found(
        document=row["document"],
        revision=row["revision"],
        span=Span(*row["span"]),
        pieces=tuple(Span(*piece) if piece else None for piece in row["pieces"]),
        page=row["page"],
        exact=row["exact"],
        verdict=Verdict(row["verdict"]),
        flags=tuple(map(Flag, row["flags"])),
        score=row["score"],
        differences=tuple(_difference(*made) for made in row["differences"]),
        omissions=tuple(_omission(*left_out) for left_out in row["omissions"]),
        dropped=tuple(row["dropped"]),
    )


def _omission_row(left_out: Omission) -> list[object]:
    """Return `[printed, source, words, cautions]`."""
    cautions = [caution.value for caution in left_out.cautions]
    return [_pair(left_out.printed), _pair(left_out.source), left_out.words, cautions]


def _omission(printed: Sequence[int], source: Sequence[int], words: str, cautions: Sequence[str]) -> Omission:
    return Omission(Span(*printed), Span(*source), words, tuple(map(Caution, cautions)))


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _difference_row(made: Difference) -> list[object]:
    """Return `[kind, source, printed, was]`, and what was put where it is not the same."""
    row: list[object] = [made.kind.value, _pair(made.source), _pair(made.printed), made.was]
    return row if made.put == made.was else [*row, made.put]


def _difference(kind: str, source: Sequence[int], printed: Sequence[int], was: str, *put: str) -> Difference:
    return Difference(Kind(kind), Span(*source), Span(*printed), was, put[0] if put else was)
