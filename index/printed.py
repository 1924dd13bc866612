"""A quotation as it goes to tracing: the words that the document prints, with the emphasis that the document gives."""

from __future__ import annotations

import re

from archive.documents import PageState, Revision, StructureKind
from archive.quotations import Quotation, Trait
from archive.quote_blocks import TAG
from archive.quoted import Quoted, read_quotation
from archive.spans import Span

_CARRIED_ON = re.compile(r"(?<=\n)([^\S\n]*)[\"'“”„«»‘‚](?=\S)")
_EMPHASIS = {StructureKind.EMPHASIS, StructureKind.STRONG}


def as_printed(revision: Revision, quotation: Quotation) -> Quoted:
    """Return a quotation as it is read: offsets in it are code points from the start of its span.

    A remark on emphasis that follows its closing mark is part of it. Where it runs over several paragraphs, blanks
    stand for the marks with which each begins anew.
    """
    span = quotation.span
    words = span.of(revision.text)
    if Trait.PARAGRAPHS in quotation.traits:
        words = _CARRIED_ON.sub(lambda found: f"{found[1]} ", words)
    remark = TAG.match(revision.text, quotation.outer.end + 1) if span != quotation.outer else None
    if remark and revision.text[quotation.outer.end] == " ":
        words += f" {remark[0]}"
    touched = (mark.span.intersect(span) for mark in revision.structures if mark.kind in _EMPHASIS)
    emphasised = [Span(part.start - span.start, part.end - span.start) for part in touched if part]
    scanned = any(page.state is PageState.RECOGNISED and page.span.intersect(span) for page in revision.pages)
    return read_quotation(words, emphasised=emphasised, recognised=scanned)
