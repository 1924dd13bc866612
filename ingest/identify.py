"""What a file is, by its content; its name is only a hint. Nothing here parses the file."""

from __future__ import annotations

import codecs
import enum
import re
from pathlib import PurePath

import puremagic

from archive.errors import Unreadable

HEAD = 65_536
"""How many bytes of a file's beginning are looked at."""


class Format(enum.Enum):
    """The formats that can be read; the value is the media type."""

    PDF = "application/pdf"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    EMAIL = "message/rfc822"
    ZIP = "application/zip"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"


_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
)


_KNOWN_BINARIES = (
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls, .ppt or .msg)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_ZIPPED = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "a spreadsheet (.xlsx)"),
    (b"ppt/", "a slide show (.pptx)"),
    (b"opendocument", "an OpenDocument file (.odt)"),
    (b"epub", "an e-book (.epub)"),
)
_PACKED = re.compile(
    rb"PK\x03\x04.{26}(?:mimetype|\[Content_Types\]\.xml|_rels/|docProps/|customXml/|(?:word|xl|ppt)/[\w./]+\.xml)",
    re.S,
)
_BY_ENDING = {
    ".docx": "a Word document (.docx)",
    ".xlsx": "a spreadsheet (.xlsx)",
    ".odt": "an OpenDocument file",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PDF = re.compile(rb"(?:\A|[\r\n])\s*%PDF-\d")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ANY_HTML = re.compile(r"<(?:html|head|body|title|p|div|h[1-6]|table)\b", re.I)
_SVG = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype svg[^>]*>\s*)*<svg\b", re.I | re.S)
_HEADER = re.compile(r"([!-9;-~]+)[ \t]*:")
_LETTER_HEAD = {"from", "date", "subject"}
_MAIL_HEAD = _LETTER_HEAD | {"received", "mime-version", "message-id"}


def identify(data_head: bytes, file_name: str) -> Format:
    """Return the format of a file from its first `HEAD` bytes; `Unreadable` says what else it is."""
    if not data_head.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise Unreadable("empty", "the file is empty")
    ending = PurePath(file_name).suffix.lower()
    if known := _by_first_bytes(data_head, ending):
        return known
    _refuse_binaries(data_head, ending)
    text = _readable(data_head)
    if _is_mail(text, ending):
        return Format.EMAIL
    if _PDF.search(data_head[:1024]):
        return Format.PDF
    if _SVG.match(text):
        raise Unreadable("unsupported", "this is an SVG drawing; drawings are not read")
    if _HTML.match(text) or (ending in {".html", ".htm", ".xhtml"} and _ANY_HTML.search(text)):
        return Format.HTML
    if b"\x00" in data_head and not data_head.startswith(_UTF16):
        raise Unreadable("unsupported", f"this is {_name(data_head)}, which cannot be read as text")
    return Format.MARKDOWN if ending in {".md", ".markdown", ".mdown"} else Format.TEXT


def _by_first_bytes(head: bytes, ending: str) -> Format | None:
    """Return the format that the first bytes give away, None where they do not."""
    if head.startswith(b"%PDF-"):
        return Format.PDF
    if _is_plain_zip(head, ending):
        return Format.ZIP
    return next((picture for magic, picture in _PICTURES if head.startswith(magic)), None)


def _is_plain_zip(head: bytes, ending: str) -> bool:
    """Tell whether this is a ZIP file that is no document in itself: the first member of such a one has a set name."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _PACKED.match(head) and ending not in _BY_ENDING


def _readable(head: bytes) -> str:
    """Return the head as text, good enough to look for tags and mail headers."""
    if head.startswith(_UTF16):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _refuse_binaries(head: bytes, ending: str) -> None:
    """Raise `Unreadable` for what its first bytes give away."""
    named = next((name for magic, name in _KNOWN_BINARIES if head.startswith(magic)), "")
    if head.startswith(b"PK\x03\x04"):
        zipped = next((name for inside, name in _ZIPPED if inside in head), "a ZIP archive")
        named = _BY_ENDING.get(ending, zipped)
    if named:
        raise Unreadable("unsupported", f"this is {named}, which is not read: PDF, HTML, e-mail, Markdown, text are")


def _name(head: bytes) -> str:
    """Name a binary as well as its content allows."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return "a binary file of unknown kind"
    return f"a binary file ({found[0].name or found[0].extension})" if found else "a binary file of unknown kind"


def _is_mail(text: str, ending: str) -> bool:
    """Tell whether the lines before the first blank line are mail headers.

    From, Date and Subject alone also head a typed letter, so a .txt or .md file needs one that only mail has.
    """
    block = re.split(r"\r?\n\r?\n|\r\r", text.lstrip("\r\n"), maxsplit=1)[0]
    names = {match[1].lower() for line in block.splitlines() if (match := _HEADER.match(line))}
    found = names & _MAIL_HEAD
    if ending in {".txt", ".text", ".md", ".markdown"}:
        return len(found) > 1 and bool(found - _LETTER_HEAD)
    if ending == ".eml":
        return bool(_HEADER.match(block) or found or block.startswith("From "))
    return len(found) > 1
