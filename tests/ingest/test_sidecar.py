"""Sidecars: what may stand beside a file, and what is refused."""

import pytest

from archive.errors import Unreadable
from ingest import sidecar

DATED = {"title": "T", "date": "2031-03-14"}
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.meta.json", '{"title": "T", "date": "2031-03-14", "recipient": null}', DATED),
        ("a.meta.json", '{"creator": ["Ann", "Bo"], "date": 2031}', {"creator": "Ann; Bo", "date": "2031"}),
        ("a.meta.yaml", "title: T\ndate: 2031-03-14\nrecipient:\n", DATED),
        ("a.meta.yaml", "date: 2031-03-14 10:30:00\nlanguage: no\n", {"date": "2031-03-14", "language": "no"}),
        ("a.meta.yml", "creator: [Ann, Bo]\nkind: 'letter'\n", {"creator": "Ann; Bo", "kind": "letter"}),
        ("a.meta.yml", "author: Ann\nurl: https://example.org\n", {"creator": "Ann", "source_url": "https://example.org"}),
        ("a.meta.yml", "shelfmark: A 12\n", {"shelfmark": "A 12"}),
    ],
)  # fmt: skip
def test_a_sidecar_is_taken_as_it_is_written(name, text, told):
    """Days stay days, names are joined, nothing becomes false or 8 o'clock."""
    assert sidecar.parse(name, text) == told


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.meta.yaml", BOMB, "anchors"),
        ("a.meta.yaml", "title: [", "in line 1"),
        ("a.meta.yaml", "- a\n- b\n", "mapping"),
        ("a.meta.yaml", "", "mapping"),
        ("a.meta.yaml", "title: {a: b}\n", "title must be text"),
        ("a.meta.yaml", "title: a\ntitle: b\n", "given twice"),
        ("a.meta.yaml", "author: a\ncreator: b\n", "given twice"),
        ("a.meta.yaml", "a: 1\n---\nb: 2\n", "single document"),
        ("a.meta.yaml", "[" * 90_000, "nested too deep"),
        ("a.meta.yaml", "- " * 40_000, "nested too deep"),
        ("a.meta.yaml", "{a: " * 20_000, "nested too deep"),
        ("a.meta.yaml", "x" * 100_001, "longer than"),
        ("a.meta.yaml", "a:\n" + "- b\n" * 20_000, "too many things"),
        ("a.meta.json", "{", "cannot be used"),
        ("a.meta.json", "[]", "one JSON object"),
        ("a.meta.json", '{"title": "a", "title": "b"}', "given twice"),
        ("a.meta.json", '{"title": {"a": "b"}}', "title must be text"),
        ("a.meta.json", "[" * 90_000, "nested too deep"),
    ],
)
def test_a_broken_one_is_refused_with_a_sentence(name, text, why):
    """Bombs, too."""
    with pytest.raises(Unreadable, match=why) as refusal:
        sidecar.parse(name, text)
    assert (refusal.value.code, name in str(refusal.value)) == ("bad-metadata", True)


def test_no_object_is_ever_built(tmp_path):
    """A tag that would run something is a word like any other."""
    written = tmp_path / "made"
    assert sidecar.parse("a.meta.yaml", f"title: !!python/object/apply:os.mkdir ['{written}']\n") == {
        "title": str(written)
    }
    assert not written.exists()


@pytest.mark.parametrize("name", ["a.meta.yaml", "a.meta.yml", "a.meta.json", "a.pdf.meta.json"])
def test_each_name_is_found_beside_the_file(tmp_path, name):
    """With or without the file's own ending."""
    (tmp_path / name).write_text('{"title": "T"}')
    assert sidecar.of(tmp_path / "a.pdf") == {"title": "T"}
    assert sidecar.describes(name, "a.pdf")
    assert sidecar.of(tmp_path / "b.pdf") == {}
    assert not sidecar.describes(name, "b.pdf")


def test_two_for_one_file_are_refused(tmp_path):
    """Which of them is right cannot be known."""
    (tmp_path / "a.meta.json").write_text("{}")
    (tmp_path / "a.meta.yml").write_text("title: T")
    with pytest.raises(Unreadable, match=r"a\.meta\.json and a\.meta\.yml both describe a\.pdf"):
        sidecar.of(tmp_path / "a.pdf")


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b"x" * 100_001])
def test_what_is_not_utf_8_or_too_large_is_refused(tmp_path, content):
    """Before it is parsed."""
    (tmp_path / "a.meta.yaml").write_bytes(content)
    with pytest.raises(Unreadable, match="cannot be used"):
        sidecar.of(tmp_path / "a.pdf")
