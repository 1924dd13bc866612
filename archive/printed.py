"""A quotation as it goes to tracing: the words that the document prints, with the emphasis that the document gives."""

from __future__ import annotations

import re

from archive.covering import Cover, Layers
from archive.documents import PageState, Revision, StructureKind
from archive.quotations import Quotation, Trait
from archive.quote_blocks import TAG
from archive.quoted import Quoted, read_quotation

_CARRIED_ON = re.compile(r"(?<=\n)([^\S\n]*)[\"'“”„«»‘‚](?=\S)")
_EMPHASIS = {StructureKind.EMPHASIS, StructureKind.STRONG}


class Printing:
    """One revision, ready to have its quotations read."""

    def __init__(self, revision: Revision) -> None:
        """Stand on a revision."""
        self._text = revision.text
        self._emphasised = Layers(mark.span for mark in revision.structures if mark.kind in _EMPHASIS)
        self._scanned = Cover(page.span for page in revision.pages if page.state is PageState.RECOGNISED)

    def read(self, quotation: Quotation) -> Quoted:
        """Return a quotation as it is read: offsets in it are code points from the start of its span.

        A remark on emphasis that follows its closing mark is part of it. Where it runs over several paragraphs, blanks
        stand for the marks with which each begins anew.
        """
        span = quotation.span
        words = span.of(self._text)
        if Trait.PARAGRAPHS in quotation.traits:
            words = _CARRIED_ON.sub(lambda found: f"{found[1]} ", words)
        remark = TAG.match(self._text, quotation.outer.end + 1) if span != quotation.outer else None
        if remark and self._text[quotation.outer.end] == " ":
            words += f" {remark[0]}"
        emphasised = [part.shift(-span.start) for part in self._emphasised.at(span)]
        return read_quotation(words, emphasised=emphasised, recognised=self._scanned.touches(span))
