"""Fragments of plain text as RFC 5147 writes them: `char=120,188`, positions between code points, counted from 0."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.errors import Refused
from archive.spans import Span
from web import wire

_CHAR = re.compile(r"char=(?P<start>[0-9]{0,10}),(?P<end>[0-9]{0,10})")
_STANDARDS = re.compile(
    r"https?://(?:tools\.ietf\.org|datatracker\.ietf\.org|www\.rfc-editor\.org)/(?:[a-z]{1,8}/)*rfc5147(?:\.txt|\.html)?"
)


def span(selector: Mapping[str, object], length: int) -> Span:
    """Read a W3C FragmentSelector; `length` is that of the text or part of it (code points) that it is about.

    An open end is the end of the text. Lines (`line=`), single positions and the checks behind `;` are `Refused`:
    nothing is passed over that could contradict.
    """
    standard, value = wire.text(selector, "conformsTo"), wire.text(selector, "value")
    if standard and not _STANDARDS.fullmatch(standard):
        raise Refused(f"of fragments only those of plain text (RFC 5147) are understood, not {standard[:80]}")
    match = _CHAR.fullmatch(value)
    if match is None or value == "char=,":
        raise Refused("of fragments only ranges of characters are understood, for example char=120,188")
    return Span(int(match["start"] or 0), int(match["end"]) if match["end"] else length)
