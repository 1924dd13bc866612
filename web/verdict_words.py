"""Verdicts, flags and differences in plain words, for pages and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from archive.counting import many
from archive.differences import Difference, Kind
from archive.omissions import Caution, Omission
from archive.verdicts import Flag, Verdict

LABELS = {
    Verdict.EXACT: "Exact",
    Verdict.TYPOGRAPHY: "Typography only",
    Verdict.EMPHASIS_ADDED: "Emphasis added",
    Verdict.EMPHASIS_DROPPED: "Emphasis omitted",
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
    Verdict.EMPHASIS_DROPPED: "marked",
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
    Verdict.EMPHASIS_DROPPED: "Word for word; the source emphasises words that are not emphasised here.",
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
    Flag.TURNED: "What is printed first stands after the rest, and no mark says so.",
    Flag.FAR_APART: "The parts stand far from one another.",
    Flag.PART_MISSING: "A part of it does not stand there at all.",
    Flag.TWO_DOCUMENTS: "The parts stand in different documents.",
    Flag.BY_CONTEXT: "It is short; its source is named by the words or the longer quotations around it.",
    Flag.WITNESS: "The document is one of several witnesses of the source.",
    Flag.WITNESSES_AGREE: "All witnesses of the source have the same words here.",
    Flag.WITNESSES_DIFFER: "Not all witnesses of the source have the same words here.",
    Flag.UNCLOSED: "No closing mark; the words stand in the source up to here, the rest seems the document’s own.",
    Flag.ATTRIBUTED_ELSEWHERE: "The article says that it comes from somebody else, or from another day.",
    Flag.DATED_LATER: "The document that has these words is dated after the one that quotes them.",
    Flag.NOTHING_LEFT_OUT: "A mark says that words are left out where none are.",
    Flag.EMPHASIS_IN_SOURCE: "Emphasis in original: the source has it too.",
    Flag.EMPHASIS_PARTLY: "Some of the emphasis is the source’s.",
    Flag.EMPHASIS_UNSAID: "Emphasis added, and the quotation does not say so.",
    Flag.EMPHASIS_DROPPED: "Emphasis omitted, and the quotation does not say so.",
    Flag.EMPHASIS_AROUND: "The source emphasises the whole passage in which it stands.",
    Flag.EMPHASISED_WHOLLY: "The whole quotation is set in emphasis; nothing in it stands out.",
    Flag.ADDED_TRUE: "Emphasis added, as the quotation says.",
    Flag.ADDED_FALSE: "The quotation says “emphasis added”, but the emphasis is in the original.",
    Flag.ORIGINAL_TRUE: "Emphasis in original, as the quotation says.",
    Flag.ORIGINAL_FALSE: "The quotation says “emphasis in original”, but the emphasis was added.",
    Flag.OMITTED_TRUE: "Emphasis omitted, as the quotation says.",
    Flag.OMITTED_FALSE: "The quotation says “emphasis omitted”, but the source has none that is missing.",
    Flag.CLAIM_UNSEEN: "The emphasis it speaks of cannot be seen here: the text as it was given has none.",
    Flag.SOURCE_UNSEEN: "Whether the source has the emphasis cannot be seen: it was read off a scan.",
    Flag.ALTERATION_IN_SOURCE: "Alteration in original: the source has the brackets too.",
    Flag.ALTERATION_FALSE: "The quotation says “alteration in original”, but the source has no such brackets.",
    Flag.SIC_STANDS: "[sic]: the slip stands in the source.",
    Flag.SIC_FALSE: "[sic] is claimed, but the source has another word.",
    Flag.MARKS_CHANGED: "Internal quotation marks changed.",
    Flag.MARKS_OMITTED: "Internal quotation marks omitted.",
    Flag.MARKS_FALSE: "The quotation says that internal quotation marks are omitted, but none are.",
    Flag.SCAN_ERROR: "Possibly a scan error: only letters differ that look alike.",
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


def told(
    differences: Sequence[Difference], left_out: Sequence[Omission] = (), dropped: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the differences in words: those of typography counted, the others one by one.

    `left_out` is what the marks of omission leave out, with what there is to be wary of; `dropped` are the words that
    the source alone emphasises.
    """
    counted = []
    for kind, name in _NAMES.items():
        count = sum(made.kind is kind for made in differences)
        if count:
            counted.append(f"{many(count, name)} {'differs' if count == 1 else 'differ'}")
    stars = sum(made.kind is Kind.EMPHASIS for made in differences) // 2
    if stars:
        counted.append(f"emphasis at {many(stars, 'place')}")
    plain = (f"emphasised in the source, not here: “{' '.join(words.split())}”" for words in dropped)
    return (*(_one(made, left_out) for made in differences if made.kind in _SAID), *plain, *counted)


def _one(made: Difference, left_out: Sequence[Omission]) -> str:
    was, put = (" ".join(stretch.split()) for stretch in (made.was, made.put))
    held = [caution for one in left_out if one.printed.intersect(made.printed) for caution in one.cautions]
    if Caution.REVERSED in held:
        return f"order reversed: what follows “{put}” stands before it in the source"
    wary = f", which holds {', '.join(caution.value for caution in held)}" if held else ""
    if made.kind in {Kind.ELISION, Kind.OMISSION}:
        said = f"{_SAID[made.kind]}: “{was}”" if was else f"{_SAID[made.kind]}, before or after the quotation"
    else:
        said = f"{_SAID[made.kind]}: “{was}” printed as “{put}”" if was else f"{_SAID[made.kind]}: “{put}”"
    return said + wary
