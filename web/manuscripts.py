"""Manuscripts: the citation links that a text, a Markdown or an HTML file holds, in their order.

Whatever looks like the address of a citation is found, whether it can be read or not: nothing is passed over.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.errors import Refused

MOST_BYTES = 64 << 20

_LINK = re.compile(
    r"(?P<base>https?://[^\s<>\"'()\[\]{}|\\^`“”‘’«»]{0,300}?)?/documents/(?P<document>[^\s<>\"'()\[\]{}|\\^`“”‘’«»/?#]{1,300})"
    r"/cite/(?P<cited>[^\s<>\"'()\[\]{}|\\^`“”‘’«»?#]{0,300})",
    re.I,
)
_ESCAPED = re.compile(r"%(40|7e)|&(?:#(?:64|126|x40|x7e)|commat);", re.I)
_SIGNS = {"40": "@", "64": "@", "x40": "@", "commat": "@", "7e": "~", "126": "~", "x7e": "~"}
_CITED = re.compile(r"[0-9]+-[0-9]+~[0-9A-Za-z]+(?:\.(?:csl\.json|[a-z]{2,8}))?(?![0-9A-Za-z%])")
_CLOSING = ".,;:!?*_…"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written, the line it stands in (from 1), and its parts.

    `base` is what stands before `/documents/`, empty for a link without a host.
    """

    written: str
    line: int
    base: str
    reference: str
    cited: str


def links(text: str) -> Iterator[Link]:
    """Yield the citation links of a text; signs that Markdown, HTML or addresses escape are read."""
    line, at = 1, 0
    for match in _LINK.finditer(_unescaped(text)):
        line += match.string.count("\n", at, match.start())
        at = match.start()
        whole = _CITED.match(match["cited"])
        cited = whole[0] if whole else match["cited"].rstrip(_CLOSING)
        written = match[0][: len(match[0]) - len(match["cited"]) + len(cited)]
        yield Link(written, line, match["base"] or "", match["document"], cited)


def text_of(content: bytes) -> str:
    """Return the text of a manuscript; what is no text, or larger than 64 MiB, is `Refused`."""
    if len(content) > MOST_BYTES:
        raise Refused(f"it is larger than {MOST_BYTES >> 20} MiB")
    charset = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    if content.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")) or (
        charset == "utf-8" and b"\0" in content
    ):
        raise Refused("it is no text: links are read from Markdown, HTML and text files")
    return content.decode(charset, "replace")  # links are ASCII, whatever else the file is in


def _unescaped(text: str) -> str:
    """Return a text of which `@` and `~` are written as such; lines stay lines."""
    plain = _ESCAPED.sub(lambda found: _SIGNS[found[0].strip("%&#;").lower()], text)
    return plain.replace("\\~", "~").replace("\\_", "_").replace("\\@", "@")
