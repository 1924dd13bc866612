"""Verdicts on printed quotations: the worst that applies to the differences found, and the remarks beside it."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from archive.differences import Difference, Kind


class Verdict(enum.Enum):
    """How a quotation stands to its source, from good to bad; the value is the wire word.

    `CANNOT_CHECK` is no judgement: something kept the archive from looking.
    """

    EXACT = "exact"
    TYPOGRAPHY = "typography only"
    EMPHASIS_ADDED = "emphasis added"
    EMPHASIS_DROPPED = "emphasis dropped"
    ELIDED = "elided"
    BRACKET_ALTERED = "bracket-altered"
    CASE_START = "case-altered start"
    CASE_ALTERED = "case-altered"
    SPLICED = "spliced"
    MISQUOTED = "misquoted"
    NOT_FOUND = "not found"
    CANNOT_CHECK = "cannot check"

    __hash__ = object.__hash__  # as with kinds of differences

    @property
    def rank(self) -> int:
        """How bad it is: 0 for exact."""
        return _RANKS[self]

    @property
    def faithful(self) -> bool:
        """Whether every word stands in the source, but for what the quotation itself marks."""
        return self.rank < Verdict.SPLICED.rank

    @property
    def holds(self) -> bool:
        """Whether a source was found and no word is wrong."""
        return self.rank < Verdict.MISQUOTED.rank


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Flag(enum.Enum):
    """What is to be said beside a verdict; the value is the wire word."""

    OUT_OF_ORDER = "out of order"
    TURNED = "order turned without a mark"
    FAR_APART = "far apart"
    PART_MISSING = "part missing"
    TWO_DOCUMENTS = "two documents"
    NOTHING_LEFT_OUT = "nothing left out"
    EMPHASIS_IN_SOURCE = "emphasis in source"
    EMPHASIS_PARTLY = "emphasis partly in source"
    EMPHASIS_UNSAID = "emphasis without claim"
    EMPHASIS_DROPPED = "emphasis dropped"
    EMPHASIS_AROUND = "whole passage emphasised in source"
    EMPHASISED_WHOLLY = "emphasised as a whole"
    ADDED_TRUE = "emphasis added: claim true"
    ADDED_FALSE = "emphasis added: claim false"
    ORIGINAL_TRUE = "emphasis in original: claim true"
    ORIGINAL_FALSE = "emphasis in original: claim false"
    OMITTED_TRUE = "emphasis omitted: claim true"
    OMITTED_FALSE = "emphasis omitted: claim false"
    CLAIM_UNSEEN = "claimed emphasis cannot be seen here"
    SOURCE_UNSEEN = "emphasis of the source cannot be seen"
    ALTERATION_IN_SOURCE = "alteration in original"
    ALTERATION_FALSE = "alteration in original: claim false"
    SIC_STANDS = "sic: the slip stands in the source"
    SIC_FALSE = "sic claimed, but the source has another word"
    MARKS_CHANGED = "internal quotation marks changed"
    MARKS_OMITTED = "internal quotation marks omitted"
    MARKS_FALSE = "internal quotation marks omitted: claim false"
    SCAN_ERROR = "possibly a scan error"
    SECOND_HAND = "stands there as a quotation"
    SIMILAR = "similar wording"
    SHORT = "too short to name a source"
    BY_CONTEXT = "named by what stands around it"
    WITNESS = "one of several witnesses"
    WITNESSES_AGREE = "witnesses agree"
    WITNESSES_DIFFER = "witnesses differ"
    UNCLOSED = "no closing mark"
    ATTRIBUTED_ELSEWHERE = "said to come from elsewhere"
    DATED_LATER = "source dated later"


VERDICTS: dict[Kind, Verdict] = {
    Kind.SAME: Verdict.EXACT,
    Kind.SPACE: Verdict.EXACT,
    Kind.PAGE: Verdict.EXACT,
    Kind.EDGE: Verdict.EXACT,
    Kind.QUOTE: Verdict.TYPOGRAPHY,
    Kind.DASH: Verdict.TYPOGRAPHY,
    Kind.FORM: Verdict.TYPOGRAPHY,
    Kind.PUNCTUATION: Verdict.TYPOGRAPHY,
    Kind.EMPHASIS: Verdict.EMPHASIS_ADDED,
    Kind.CLAIM: Verdict.EMPHASIS_ADDED,
    Kind.ELISION: Verdict.ELIDED,
    Kind.BRACKET: Verdict.BRACKET_ALTERED,
    Kind.SIC: Verdict.BRACKET_ALTERED,
    Kind.CASE_START: Verdict.CASE_START,
    Kind.CASE: Verdict.CASE_ALTERED,
    Kind.SPELLING: Verdict.MISQUOTED,
    Kind.INSERTION: Verdict.MISQUOTED,
    Kind.OMISSION: Verdict.MISQUOTED,
    Kind.WORD: Verdict.MISQUOTED,
}
"""The verdict that a difference of each kind brings about."""

_FLAGGED = {
    Flag.OUT_OF_ORDER: Verdict.SPLICED,
    Flag.TURNED: Verdict.MISQUOTED,
    Flag.FAR_APART: Verdict.SPLICED,
    Flag.PART_MISSING: Verdict.MISQUOTED,
    Flag.SIC_FALSE: Verdict.MISQUOTED,
    Flag.ADDED_TRUE: Verdict.EMPHASIS_ADDED,
    Flag.ORIGINAL_FALSE: Verdict.EMPHASIS_ADDED,
    Flag.EMPHASIS_UNSAID: Verdict.EMPHASIS_ADDED,
    Flag.EMPHASIS_DROPPED: Verdict.EMPHASIS_DROPPED,
    Flag.OMITTED_TRUE: Verdict.EMPHASIS_DROPPED,
}
_NONE_ADDED = frozenset({Flag.EMPHASIS_IN_SOURCE, Flag.SOURCE_UNSEEN})
"""What says that the signs of emphasis are none of an emphasis that was added."""


def verdict_of(differences: Iterable[Difference], flags: Iterable[Flag]) -> Verdict:
    """Return the worst verdict that applies. Emphasis that the source has too is none that was added."""
    flags = set(flags)
    emphasis = {Kind.EMPHASIS, Kind.CLAIM} if flags & _NONE_ADDED else set()
    found = [VERDICTS[made.kind] for made in differences if made.kind not in emphasis]
    found += [verdict for flag, verdict in _FLAGGED.items() if flag in flags]
    return max(found, key=lambda verdict: verdict.rank, default=Verdict.EXACT)
