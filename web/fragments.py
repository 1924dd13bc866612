"""Fragments as media types define them: of plain text (RFC 5147, `char=120,188`), of PDF (RFC 8118, `page=3`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.errors import Refused
from archive.spans import Span
from web import wire

_CHAR = re.compile(r"char=(?P<start>[0-9]{0,10}),(?P<end>[0-9]{0,10})")
_PAGE = re.compile(r"page=(?P<number>[0-9]{1,10})")
_STANDARD = re.compile(
    r"https?://(?:(?:tools|datatracker)\.ietf\.org|www\.rfc-editor\.org)/(?:[a-z]{1,8}/)*(?P<name>rfc[0-9]{4})"
    r"(?:\.txt|\.html)?"
)
_DEFINES = {"rfc5147": "char", "rfc3778": "page", "rfc8118": "page"}
"""What fragments of these standards begin with; RFC 3778 is the older one of PDF, which the W3C model names."""


def span(selector: Mapping[str, object], text: str, region: Span) -> Span:
    """Return the span that a W3C FragmentSelector names, in code points from the start of a region of `text`.

    An open end is the region's end. Pages are parted by form feeds and count, from 1, in the whole text alone. Lines
    (`line=`), single positions, checks behind `;` and views of a page are `Refused`: nothing is passed over that could
    contradict.
    """
    standard, value = wire.text(selector, "conformsTo"), wire.text(selector, "value")
    defined = _STANDARD.fullmatch(standard)
    kind = value.partition("=")[0]
    if standard and (defined is None or _DEFINES.get(defined["name"]) != kind):
        raise Refused(
            "of fragments only those of plain text (RFC 5147, char=) and pages of PDF (RFC 8118, page=) are "
            f"understood, not {value[:80]} of {standard[:80]}"
        )
    if (page := _PAGE.fullmatch(value)) is not None:
        return _page(int(page["number"]), text, region)
    match = _CHAR.fullmatch(value)
    if match is None or value == "char=,":
        raise Refused(
            "of fragments only ranges of characters and pages are understood, for example char=120,188 or page=3"
        )
    return Span(int(match["start"] or 0), int(match["end"]) if match["end"] else len(region))


def _page(number: int, text: str, region: Span) -> Span:
    if region != Span(0, len(text)):
        raise Refused("a page is one of the whole text: it refines nothing, and is refined by other selectors")
    pages = text.split("\f")
    if not 1 <= number <= len(pages):
        raise Refused(f"there is no page {number}: the text has {len(pages)}, counted from 1")
    start = sum(len(page) + 1 for page in pages[: number - 1])
    return Span(start, start + len(pages[number - 1]))
