"""Packages are read within limits: bombs, entities, damage and passwords are refused by name."""

from __future__ import annotations

import io
import zipfile

import pytest
from make_office import W, document, docx, flat_odt, odt, p, packed, rtf

from archive.errors import Unreadable
from archive.settings import read_settings
from ingest.extract.docx.extractor import extract
from ingest.extract.extraction import Options
from ingest.reading import read

ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def refusal(path, data):
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refused:
        extract(path, Options())
    return refused.value.code


@pytest.mark.parametrize(
    "main",
    [
        ENTITIES + document(p("&b;")),
        ENTITIES + f'<w:document {W} w:x="&b;"/>',
        OUTSIDE + document(p("&a;")),
        ('<?xml version="1.0" encoding="UTF-16"?>' + OUTSIDE + document(p("&a;"))).encode("utf-16"),
    ],
    ids=["text", "attribute", "outside", "utf-16"],
)
def test_a_document_type_is_refused(tmp_path, main):
    """No part may declare entities, wherever they are used and however the part is encoded."""
    assert refusal(tmp_path / "a.docx", docx(document(""), more={"word/document.xml": main})) == "unsafe-xml"


@pytest.mark.parametrize(
    ("main", "code"),
    [
        (document(p("&nobody;")), "damaged"),
        (document(p("x"))[:-9], "damaged"),
        (document("<w:p>" * 5000), "too-deep"),
        (document("<w:p/>" * 400_000), "too-large"),
        (" " * (65 << 20), "too-large"),
    ],
    ids=["entity", "cut", "deep", "ratio", "size"],
)
def test_parts_beyond_the_limits_are_refused(tmp_path, main, code):
    """A part that is not well-formed, too deep, too well packed or too large is named as what it is."""
    assert refusal(tmp_path / "a.docx", docx(document(""), more={"word/document.xml": main})) == code


def test_a_part_that_lies_about_its_size_is_counted_while_it_expands(tmp_path):
    """What the directory says is not believed."""
    data = bytearray(docx(document("<w:p/>" * 400_000)))
    told = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert data.count(told) == 2
    assert refusal(tmp_path / "a.docx", bytes(data).replace(told, (1000).to_bytes(4, "little"))) in {
        "too-large",
        "damaged",
    }


def test_damaged_and_encrypted_packages_are_told_apart(tmp_path):
    """A package that is cut off, one of two parts of a name, one of flipped bytes, one with a password."""
    data = docx(document(p("words " * 500)))
    assert refusal(tmp_path / "a.docx", data[:-30]) == "damaged"
    flipped = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert refusal(tmp_path / "b.docx", flipped) == "encrypted"
    place = data.index(b"word/document.xml") + 60
    assert refusal(tmp_path / "c.docx", data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]) == "damaged"
    assert refusal(tmp_path / "d.docx", packed({"word/A.xml": "x", "word/a.xml": "y"})) == "damaged"


def test_too_many_parts_are_refused(tmp_path):
    """Ten thousand parts are enough for any document."""
    assert refusal(tmp_path / "a.docx", packed({f"word/{at}": "" for at in range(10_001)})) == "too-large"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(document(p("Dear Bob, “it” &amp; all")))),
        ("b.txt", odt("<text:p>Dear Bob, “it” &amp; all</text:p>")),
        ("c.xml", flat_odt("<text:p>Dear Bob, “it” &amp; all</text:p>")),
        ("d.doc", rtf(r"Dear Bob, \'93it\'94 & all")),
    ],
)
def test_office_documents_are_read_in_confinement_by_their_content(tmp_path, name, data):
    """Whatever they are called, they are read as what they are, in the confined child."""
    path = tmp_path / name
    path.write_bytes(data)
    assert read(path, file_name=name, settings=read_settings({})).text == "Dear Bob, “it” & all"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(document("".join(f'{p(str(at))}<w:r><w:br w:type="page"/></w:r>' for at in range(5001))))),
        ("a.rtf", rtf(r"x\page " * 5001)),
        ("a.txt", b"x\f" * 5001),
    ],
)
def test_pages_without_end_are_refused(tmp_path, name, data):
    """Five thousand pages are enough for any document; a few bytes each must not fill the archive."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="more than 5000 pages") as refused:
        read(path, file_name=name, settings=read_settings({}))
    assert refused.value.code == "too-large"
