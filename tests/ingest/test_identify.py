"""Identification by content."""

from __future__ import annotations

import io
import zipfile

import pytest

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
        (b"{\\rtf1", "RTF"),
        (b"a\x00b" * 9, "binary"),
    ],
)
def test_what_is_no_text_is_named_and_refused(head: bytes, word: str) -> None:
    """An image, an Office file or a binary is refused with its name."""
    with pytest.raises(Unreadable, match=word) as refusal:
        identify(head, "letter.txt")
    assert refusal.value.code == "unsupported"


def test_a_zipped_word_document_is_named() -> None:
    """A DOCX is told from a plain ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(Unreadable, match="Word document"):
        identify(stream.getvalue(), "anything")


@pytest.mark.parametrize("head", [b"", b" \r\n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_empty(head: bytes) -> None:
    """Nothing but blanks is refused as empty."""
    with pytest.raises(Unreadable) as refusal:
        identify(head, "x.txt")
    assert refusal.value.code == "empty"
