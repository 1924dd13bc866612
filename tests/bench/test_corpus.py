"""The archive that searches are measured on: the same from the same files, each text once, prose alone."""

from __future__ import annotations

import subprocess

import make
import make_prose
import pytest

from archive.store import Store
from bench.corpus.building import fill
from bench.corpus.fetching import fetched
from bench.corpus.packages import Source, files
from bench.corpus.prose import prose

PROSE = "The keeper of the archive wrote that it is a matter of the law, and of the trust in it. " * 12
PAGE = f"<html><head><title>On &amp; off</title></head><body><nav>Up Next</nav><p>{PROSE}</p></body></html>"


def test_the_same_texts_make_the_same_archive(tmp_path):
    """Ids, descriptions and passages come from the texts, not from the moment or from chance."""
    stores = [Store(tmp_path / name, clock=make.clock()) for name in ("one", "other")]
    sizes = [make_prose.filled(store) for store in stores]
    ids = [store.documents.ids() for store in stores]
    assert sizes[0] == sizes[1]
    assert ids[0] == ids[1]
    assert stores[0].documents.get_many(ids[0]) == stores[1].documents.get_many(ids[1])
    for store in stores:
        store.close()


def test_each_text_is_kept_once(store):
    """A text that comes twice, under two names, is one document."""
    size = fill(store, [make_prose.prose(1), make_prose.prose(2), make_prose.prose(1)], passages=1000)
    assert size.documents == store.documents.count() == 2
    assert size.passages == store.passages.count()


def test_no_more_is_taken_than_is_asked_for(store):
    """The text that brings the number of passages is the last; those after it are not stored."""
    size = fill(store, map(make_prose.prose, range(9)), passages=13)
    assert size.documents == 2
    assert size.passages >= 13


def test_a_page_of_prose_gives_its_words_without_what_leads_elsewhere(tmp_path):
    """Title and text are read; what stands in `nav` is not."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    found = prose(path)
    assert found.title == "On off"
    assert found.form.text.startswith("The keeper")
    assert "Next" not in found.form.text


@pytest.mark.parametrize(
    "text", ["int main list size node value " * 40, "Der Brief kam an dem Morgen an. " * 40, "Short."]
)
def test_what_is_no_english_prose_is_left_out(tmp_path, text):
    """Lists of names, other languages and scraps are no prose."""
    path = tmp_path / "page.html"
    path.write_text(f"<p>{text}</p>", encoding="utf-8")
    assert prose(path) is None


def test_only_the_wanted_files_of_a_package_are_read(tmp_path):
    """The ending counts, one that stands before a language too, and the folder where one is named; links do not."""
    for name in ("en/a.html", "en/b.html.en", "en/c.png", "de/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "en/e.html").symlink_to(tmp_path / "en/a.html")
    assert [path.name for path in files(Source(("doc",), within="en"), tmp_path)] == ["a.html", "b.html.en"]


def test_a_package_is_there_whole_or_not_at_all(tmp_path):
    """What an earlier try has left is not among its files; a try that fails half way leaves nothing."""
    place = tmp_path / "some" / "doc@1.2"

    def half(coming):
        (coming / "files").mkdir()
        (coming / "files" / "half").touch()
        subprocess.run(["false"], check=True)

    def whole(coming):
        (coming / "files").mkdir()
        (coming / "files" / "whole").touch()

    (tmp_path / "some" / "doc@1.2.coming" / "files" / "stale").mkdir(parents=True)
    assert not fetched(place, half)
    assert list(place.parent.iterdir()) == []
    assert fetched(place, whole)
    assert [path.name for path in place.parent.rglob("*")] == ["doc@1.2", "whole"]
