"""The command line."""

import json
import os
import re
import zipfile
from pathlib import Path

import make
import pytest
from click.testing import CliRunner

from web.cli import main
from web.commands import ingest as ingesting


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command on an archive of its own."""

    def call(*words):
        return CliRunner().invoke(main, [*words, "--archive", str(tmp_path / "archive")])

    return call


@pytest.fixture
def folder(tmp_path):
    """Three letters, one of them empty, and a sidecar."""
    place = tmp_path / "letters"
    (place / "deep").mkdir(parents=True)
    (place / "a.txt").write_text("Dear Sir,\n\nIt isn't approved.\n\nYours sincerely,\nIda")
    (place / "deep" / "b.md").write_text("# Note\n\nIt *isn’t* approved either.")
    (place / "empty.pdf").write_bytes(b"")
    (place / "a.meta.json").write_text('{"title": "The letter", "date": "2031-03-14"}')
    return str(place)


def test_ingest_names_the_bad_file_and_goes_on(run, folder):
    """Exit 1: something does not hold; the rest is stored."""
    result = run("ingest", folder)
    assert result.exit_code == 1
    assert "[empty]" in result.output
    assert "3 files: 2 stored, 0 duplicate, 1 failed" in result.output


def test_ingest_again_recognises_everything(run, folder):
    """A run that was broken off is simply run again."""
    run("ingest", folder)
    assert "0 stored, 2 duplicate, 1 failed" in run("ingest", folder).output


def test_ingest_refuses_a_document_that_is_not_held_before_anything_is_kept(run, folder):
    """Nothing is left behind as a failure."""
    result = run("ingest", f"{folder}/a.txt", "--revision-of", "zzzzzzzz")
    assert (result.exit_code, "no document zzzzzzzz; nothing was taken in" in result.output) == (2, True)
    assert run("retry", "--failed").output == "no files\n"


def test_ingest_tells_machines_a_line_a_file(run, folder):
    """Stable names."""
    lines = [json.loads(line) for line in run("ingest", folder, "--json").output.splitlines()]
    assert sorted(line["status"] for line in lines) == ["failed", "stored", "stored"]
    assert set(lines[0]) == {
        "path", "inside", "status", "document", "revision", "code", "reason", "pages", "characters", "parts",
    }  # fmt: skip


def test_search_gives_the_words_as_they_stand(run, folder):
    """Found by straight quotes, shown as printed."""
    run("ingest", folder)
    answer = json.loads(run("search", "isn't approved", "--json").output)
    assert sorted(hit["exact"] for hit in answer["hits"]) == ["isn't", "isn’t"]
    assert answer["total"] == 2
    assert "The letter" in run("search", "isn't").output


def test_search_gives_what_can_be_checked(run, folder):
    """Context, address and citation, as over HTTP; with --exact each word as typed; and what was ignored."""
    run("ingest", folder)
    (hit,) = json.loads(run("search", "isn’t", "--exact", "--json").output)["hits"]
    assert (hit["exact"], "~" in hit["cite"], bool(hit["prefix"] or hit["suffix"])) == ("isn’t", True, True)
    assert json.loads(run("search", "isn't colour:red", "--json").output)["ignored"]
    told = run("search", "aproved qqqqqqqq").output
    assert "“aproved” stands nowhere in this archive; did you mean approved?" in told
    assert "“qqqqqqqq” stands nowhere in this archive\n" in told


def test_status_counts(run, folder):
    """What is held."""
    run("ingest", folder)
    told = json.loads(run("status", "--json").output)
    assert (told["documents"], told["passages"], told["index"]) == (2, 2, "current")
    assert run("reindex").output == "2 documents indexed\n"


def test_people_get_links(run):
    """And a name is given once."""
    assert "/sign-in?token=" in run("user", "add", "Ada").output
    assert "/sign-in?token=" in run("user", "link", "Ada").output
    assert run("user", "list").output == "Ada\tannotator\n"
    assert run("user", "add", "Ada").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["ingest", "/no/such/file"],
        ["ingest"],
        ["user", "add", "A", "--role", "king"],
        ["reread"],
        ["reread", "--all", "--review"],
    ],
)
def test_wrong_usage_is_exit_2(run, words):
    """As shells expect."""
    assert run(*words).exit_code == 2


def test_an_unknown_person_is_exit_2(run):
    """Said in a sentence."""
    result = run("user", "link", "Nobody")
    assert (result.exit_code, "nobody named" in result.output) == (2, True)


def test_a_scan_that_waits_for_ocr_is_no_failure_of_the_run(run, monkeypatch):
    """Without the program the run goes on with exit 0; what waits, and what to install, is said."""
    monkeypatch.setenv("VERBATIM_TESSERACT", "/nowhere/tesseract")
    name = "2031-02-24-letter-tasker-to-commissioner.pdf"
    result = run("ingest", f"documents/{name}")
    assert result.exit_code == 0
    assert f"waits       {name}: [needs-ocr]" in result.output
    assert "tesseract-ocr" in result.output


def test_reread_says_what_became_of_each_document(run, folder):
    """Nothing differs, so nothing is added; one that is not held ends it."""
    run("ingest", folder)
    assert "2 unchanged" in run("reread", "--all").output
    assert run("reread", "--review").output == "no files\n"
    result = run("reread", "zzzzzzzz")
    assert (result.exit_code, "no document zzzzzzzz" in result.output) == (2, True)
    (line,) = run(
        "reread", "--json", json.loads(run("search", "approved", "--json").output)["hits"][0]["document"]
    ).output.splitlines()
    assert json.loads(line)["status"] == "unchanged"


@pytest.fixture
def letter(run, folder):
    """Return the id of the letter of the folder, taken in."""
    run("ingest", folder)
    return json.loads(run("search", "sincerely", "--json").output)["hits"][0]["document"]


def test_show_says_on_what_a_description_rests(run, letter):
    """In words, and for machines everything."""
    told = run("show", letter).output
    assert re.search(r"title +The letter +\[from the sidecar beside the file\]", told)
    assert re.search(r"kind +letter +\[from the text: greeting and closing, certainty \d+.% \(0-9\)\]", told)
    wire = json.loads(run("show", f"{letter}@1", "--json").output)
    assert {"document", "revision", "text", "sha256", "metadata", "pages", "marks", "findings"} <= set(wire)
    assert run("show", "zzzzzzzz").exit_code == 2


def test_describe_corrects_and_takes_back(run, letter):
    """By the only person who may, where there is only one."""
    assert run("describe", letter, "creator=Ida Brandt").exit_code == 2
    run("user", "add", "Ada", "--role", "reviewer")
    assert "corrected by Ada" in run("describe", letter, "creator=Ida Brandt", "title=Tolls").output
    assert json.loads(run("search", "title:tolls", "--json").output)["total"] > 0
    assert json.loads(run("describe", letter, "--revert", "title", "--json").output)["title"] == "The letter"
    assert "the date is" in run("describe", letter, "date=soon").output


@pytest.mark.parametrize("words", [[], ["title"], ["colour=red"]])
def test_describe_needs_a_field_and_a_value(run, letter, words):
    """Wrong usage is exit 2."""
    assert run("describe", letter, *words).exit_code == 2


def test_a_name_that_is_no_text_stops_nothing(run, folder):
    """Its bytes that are no UTF-8 are written as U+FFFD, and all files are taken in."""
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "w") as odd:  # noqa: PTH123  only bytes can name it
        odd.write("Some words.")
    lines = [json.loads(line) for line in run("ingest", folder, "--json").output.splitlines()]
    assert {line["path"]: line["status"] for line in lines} == {
        f"{folder}/{name}": status
        for name, status in [
            ("a.txt", "stored"),
            ("deep/b.md", "stored"),
            ("empty.pdf", "failed"),
            ("caf\ufffd.txt", "stored"),
        ]
    }


def test_machines_are_told_the_path_as_it_was_handed_in(run, folder, monkeypatch):
    """Not the name alone: two files may have one; of a file in a ZIP file its place there."""
    monkeypatch.chdir(folder)
    with zipfile.ZipFile("box.zip", "w") as box:
        box.writestr("deep/b.md", "Words in a box.")
    lines = [json.loads(line) for line in run("ingest", "deep", "./box.zip", "--json").output.splitlines()]
    assert sorted((line["path"], line["inside"]) for line in lines) == [
        ("box.zip", ""), ("box.zip", "deep/b.md"), ("deep/b.md", ""),
    ]  # fmt: skip


def test_a_watched_file_is_told_by_its_path_too(run, folder, monkeypatch):
    """Under the folder as it was named; read once more it has its whole path."""
    monkeypatch.chdir(folder)
    lines = [json.loads(line) for line in run("watch", "deep", "--once", "--json").output.splitlines()]
    assert [line["path"] for line in lines] == ["deep/b.md"]
    (Path(folder) / "deep/empty.pdf").touch()
    run("ingest", folder)
    assert json.loads(run("retry", "--failed", "--json").output.splitlines()[0])["path"].startswith(folder)


def test_what_is_no_file_is_said(run, tmp_path):
    """A pipe is not waited for."""
    os.mkfifo(tmp_path / "pipe")
    result = run("ingest", str(tmp_path / "pipe"))
    assert (result.exit_code, "[unreachable]" in result.output) == (1, True)


def test_a_break_down_while_handing_over_is_no_success(run, folder, monkeypatch):
    """What was handed over is read; then the fault ends the command."""
    hand_over, files = ingesting.hand_over, iter(["first"])

    def broken(*said, **more):
        next(files)
        hand_over(*said, **more)

    monkeypatch.setattr(ingesting, "hand_over", broken)
    monkeypatch.setattr(ingesting, "_AT_ONCE", 1)
    result = run("ingest", folder)
    assert (result.exit_code, type(result.exception)) == (1, StopIteration)
    assert json.loads(run("status", "--json").output)["documents"] == 1


def test_a_full_disk_ends_a_command_with_a_sentence(run, folder):
    """Exit 1 and no traceback; run again with room, it takes everything in."""
    (Path(folder) / "large.txt").write_text("The same words. " * 200_000)
    run("init")
    with make.full_disk(beyond=2 << 20):
        result = run("ingest", folder)
    assert (result.exit_code, "Error: there is no room left" in result.output) == (1, True)
    assert "3 stored, 0 duplicate, 1 failed" in run("ingest", folder).output
