"""The commands that write annotations as a file, and import such a file."""

import json

import pytest
from click.testing import CliRunner

from archive.store import Store
from web.cli import main


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command on one of two archives."""

    def call(archive, *words):
        return CliRunner().invoke(main, [*words, "--archive", str(tmp_path / archive)])

    return call


@pytest.fixture
def letters(run, tmp_path):
    """Return the ids of one letter in two archives, each with its annotator."""
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir,\n\nIt isn’t approved. 😀 We shall see.\n\nYours sincerely,\nIda")
    found = {}
    for archive in ("one", "two"):
        found[archive] = json.loads(run(archive, "ingest", str(file), "--json").output.splitlines()[0])["document"]
        run(archive, "user", "add", "Bo")
    return found


def test_annotations_go_from_one_archive_to_another(run, letters, tmp_path):
    """Written, imported, recognised; those that one person alone sees only for that person."""
    table = tmp_path / "notes.csv"
    table.write_text("exact,comment,visibility\nWe shall see,Hm.,public\nSir,Mine.,private\n", encoding="utf-8")
    first = run("one", "import-annotations", letters["one"], str(table), "--as", "Bo")
    assert (first.exit_code, first.output) == (0, "2 in the file: 2 kept, 0 already here, 0 refused\n")
    public = run("one", "annotations", letters["one"], "--form", "md").output
    assert ("Hm." in public, "Mine." in public) == (True, False)
    file = tmp_path / "notes.jsonld"
    file.write_bytes(run("one", "annotations", letters["one"], "--as", "Bo").stdout_bytes)
    for kept, here in ((2, 0), (0, 2)):
        told = json.loads(run("two", "import-annotations", letters["two"], str(file), "--as", "Bo", "--json").output)
        assert (told["kept"], told["already_here"], told["refused"]) == (kept, here, 0)
    store = Store(tmp_path / "two")
    assert [note.quote.exact for note in store.annotations.all_on(letters["two"])] != []
    store.close()


def test_a_row_that_is_refused_is_named_and_is_exit_1(run, letters, tmp_path):
    """With its number and its reason."""
    table = tmp_path / "notes.csv"
    table.write_text("exact\nSir\nnowhere here\n")
    result = run("one", "import-annotations", letters["one"], str(table), "--as", "Bo")
    assert result.exit_code == 1
    assert "2: refused: the quoted words do not stand in this text" in result.output


@pytest.mark.parametrize("words", [("--as", "Nobody"), ()])
def test_somebody_who_may_must_be_named(run, letters, tmp_path, words):
    """Nothing is imported as nobody."""
    table = tmp_path / "notes.csv"
    table.write_text("exact\nSir\n")
    assert run("one", "import-annotations", letters["one"], str(table), *words).exit_code in {1, 2}
