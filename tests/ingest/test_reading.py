"""Files are read whole, in confinement, or refused with a reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.documents import Kind, PageState, StructureKind
from archive.errors import Unreadable
from archive.settings import read_settings
from ingest import boxes
from ingest.confine import confine
from ingest.identify import Format
from ingest.reading import Reading, read

SETTINGS = read_settings({})
MAIL = (
    "From: =?utf-8?q?J=C3=B6rg?= <j@example.org>\r\nTo: a@example.org\r\nDate: Fri, 14 Mar 2031 09:00 +0000"
    "\r\nSubject: =?iso-8859-1?q?Gr=FC=DFe?=\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n"
    "Hello \x93friend\x94.\r\n"
)
PAGE = (
    "<html lang=en><head><title>The bridge</title><meta name=author content='Ann Example'></head><body>"
    "<nav><a href=/>Home</a></nav><article><h1>The bridge</h1>"
    + "<p>The bridge was opened in spring and <em>nobody</em> came to see it, which surprised the town.</p>"
    * 9
    + "<blockquote><p>We had expected a great crowd that morning, said the mayor of the town.</p>"
    "</blockquote>" + "</article></body></html>"
)


def _read(folder: Path, name: str, data: bytes) -> Reading:
    file = folder / name
    file.write_bytes(data)
    return read(file, file_name=name, settings=SETTINGS)


def _refusal(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        _read(folder, name, data)
    return refusal.value.code


def test_a_pdf_gives_pages_and_a_box_for_each_letter(tmp_path: Path, make_pdf: Callable[..., bytes]) -> None:
    """Pages are parted by form feeds; the first letter lies where it was printed."""
    reading = _read(tmp_path, "a.pdf", make_pdf("First page.\nSecond line.", "", "Third page."))
    assert reading.text == "First page.\nSecond line.\f\fThird page."
    assert [page.state for page in reading.pages] == [PageState.TEXT, PageState.BLANK, PageState.TEXT]
    first = boxes.unpack(reading.boxes)[0]
    assert first is not None
    assert first[0] == pytest.approx(72, abs=1)
    assert 55 < first[1] < 72


def test_a_pdf_without_text_or_sense_is_refused(tmp_path: Path, make_pdf: Callable[..., bytes]) -> None:
    """A file of blank pages has no text; a truncated file is damaged."""
    assert _refusal(tmp_path, "blank.pdf", make_pdf("", "")) == "no-text"
    assert _refusal(tmp_path, "cut.pdf", b"%PDF-1.4\n1 0 obj\n<<") == "damaged"


def test_a_message_is_read_with_its_head(tmp_path: Path) -> None:
    """Encoded headers and the declared charset are decoded."""
    reading = _read(tmp_path, "a.eml", MAIL.encode("latin-1"))
    assert reading.text.startswith("From: Jörg <j@example.org>\nTo: a@example.org\n")
    assert reading.text.endswith("Subject: Grüße\n\nHello “friend”.")
    assert (reading.description.title, reading.description.date) == ("Grüße", "2031-03-14")
    assert reading.frozen.charset == "windows-1252"


def test_an_attachment_is_handed_on_and_html_is_undressed(tmp_path: Path) -> None:
    """A message of HTML with a file gives the words, and the file."""
    body = (
        b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/html\n\n<p>One<br>two</p><script>no</script>\n"
        b"--b\nContent-Type: application/pdf\n"
        b"Content-Disposition: attachment; filename=plan.pdf\n\nx\n--b--\n"
    )
    reading = _read(tmp_path, "a.eml", body)
    assert reading.text.endswith("\n\nOne\ntwo")
    assert [part.name for part in reading.parts] == ["plan.pdf"]


def test_an_article_is_read_without_its_menu(tmp_path: Path) -> None:
    """Navigation is gone, the block quotation is marked, the author is known."""
    reading = _read(tmp_path, "a.html", PAGE.encode())
    assert "Home" not in reading.text
    assert reading.text.count("The bridge was opened") >= 1
    quotes = [mark.span.of(reading.text) for mark in reading.structures if mark.kind is StructureKind.BLOCKQUOTE]
    assert quotes == ["We had expected a great crowd that morning, said the mayor of the town."]
    assert (reading.description.kind, reading.description.creator) == (Kind.ARTICLE, "Ann Example")


def test_deep_and_huge_pages_are_refused(tmp_path: Path) -> None:
    """Markup that would choke a parser never reaches one."""
    assert _refusal(tmp_path, "a.html", b"<html>" + b"<div>" * 5000) == "too-deep"
    assert _refusal(tmp_path, "b.html", b"<html>" + b"<p>words</p>" * 1_500_000) == "too-large"


def test_front_matter_and_marks_of_a_note(tmp_path: Path) -> None:
    """Front matter describes, the rest is text with its marks."""
    source = b"---\ntitle: A note\nauthor: Ann\ndate: 2031-03\n---\n# Head\n\nSome *fine*\nwords.\n\n> Quoted.\n"
    reading = _read(tmp_path, "a.md", source)
    assert reading.text == "Head\n\nSome fine words.\n\nQuoted."
    assert [(mark.kind.value, mark.span.of(reading.text)) for mark in reading.structures] == [
        ("heading", "Head"),
        ("emphasis", "fine"),
        ("blockquote", "Quoted."),
    ]
    assert (reading.description.title, reading.description.date) == ("A note", "2031-03")


def test_text_is_decoded_and_its_head_understood(tmp_path: Path) -> None:
    """UTF-16 and Windows-1252 are read; the lines of a letter's head describe it; form feeds are pages."""
    assert _read(tmp_path, "a.txt", "Grüße“".encode("utf-16")).text == "Grüße“"
    letter = "From: Ann\nTo: Bob\nDate: 14 March 2031\n\nDear Bob,\n“hi”\fYours, Ann".encode("cp1252")
    reading = _read(tmp_path, "b.txt", letter)
    found = reading.description
    assert (found.creator, found.recipient, found.date, found.kind) == (
        "Ann",
        "Bob",
        "2031-03-14",
        Kind.LETTER,
    )
    assert (len(reading.pages), reading.frozen.charset) == (2, "cp1252")


def test_noise_is_not_text(tmp_path: Path) -> None:
    """Control characters and bare punctuation are refused, each with its reason."""
    assert _refusal(tmp_path, "a.txt", b"ab\x01\x02\x03" * 50) == "not-text"
    assert _refusal(tmp_path, "b.txt", b"--- *** ---") == "no-text"


@pytest.mark.parametrize("name", ["memory", "timeout"])
def test_a_greedy_file_is_stopped(tmp_path: Path, name: str) -> None:
    """A reading that takes too much memory or time ends with that reason, and soon."""
    limits = {"memory": {"extract_mb": 120}, "timeout": {"extract_seconds": 1}}[name]
    file = tmp_path / "a.md"
    file.write_bytes(b"word " * 9_000_000 if name == "memory" else b"*a _b [c](" * 60_000)
    with pytest.raises(Unreadable) as refusal:
        confine(file, Format.MARKDOWN, dataclasses.replace(SETTINGS, **limits))
    assert refusal.value.code == name


def test_a_dead_child_is_a_reason_not_an_error(tmp_path: Path) -> None:
    """A child that breaks down (here: its file is gone) is a crash."""
    file = tmp_path / "a.txt"
    file.write_text("x")
    (tmp_path / "b.txt").symlink_to(tmp_path)
    with pytest.raises(Unreadable) as refusal:
        confine(tmp_path / "b.txt", Format.TEXT, SETTINGS)
    assert refusal.value.code == "crash"
