"""The words of a quotation as they go to tracing: what the document prints, without marks that only carry it on."""

from __future__ import annotations

import re

from archive.documents import Revision
from archive.quotations import Quotation, Trait

_CARRIED_ON = re.compile(r"(?<=\n)([^\S\n]*)[\"'“”„«»‘‚](?=\S)")


def as_printed(revision: Revision, quotation: Quotation) -> str:
    """Return the words of a quotation, sign for sign: offsets in it are those in its span.

    Where it runs over several paragraphs, blanks stand for the marks with which each begins anew.
    """
    words = quotation.span.of(revision.text)
    if Trait.PARAGRAPHS in quotation.traits:
        words = _CARRIED_ON.sub(lambda found: f"{found[1]} ", words)
    return words
