"""ZIP files: members become documents with their sidecars; limits are counted, losses are named."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest
from make_office import packed

from archive.errors import Unreadable
from archive.settings import read_settings
from ingest.accession import Arrival, keep
from ingest.extract.extraction import Options
from ingest.extract.zipped import extractor as zipped
from ingest.identify import HEAD, Format, identify
from ingest.orders import Order
from ingest.pipeline import hand_over
from ingest.queue import Workers
from ingest.results import Status


def _read(folder, data):
    file = folder / "a.zip"
    file.write_bytes(data)
    return zipped.extract(file, Options())


def _names(folder, members):
    return [part.name for part in _read(folder, packed(members)).parts]


def _refusal(folder, data):
    with pytest.raises(Unreadable) as refusal:
        _read(folder, data)
    return refusal.value.code


def test_members_are_handed_on_and_litter_is_not(tmp_path):
    """Hidden files, resource forks and folders are left out; names are text, never a way out."""
    kept = {"letters/a.txt": "A", "../../etc/b.txt": "B", "/root/c\x07.txt": "C"}
    litter = {"__MACOSX/letters/._a.txt": "x", ".git/config": "x", "letters/": "", "Thumbs.db": "x"}
    assert _names(tmp_path, kept | litter) == ["letters/a.txt", "etc/b.txt", "root/c.txt"]


def test_names_are_decoded(tmp_path):
    """UTF-8 where it says so or is it, else code page 437."""
    data = packed({"gr.txt": "x"})
    assert _read(tmp_path, data.replace(b"gr.txt", b"\x94\x81.txt")).parts[0].name == "öü.txt"
    assert _read(tmp_path, data.replace(b"gr.txt", "é.txt".encode())).parts[0].name == "é.txt"
    assert _names(tmp_path, {"größe.txt": "x"}) == ["größe.txt"]


def test_sidecars_are_paired(tmp_path):
    """By name with or without ending, in the same folder; a broken one is its file's fault, a lonely one is named."""
    members = {
        "a.txt": "A",
        "a.meta.json": '{"title": "Letter A", "date": null}',
        "d/b.txt": "B",
        "d/b.txt.meta.json": "[]",
        "a.pdf.meta.json": "{}",
    }
    found = _read(tmp_path, packed(members))
    assert [(part.name, dict(part.sidecar), bool(part.fault)) for part in found.parts] == [
        ("a.txt", {"title": "Letter A"}, False),
        ("d/b.txt", {}, True),
    ]
    assert found.notes == ("describes no file of the ZIP file: a.pdf.meta.json",)


def test_what_cannot_be_read_is_named(tmp_path):
    """A wrong checksum, an encrypted member, a link and an empty file are notes; the rest is taken in."""
    link = zipfile.ZipInfo("l.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = bytearray(
        packed({"good.txt": "good", "bad.txt": "words here", "e.txt": "", link: "/etc/passwd"}, zipfile.ZIP_STORED)
    )
    at = data.index(b"words here")
    data[at] = 0x57
    found = _read(tmp_path, bytes(data))
    assert [part.name for part in found.parts] == ["good.txt"]
    assert [note.partition(" ")[0] for note in found.notes] == ["damaged,", "empty:", "a"]
    listed = data.index(b"PK\x01\x02") + 8
    data[listed : listed + 2] = struct.pack("<H", 1)
    assert _refusal(tmp_path, bytes(data)) == "damaged"


def test_a_bomb_is_refused_whatever_its_headers_say(tmp_path):
    """More than 200 times its size, with sizes of nought in the headers, too many members, no list at all."""
    bomb = packed({"a.txt": b"a" * 3_000_000})
    assert _refusal(tmp_path, bomb) == "too-large"
    listed = bomb.index(b"PK\x01\x02") + 24
    assert _refusal(tmp_path, bomb[:listed] + b"\x09\0\0\0" + bomb[listed + 4 :]) in {"damaged", "too-large"}
    assert _refusal(tmp_path, packed({f"{at}.txt": "" for at in range(zipped.MEMBERS_LIMIT + 1)})) == "too-large"
    assert _refusal(tmp_path, bomb[:200]) == "damaged"
    assert _refusal(tmp_path, packed({})) == "empty"


@pytest.mark.parametrize(
    ("members", "name", "expected"),
    [
        ({"letters/a.docx": packed({"word/document.xml": "x"})}, "a.zip", Format.ZIP),
        ({"word/notes.txt": "x"}, "a.zip", Format.ZIP),
        ({}, "a.zip", Format.ZIP),
        ({"[Content_Types].xml": "x", "word/document.xml": "x"}, "a.zip", Format.DOCX),
        ({"mimetype": "application/epub+zip"}, "a.zip", "e-book"),
        ({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}, "a.zip", "spreadsheet"),
    ],
)
def test_documents_that_are_zipped_in_themselves_are_no_zip_files(members, name, expected):
    """Told by their first member; a ZIP file of such documents is one."""
    head = packed(members, zipfile.ZIP_STORED)[:HEAD]
    if isinstance(expected, Format):
        assert identify(head, name) is expected
        return
    with pytest.raises(Unreadable, match=expected):
        identify(head, name)


@pytest.fixture
def unpacked(store):
    """Return a function that hands a file over, works the queue off, and gives its accession and all results."""

    def work(data):
        accession = keep(store, io.BytesIO(data), Arrival("l.zip", "file:///l.zip", "test", "d1"), limit=1 << 28)
        hand_over(store, accession, Order())
        told = []
        workers = Workers(store, read_settings({}, workers=1), told.extend)
        workers.run("d1", more=lambda: False)
        workers.close()
        return accession, {finished.result.name: finished.result for finished in told}

    return work


def test_a_zip_file_is_unpacked_and_its_event_names_the_losses(store, unpacked):
    """Its members are documents with name, parent and sidecar, those of a ZIP file inside it too."""
    inner = packed({"deep.txt": "Deep words."})
    told = {
        "x/a.txt": "Words.",
        "x/a.meta.json": '{"title": "Told"}',
        "x/b.txt": "B.",
        "x/b.meta.json": "[",
        "e.txt": "",
    }
    accession, results = unpacked(packed(told | {"in.zip": inner}))
    assert (results["l.zip"].status, results["l.zip"].parts) == (Status.UNPACKED, 3)
    assert "3 files found inside; empty: e.txt" in [event.detail for event in store.accessions.events(accession.id)]
    assert store.documents.get(results["a.txt"].document).description.title == "Told"
    assert (results["b.txt"].code, results["deep.txt"].status) == ("bad-metadata", Status.STORED)
    sources = [held.source for held in store.accessions.within([accession.id])]
    assert sorted(sources) == ["file:///l.zip#in.zip", "file:///l.zip#x/a.txt", "file:///l.zip#x/b.txt"]


def test_files_nested_too_deep_are_refused(unpacked):
    """A ZIP file in a ZIP file in a ZIP file, and so on, ends with a reason."""
    data = packed({"w.txt": "Words."})
    for level in range(5):
        data = packed({f"{level}.zip": data}, zipfile.ZIP_STORED)
    _, results = unpacked(data)
    assert {result.code for result in results.values()} == {"", "too-deep"}
