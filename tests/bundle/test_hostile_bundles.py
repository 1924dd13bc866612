"""A bundle that is not what it should be is refused with a sentence, and nothing of it is kept."""

import json
import shutil
import stat
import struct
import zipfile

import make
import pytest
import rebag

from archive.bundling.checking import opened_bundle
from archive.bundling.importing import import_bundle
from archive.errors import Unwritable
from archive.store import Store

TEXT, ROWS = "data/texts/", "data/record/documents.jsonl"


def first(files, start):
    return next(name for name in sorted(files) if name.startswith(start))


def without(files, name):
    return {one: content for one, content in files.items() if one != name}


def added(files, name, content=b"x"):
    return rebag.sealed(files | {name: content})


def flipped(files, name):
    return files | {name: bytes([files[name][0] ^ 1]) + files[name][1:]}


NAMES = {
    "out of the folder": ("verbatim/../../evil.txt", "nothing leads out of it"),
    "absolute": ("/etc/evil.txt", "nothing leads out of it"),
    "absolute on Windows": ("C:/evil.txt", "nothing leads out of it"),
    "backslashes": ("verbatim\\..\\evil.txt", "nothing leads out of it"),
    "a sign that ends a line": ("verbatim/data/a\nb", "nothing leads out of it"),
    "beside the folder": ("other/evil.txt", "one folder"),
    "no folder": ("evil.txt", "one folder"),
    "twice": ("verbatim/bagit.txt", "twice"),
    "twice but for capitals": ("verbatim/BAGIT.txt", "twice"),
    "fetched from elsewhere": ("verbatim/fetch.txt", "fetch.txt is no part"),
    "not in the manifest": ("verbatim/data/index2.html", "not named in manifest"),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_names(bundle, tmp_path, refused, name):
    """Names never become paths, and each stands once."""
    path = shutil.copy(bundle, tmp_path / "bad.zip")
    with zipfile.ZipFile(path, "a") as bag:
        bag.writestr(NAMES[name][0], b"evil")
    assert NAMES[name][1] in refused(path)
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize(("mode", "system"), [(stat.S_IFLNK | 0o777, 3), (stat.S_IFLNK | 0o777, 0), (stat.S_IFIFO, 3)])
def test_links_and_devices(bundle, tmp_path, refused, mode, system):
    """Whatever system they say they come from."""
    path = shutil.copy(bundle, tmp_path / "bad.zip")
    entry = zipfile.ZipInfo("verbatim/data/originals/aa/link")
    entry.external_attr, entry.create_system = mode << 16, system
    with zipfile.ZipFile(path, "a") as bag:
        bag.writestr(entry, "/etc/passwd")
    assert "is a link or a device" in refused(path)


FIRST_TABLES = "accessions annotations audit documents events outbox passages people revisions texts".split()  # noqa: SIM905

DAMAGE = {
    "a text changed": (lambda f: flipped(f, first(f, TEXT)), "does not have the digest that its manifest says"),
    "an original changed": (lambda f: flipped(f, first(f, "data/originals/")), "does not have the digest"),
    "rows changed": (lambda f: flipped(f, ROWS), "does not have the digest"),
    "the manifest changed": (lambda f: flipped(f, "manifest-sha256.txt"), "does not have the digest"),
    "the tag manifest changed": (lambda f: flipped(f, "tagmanifest-sha256.txt"), ""),
    "bag-info changed": (lambda f: flipped(f, "bag-info.txt"), "does not have the digest"),
    "a text missing": (lambda f: without(f, first(f, TEXT)), "is missing, and manifest-sha256.txt names it"),
    "no declaration": (lambda f: without(f, "bagit.txt"), "bagit.txt is missing"),
    "no tag manifest": (lambda f: without(f, "tagmanifest-sha256.txt"), "tagmanifest-sha256.txt is missing"),
    "not 1.0": (lambda f: rebag.sealed(f | {"bagit.txt": b"BagIt-Version: 0.97\n"}), "does not say BagIt 1.0"),
    "other format": (
        lambda f: rebag.sealed(f | {"bag-info.txt": f["bag-info.txt"].replace(b"Format: 1", b"Format: 2")}),
        "it is a bundle of format '2'; this Verbatim reads format 1",
    ),
    "other schema": (
        lambda f: rebag.sealed(f | {"bag-info.txt": f["bag-info.txt"].replace(b"Schema: 0", b"Schema: 9")}),
        "written by a newer version of Verbatim, or by none",
    ),
    "rows of another schema than it says": (
        lambda f: rebag.sealed(f | {"bag-info.txt": rebag.of_schema(f, "0008")}),
        "foreign_annotations.jsonl is missing, or is no table",
    ),
    "rows of a much older schema than it says": (
        lambda f: rebag.sealed(
            {name: content for name, content in f.items() if "record/" not in name}
            | {f"data/record/{table}.jsonl": f.get(f"data/record/{table}.jsonl", b"") for table in FIRST_TABLES}
            | {"bag-info.txt": rebag.of_schema(f, "0001")}
        ),
        "it has other columns than this table",
    ),
    "no schema": (
        lambda f: rebag.sealed(f | {"bag-info.txt": b"Verbatim-Bundle-Format: 1\nPayload-Oxum: 0.0\n"}),
        "written by a newer version of Verbatim, or by none",
    ),
    "a table missing": (lambda f: rebag.sealed(without(f, ROWS)), "documents.jsonl is missing"),
    "a table too many": (lambda f: added(f, "data/record/tickets.jsonl"), "tickets.jsonl is missing, or is no table"),
    "an unknown file": (lambda f: added(f, "data/run.sh"), "data/run.sh is no part of a bundle"),
    "a text too many": (lambda f: added(f, "data/texts/zzzzzzzz@1.txt"), "belongs to no revision"),
    "a text missing, sealed": (lambda f: rebag.sealed(without(f, first(f, TEXT))), "is missing"),
    "a text changed, sealed": (lambda f: rebag.sealed(flipped(f, first(f, TEXT))), "no longer has the digest"),
    "an original missing, sealed": (lambda f: rebag.sealed(without(f, first(f, "data/originals/"))), "it is missing"),
    "an original changed, sealed": (
        lambda f: rebag.sealed(flipped(f, first(f, "data/originals/"))),
        "does not have the digest that it is named by",
    ),
    "an original nobody names": (lambda f: added(f, f"data/originals/aa/{'a' * 64}"), "that it is named by"),
    "rows that are no JSON": (lambda f: rebag.sealed(f | {ROWS: b"{\n"}), "documents, row 1: it is not JSON"),
    "rows that go deep": (lambda f: rebag.sealed(f | {ROWS: b"[" * 200_000 + b"\n"}), "documents, row 1"),
    "rows that are lists": (lambda f: rebag.sealed(f | {ROWS: b"[]\n"}), "documents, row 1: it is not a row"),
    "a row cut short": (lambda f: rebag.sealed(f | {ROWS: f[ROWS][:-1]}), "the last row is cut short"),
    "a text that is not UTF-8": (lambda f: rebag.sealed(f | {first(f, TEXT): b"\xff"}), "is not UTF-8"),
    "a manifest that is not UTF-8": (lambda f: f | {"tagmanifest-sha256.txt": b"\xff\n"}, "is not UTF-8"),
    "a wrong count": (
        lambda f: f | _resealed_tags(f, f["bag-info.txt"].replace(b"Payload-Oxum: ", b"Payload-Oxum: 1")),
        "does not say how many bytes",
    ),
}


def _resealed_tags(files, info):
    wrong = files | {"bag-info.txt": info}
    tags = {name: wrong[name] for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")}
    return wrong | {"tagmanifest-sha256.txt": rebag._manifest(tags)}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage(files, tmp_path, refused, damage):
    """What the manifests do not vouch for, and what they vouch for although it is not so."""
    change, said = DAMAGE[damage]
    assert said in refused(rebag.write(tmp_path / "bad.zip", change(files)))


def _set(table, column, value):
    """Return a change of one cell: of the last row that was not taken away."""

    def change(files):
        rows = rebag.rows_of(files, table)
        row = next(row for row in reversed(rows) if not row.get("removed"))
        row[column] = value
        return rebag.with_rows(files, table, rows)

    return change


CELLS = {
    "a number for words": (_set("documents", "title", 7), "title is not of its kind"),
    "words for a number": (_set("documents", "newest", "1"), "newest is not of its kind"),
    "yes for a number": (_set("documents", "newest", True), "newest is not of its kind"),
    "nothing for words": (_set("documents", "title", None), "title is not of its kind"),
    "a number beyond 64 bits": (_set("documents", "pages", 1 << 70), "do not go together with the rest"),
    "half a pair of surrogates": (_set("documents", "title", "\ud800"), "do not go together with the rest"),
    "no base64": (_set("texts", "boxes", "%%%"), "boxes is not base64"),
    "an id that is a path": (_set("saved_searches", "id", "../../x"), "is not an id"),
    "an unknown kind": (_set("documents", "kind", "poem"), "does not hold together"),
    "a revision too many": (_set("documents", "newest", 2), "the newest is said to be 2"),
    "a page beyond the text": (_set("passages", "end", 1 << 40), "past the end of its text"),
    "a page that is not there": (_set("passages", "page", 99), "on a page that there is not"),
    "other words annotated": (_set("annotations", "exact", "We never said so"), "quotes other words than stand at"),
    "an annotation on nothing": (_set("annotations", "revision", 9), "do not go together with the rest"),
    "nobody's annotation": (_set("annotations", "author", "nobody"), "do not go together with the rest"),
    "an unknown role": (_set("people", "role", "king"), "the record does not hold together"),
    "an unknown state": (_set("jobs", "state", "asleep"), "the record does not hold together"),
    "an unknown outcome": (_set("events", "outcome", "perhaps"), "the record does not hold together"),
    "an unknown verdict": (_set("traces", "verdict", "maybe"), "does not hold together"),
    "pages of another form": (_set("revisions", "pages", [[1]]), "does not hold together"),
    "no pages": (_set("revisions", "pages", []), "has other pages than its text"),
    "an original nobody has": (_set("accessions", "original_sha256", "a" * 64), "original"),
}


@pytest.mark.parametrize("cell", CELLS)
def test_rows_that_do_not_hold_together(files, tmp_path, refused, cell):
    """Manifests vouch for them, and still they are read as everything is read that stands in an archive."""
    change, said = CELLS[cell]
    assert said in refused(rebag.write(tmp_path / "bad.zip", change(files)))


def test_a_row_twice(files, tmp_path, refused):
    """Keys stand once."""
    rows = rebag.rows_of(files, "documents")
    twice = rebag.with_rows(files, "documents", [*rows, rows[0]])
    assert "do not go together with the rest" in refused(rebag.write(tmp_path / "bad.zip", twice))


def test_columns_that_the_table_has_not(files, tmp_path, refused):
    """Such as a password of a person."""
    rows = [row | {"password": "x"} for row in rebag.rows_of(files, "people")]
    assert "people, row 1: it has other columns" in refused(
        rebag.write(tmp_path / "bad.zip", rebag.with_rows(files, "people", rows))
    )


def test_what_is_no_zip_file(tmp_path, refused):
    """Nor a bag."""
    (tmp_path / "bad.zip").write_bytes(b"%PDF-1.7 no")
    assert "is not a ZIP file" in refused(tmp_path / "bad.zip")
    with zipfile.ZipFile(tmp_path / "none.zip", "w"):
        pass
    assert "one folder" in refused(tmp_path / "none.zip")


def test_a_file_cut_short_anywhere(bundle, tmp_path, refused):
    """As when a download breaks off."""
    whole = bundle.read_bytes()
    for part in (1, 2, 3):
        (tmp_path / "bad.zip").write_bytes(whole[: len(whole) * part // 4])
        assert "is not a ZIP file" in refused(tmp_path / "bad.zip")


def test_a_bundle_that_is_too_large_when_unpacked(files, tmp_path, refused):
    """Said before anything is unpacked."""
    bomb = tmp_path / "bad.zip"
    rebag.write(bomb, files)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as bag:
        for number in range(20):
            entry = zipfile.ZipInfo(f"verbatim/data/originals/aa/{number}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with bag.open(entry, "w", force_zip64=True) as file:
                file.write(bytes(1 << 10))
    _claim(bomb, b"verbatim/data/originals/aa/", 1 << 36)
    assert "and the limit is 65,536 MiB" in refused(bomb)


def _claim(path, name, size):
    """Let entries of the central directory claim a size, in their ZIP64 field or their own."""
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        if content[at + 46 :].startswith(name):
            struct.pack_into("<I", content, at + 24, 0xFFFFFFFE)
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)


def test_a_file_that_says_that_it_is_shorter_than_it_is(files, tmp_path, refused):
    """It is read no further than it says, and then it is not what the manifest says."""
    bad = rebag.write(tmp_path / "bad.zip", files)
    content = bytearray(bad.read_bytes())
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"verbatim/data/index.html"))
    struct.pack_into("<I", content, at + 24, 10)
    bad.write_bytes(content)
    assert "data/index.html" in refused(bad) or "Payload-Oxum" in refused(bad)


def test_a_full_disk_keeps_nothing(bundle, tmp_path):
    """The command says so; the archive is as empty as before."""
    store = Store(tmp_path / "archive")
    with opened_bundle(bundle, limit=1 << 30) as opened, make.full_disk(beyond=3000), pytest.raises(Unwritable):
        import_bundle(store, opened)
    assert (store.record.holds(), store.originals.all(), list(store.folder.glob("importing-*"))) == ({}, [], [])
    store.close()


def test_the_pages_load_nothing_and_run_nothing(files):
    """What documents and people wrote is text in them."""
    for name, content in files.items():
        if name.endswith(".html"):
            page = content.decode()
            assert "default-src 'none'" in page
            assert "<script" not in page
    assert json.loads(next(content for name, content in files.items() if name.endswith(".jsonld")))["total"] == 2
