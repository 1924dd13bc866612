"""Remarks by which a quotation says who emphasised, altered or left out what, read into claims."""

from __future__ import annotations

import enum
import re


class Claim(enum.Enum):
    """What a remark in a quotation claims; the value is the term of citation practice."""

    ADDED = "emphasis added"
    ORIGINAL = "emphasis in original"
    OMITTED = "emphasis omitted"
    ALTERATION = "alteration in original"
    MARKS = "internal quotation marks omitted"


_EMPHASIS = r"\b(?:emphas[ie]s|italics?|boldface|underlining|highlighting)\b"
_ORIGINAL = r"\b(?:in (?:the )?(?:original|source)|original)\b"
_OMITTED = r"\b(?:omitted|removed)\b"
_ALTERATION = r"\b(?:alterations?|brackets|insertions?)\b"
_BOTH = re.compile(rf"{_EMPHASIS}[^,;.]*{_ALTERATION}|{_ALTERATION}[^,;.]*{_EMPHASIS}", re.I)


def claims_of(remark: str) -> frozenset[Claim]:
    """Return what a remark claims; of one that only names the emphasis, that it was added."""
    if _BOTH.search(remark):
        return frozenset({Claim.ORIGINAL, Claim.ALTERATION} if re.search(_ORIGINAL, remark, re.I) else {Claim.ADDED})
    found = [_claim(clause) for clause in re.split(r"[,;.]", remark)]
    return frozenset(claim for claim in found if claim)


def _claim(clause: str) -> Claim | None:
    original, omitted = (bool(re.search(said, clause, re.I)) for said in (_ORIGINAL, _OMITTED))
    if re.search(_EMPHASIS, clause, re.I):
        return Claim.ORIGINAL if original else Claim.OMITTED if omitted else Claim.ADDED
    if original and re.search(_ALTERATION, clause, re.I):
        return Claim.ALTERATION
    return Claim.MARKS if omitted and "quotation marks" in clause.lower() else None
