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
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
    RTF = "application/rtf"


_MAGIC = (
    (b"%PDF-", Format.PDF),
    (b"{\\rtf", Format.RTF),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
)


_KNOWN_BINARIES = (
    (b"GIF8", "a GIF image"),
    (b"\xffWPC", "a WordPerfect document (.wpd)"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
READ = "PDF, scans, HTML, e-mail, DOCX, ODT, RTF, Markdown, plain text and ZIP files of them are"
"""What is read, as the end of a sentence."""

_OLE = b"\xd0\xcf\x11\xe0"
_OLD_OFFICE = (
    ("WordDocument", "an old Word document (.doc)", "save it as .docx, .odt or PDF"),
    ("Workbook", "an old spreadsheet (.xls)", "save it as PDF"),
    ("PowerPoint Document", "an old slide show (.ppt)", "save it as PDF"),
    ("__substg1.0_", "an Outlook message (.msg)", "save it as .eml"),
)
_PACKAGE = re.compile(rb"PK\x03\x04.{22}(..)..", re.S)
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = re.compile(
    r"mimetype\Z|\[Content_Types\]\.xml|_rels/|docProps/|customXml/|META-INF/|content\.xml|(?:word|xl|ppt)/[\w./]+\.xml"
)
_BY_ENDING = {
    **dict.fromkeys((".docx", ".docm", ".dotx"), Format.DOCX),
    **dict.fromkeys((".odt", ".ott"), Format.ODT),
}
_OFFICE = (
    ("word/", ""),
    ("xl/", "a spreadsheet (.xlsx)"),
    ("ppt/", "a slide show (.pptx)"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_PROLOGUE = r"\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+"
"""Declaration and comments before markup; each part is taken whole or not at all, or comments would cost 2 to the n."""

_FLAT_ODT = re.compile(_PROLOGUE + r"<office:document\b[^>]*\bopendocument\.text", re.S)
_WORD_XML = re.compile(r"""<\?mso-application\s+progid=["']Word\.Document""")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PDF = re.compile(rb"(?:\A|[\r\n])\s*%PDF-\d")
_HTML = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ANY_HTML = re.compile(r"<(?:html|head|body|title|p|div|h[1-6]|table)\b", re.I)
_SVG = re.compile(_PROLOGUE + rf"(?:<!doctype svg[^>]*+>{_PROLOGUE})?<svg\b", re.I | re.S)
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
    text = _readable(data_head)
    if _is_mail(text, ending):
        return Format.EMAIL
    if _PDF.search(data_head[:1024]):
        return Format.PDF
    if _FLAT_ODT.match(text):
        return Format.FLAT_ODT
    _refuse_markup(text)
    if _HTML.match(text) or (ending in {".html", ".htm", ".xhtml"} and _ANY_HTML.search(text)):
        return Format.HTML
    if b"\x00" in data_head and not data_head.startswith(_UTF16):
        raise Unreadable("unsupported", f"this is {_name(data_head)}, which cannot be read as text")
    return Format.MARKDOWN if ending in {".md", ".markdown", ".mdown"} else Format.TEXT


def _by_first_bytes(head: bytes, ending: str) -> Format | None:
    """Return the format that the first bytes give away, None where they do not; what is not read is `Unreadable`."""
    for magic, known in _MAGIC:
        if head.startswith(magic):
            return known
    if head.startswith(_OLE):
        raise _old_office(head, ending)
    if head.startswith(_ZIPS):
        return _package(head, ending)
    _refuse_binaries(head)
    return None


def _refuse_markup(text: str) -> None:
    """Raise `Unreadable` for markup that is no document that is read."""
    if _WORD_XML.search(text[:1024]):
        raise Unreadable("unsupported", "this is a Word document saved as XML, which is not read: save it as .docx")
    if _SVG.match(text):
        raise Unreadable("unsupported", "this is an SVG drawing; drawings are not read")


def _readable(head: bytes) -> str:
    """Return the head as text, good enough to look for tags and mail headers."""
    if head.startswith(_UTF16):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _package(head: bytes, ending: str) -> Format:
    """Return the format of a zipped office document or ZIP file; a document that is not read is `Unreadable`.

    What a package is stands in the names of its parts; a package inside a ZIP file does not make that one an office
    document, so its first part must have a name that only such documents begin with.
    """
    names = [
        head[match.end() : match.end() + int.from_bytes(match[1], "little")].decode("latin-1")
        for match in _PACKAGE.finditer(head)
    ]
    by_ending = _BY_ENDING.get(ending, Format.ZIP)
    if not names or not _PACKED.match(names[0]):
        return by_ending
    kind = head[38:102] if names[0] == "mimetype" else b""
    if kind.startswith(_OPEN_DOCUMENT + b"text"):
        return Format.ODT
    if kind.startswith(_OPEN_DOCUMENT):
        raise Unreadable("unsupported", f"this is an OpenDocument file, but no text; it is not read: {READ}")
    if kind.startswith(b"application/epub"):
        raise Unreadable("unsupported", f"this is an e-book (.epub), which is not read: {READ}")
    inside = next((known for name in names for known in _OFFICE if name.startswith(known[0])), None)
    if inside and inside[1]:
        raise Unreadable("unsupported", f"this is {inside[1]}, which is not read: {READ}")
    return Format.DOCX if inside or "[Content_Types].xml" in names else by_ending


def _old_office(head: bytes, ending: str) -> Unreadable:
    """Return what is wrong with a file in the old container of Office, which also holds encrypted new documents."""
    if "EncryptedPackage".encode("utf-16-le") in head:
        return Unreadable("encrypted", "the document is encrypted and needs a password")
    for stream, name, advice in _OLD_OFFICE:
        if stream.encode("utf-16-le") in head:
            return Unreadable("unsupported", f"this is {name}, which is not read: {advice}")
    if ending in {".docx", ".docm", ".xlsx", ".pptx"}:
        return Unreadable("encrypted", "the document is encrypted and needs a password, or is not what its name says")
    names = "an old Office document (.doc, .xls, .ppt or .msg)"
    return Unreadable("unsupported", f"this is {names}, which is not read: save it as .docx, .odt, .eml or PDF")


def _refuse_binaries(head: bytes) -> None:
    """Raise `Unreadable` for what its first bytes give away."""
    named = next((name for magic, name in _KNOWN_BINARIES if head.startswith(magic)), "")
    if named:
        raise Unreadable("unsupported", f"this is {named}, which is not read: {READ}")


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
