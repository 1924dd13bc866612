"""Identification by content."""

from __future__ import annotations

import zipfile

import pytest
from make_office import flat_odt, odt, packed, rtf

from archive.errors import Unreadable
from ingest.identify import Format, identify

MAIL = b"From: a@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: x\r\n\r\nBody"


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "letter.txt", Format.PDF),
        (b"\xef\xbb\xbf <!-- saved --><!DOCTYPE html><html>", "page.txt", Format.HTML),
        ("<html><p>x".encode("utf-16"), "page", Format.HTML),
        (b"\x89PNG\r\n\x1a\n\x00", "scan.pdf", Format.PNG),
        (b"\xff\xd8\xff\xe0", "scan", Format.JPEG),
        (b"MM\x00*", "scan.jpg", Format.TIFF),
        (MAIL, "message.txt", Format.EMAIL),
        (MAIL, "message", Format.EMAIL),
        (b"From: Ann\nDate: 14 March 2031\nSubject: Bridge\n\nDear Bob", "letter.txt", Format.TEXT),
        (b"# A note\n\n<p>x</p>", "note.md", Format.MARKDOWN),
        (b"# A note", "note.txt", Format.TEXT),
        ("Grüße".encode("cp1252"), "x.txt", Format.TEXT),
    ],
)
def test_content_decides_and_the_name_only_hints(head: bytes, name: str, expected: Format) -> None:
    """A misnamed file is read as what it is."""
    assert identify(head, name) is expected


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"GIF89a", "GIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".doc"),
        (b"\xffWPC\x10", "WordPerfect"),
        (b"a\x00b" * 9, "binary"),
    ],
)
def test_what_is_no_text_is_named_and_refused(head: bytes, word: str) -> None:
    """An image, an Office file or a binary is refused with its name."""
    with pytest.raises(Unreadable, match=word) as refusal:
        identify(head, "letter.txt")
    assert refusal.value.code == "unsupported"


@pytest.mark.parametrize(
    ("parts", "name", "expected"),
    [
        (["[Content_Types].xml", "word/document.xml"], "anything", Format.DOCX),
        (["docProps/app.xml", "word/document.xml"], "letter.txt", Format.DOCX),
        (["[Content_Types].xml"], "letter.docm", Format.DOCX),
        (["META-INF/manifest.xml", "content.xml"], "letter.odt", Format.ODT),
    ],
)
def test_a_package_is_what_its_parts_are_called(parts: list[str], name: str, expected: Format) -> None:
    """The names of the parts tell a Word document, those of an OpenDocument text too where it names no type."""
    assert identify(packed(dict.fromkeys(parts, "<x/>")), name) is expected


@pytest.mark.parametrize(
    ("kind", "name", "word"),
    [
        ("", "a.xlsx", "spreadsheet"),
        ("application/vnd.oasis.opendocument.spreadsheet", "a.odt", "no text"),
        ("application/epub+zip", "a.epub", "e-book"),
    ],
)
def test_other_packages_are_named_and_refused(kind: str, name: str, word: str) -> None:
    """A spreadsheet or an e-book is no letter, whatever it is called."""
    parts = {"mimetype": kind} if kind else {"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}
    with pytest.raises(Unreadable, match=word):
        identify(packed(parts, zipfile.ZIP_STORED), name)


def test_the_types_of_open_documents_are_known() -> None:
    """The first part of the package names the type; a flat file names it in its first element."""
    assert identify(odt("<text:p>x</text:p>"), "letter") is Format.ODT
    assert identify(flat_odt("<text:p>x</text:p>"), "letter.xml") is Format.FLAT_ODT
    assert identify(rtf("x"), "letter.doc") is Format.RTF


@pytest.mark.parametrize(
    ("stream", "name", "code", "word"),
    [
        ("WordDocument", "a.doc", "unsupported", r"old Word document .* save it as \.docx, \.odt or PDF"),
        ("__substg1.0_001A", "a.msg", "unsupported", r"Outlook .* save it as \.eml"),
        ("EncryptedPackage", "a.docx", "encrypted", "password"),
        ("", "a.docx", "encrypted", "password"),
    ],
)
def test_the_old_container_of_office_is_opened_by_name_only(stream: str, name: str, code: str, word: str) -> None:
    """What it holds decides what is said: how to convert it, or that it needs a password."""
    with pytest.raises(Unreadable, match=word) as refusal:
        identify(b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(99) + stream.encode("utf-16-le"), name)
    assert refusal.value.code == code


@pytest.mark.parametrize("head", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_empty(head: bytes) -> None:
    """Nothing but blanks is refused as empty."""
    with pytest.raises(Unreadable) as refusal:
        identify(head, "x.txt")
    assert refusal.value.code == "empty"
