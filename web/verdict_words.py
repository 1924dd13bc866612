"""Verdicts, flags and differences in plain words, for pages and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from archive.counting import many
from archive.differences import Difference, Kind
from archive.omissions import cautions
from archive.verdicts import Flag, Verdict

LABELS = {
    Verdict.EXACT: "Exact",
    Verdict.TYPOGRAPHY: "Typography only",
    Verdict.EMPHASIS_ADDED: "Emphasis added",
    Verdict.ELIDED: "Elided",
    Verdict.BRACKET_ALTERED: "Altered in brackets",
    Verdict.CASE_START: "First letter changed",
    Verdict.CASE_ALTERED: "Capitals changed",
    Verdict.SPLICED: "Spliced",
    Verdict.MISQUOTED: "Misquoted",
    Verdict.NOT_FOUND: "Not found",
    Verdict.CANNOT_CHECK: "Cannot check",
}
TINTS = {
    Verdict.EXACT: "good",
    Verdict.TYPOGRAPHY: "good",
    Verdict.EMPHASIS_ADDED: "marked",
    Verdict.ELIDED: "marked",
    Verdict.BRACKET_ALTERED: "marked",
    Verdict.CASE_START: "marked",
    Verdict.CASE_ALTERED: "marked",
    Verdict.SPLICED: "wrong",
    Verdict.MISQUOTED: "wrong",
    Verdict.NOT_FOUND: "open",
    Verdict.CANNOT_CHECK: "open",
}
"""How a quotation is tinted: every word stands, altered and marked so, words differ, no source."""

_MEANINGS = {
    Verdict.EXACT: "Word for word.",
    Verdict.TYPOGRAPHY: "Word for word, but for the form of marks, dashes or other punctuation.",
    Verdict.EMPHASIS_ADDED: "Word for word; the emphasis is not the source’s.",
    Verdict.ELIDED: "Words are left out, and the quotation says so.",
    Verdict.BRACKET_ALTERED: "What is altered stands in brackets.",
    Verdict.CASE_START: "Word for word, but for a capital or small letter at the start.",
    Verdict.CASE_ALTERED: "Word for word, but for capital or small letters.",
    Verdict.SPLICED: "Its parts are words of the source, but they do not stand together.",
    Verdict.MISQUOTED: "Words differ, and the quotation does not say so.",
    Verdict.NOT_FOUND: "No document of this archive has these words.",
    Verdict.CANNOT_CHECK: "It could not be checked.",
}
_REMARKS = {
    Flag.OUT_OF_ORDER: "The parts stand in another order.",
    Flag.FAR_APART: "The parts stand far from one another.",
    Flag.PART_MISSING: "A part of it does not stand there at all.",
    Flag.TWO_DOCUMENTS: "The parts stand in different documents.",
    Flag.EMPHASIS_IN_SOURCE: "The source has the emphasis too.",
    Flag.BY_CONTEXT: "It is short; its source is named by the words or the longer quotations around it.",
    Flag.ATTRIBUTED_ELSEWHERE: "The article says that it comes from somebody else, or from another day.",
    Flag.SECOND_HAND: "It stands there as a quotation: the document quotes it from elsewhere.",
}
_NAMES = {
    Kind.QUOTE: "quotation mark",
    Kind.DASH: "dash",
    Kind.FORM: "form of a letter",
    Kind.PUNCTUATION: "punctuation mark",
}
_SAID = {
    Kind.CLAIM: "remark",
    Kind.SIC: "remark",
    Kind.ELISION: "left out, with a mark",
    Kind.BRACKET: "in brackets",
    Kind.CASE_START: "letter at the start",
    Kind.CASE: "capital or small letter",
    Kind.SPELLING: "spelling",
    Kind.INSERTION: "put in without a mark",
    Kind.OMISSION: "left out without a mark",
    Kind.WORD: "other words",
}


class Judged(Protocol):
    """What has a verdict: a trace, or what is kept of one."""

    @property
    def verdict(self) -> Verdict:
        """How it stands."""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is to be said beside."""

    @property
    def documents(self) -> int:
        """In how many documents it stands."""

    @property
    def reason(self) -> str:
        """A sentence, where there is something to explain."""


def meaning(found: Judged) -> str:
    """Return what the verdict on a quotation says, in a sentence or two."""
    if Flag.SHORT in found.flags:
        documents = many(found.documents, "document")
        return f"The phrase stands in {documents}; it is too short to name one of them as its source."
    if Flag.SIMILAR in found.flags:
        return f"{_MEANINGS[found.verdict]} Similar wording is listed, too far from it to be called its source."
    if found.verdict is Verdict.CANNOT_CHECK and found.reason:
        return found.reason
    return _MEANINGS[found.verdict]


def place_meaning(verdict: Verdict) -> str:
    """Return what the verdict on one place says."""
    return _MEANINGS[verdict]


def remarks(flags: Sequence[Flag]) -> tuple[str, ...]:
    """Return the sentences for flags that need one."""
    return tuple(_REMARKS[flag] for flag in flags if flag in _REMARKS)


def told(differences: Sequence[Difference]) -> tuple[str, ...]:
    """Return the differences in words: those of typography counted, the others one by one."""
    counted = []
    for kind, name in _NAMES.items():
        count = sum(made.kind is kind for made in differences)
        if count:
            counted.append(f"{many(count, name)} {'differs' if count == 1 else 'differ'}")
    stars = sum(made.kind is Kind.EMPHASIS for made in differences) // 2
    if stars:
        counted.append(f"emphasis at {many(stars, 'place')}")
    return (*(_one(made) for made in differences if made.kind in _SAID), *counted)


def _one(made: Difference) -> str:
    was, put = (" ".join(stretch.split()) for stretch in (made.was, made.put))
    if made.kind is Kind.ELISION and (held := cautions(made.was)):
        return f"{_SAID[made.kind]}: “{was}”, which holds {', '.join(caution.value for caution in held)}"
    if made.kind in {Kind.ELISION, Kind.OMISSION}:
        return f"{_SAID[made.kind]}: “{was}”" if was else f"{_SAID[made.kind]}, before or after the quotation"
    if not was:
        return f"{_SAID[made.kind]}: “{put}”"
    return f"{_SAID[made.kind]}: “{was}” printed as “{put}”"
