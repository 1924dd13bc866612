"""`verbatim retry` and `verbatim provenance`."""

import json

import pytest
from click.testing import CliRunner

from archive.jobs import Job
from archive.provenance import Event, Outcome
from archive.store import Store
from web.cli import main


@pytest.fixture
def archive(tmp_path):
    return tmp_path / "archive"


@pytest.fixture
def run(archive):
    """Return a function that runs a command on an archive of its own."""
    return lambda *words: CliRunner().invoke(main, [*words, "--archive", str(archive)])


@pytest.fixture
def folder(tmp_path, run):
    """A letter, which is taken in, and an empty file, from which no text can be had."""
    place = tmp_path / "letters"
    place.mkdir()
    (place / "a.txt").write_text("Dear Sir,\n\nIt isn't approved.\n\nYours sincerely,\nIda")
    (place / "empty.pdf").write_bytes(b"")
    run("ingest", str(place))
    return place


@pytest.fixture
def document(archive, folder):
    store = Store(archive)
    (found,) = store.documents.ids()
    store.close()
    return found


def test_a_code_that_does_not_exist_is_wrong_usage(run, folder):
    """A slip of the pen is not taken for “nothing failed so”."""
    result = run("retry", "--code", "locked")
    assert (result.exit_code, "encrypted" in result.output) == (2, True)


def test_failures_are_read_once_more(run, folder):
    """Exit 1: it still does not hold."""
    result = run("retry", "--failed")
    assert result.exit_code == 1
    assert "[empty]" in result.output
    assert "1 file: 0 stored, 0 duplicate, 1 failed" in result.output


def test_a_reason_picks_its_own(run, folder):
    """Nothing failed for that reason: all is fine."""
    assert run("retry", "--code", "needs-ocr").exit_code == 0
    assert json.loads(run("retry", "--code", "empty", "--json").output)["code"] == "empty"


def test_an_accession_is_read_by_its_name(run, archive, document):
    """A reading that gives the same again changes nothing."""
    store = Store(archive)
    (accession,) = store.accessions.of(document)
    store.close()
    assert "1 unchanged" in run("retry", accession.id).output


def test_a_file_whose_bytes_are_held_by_now_is_recognised(run, archive, document):
    """It was stopped the first time; the same bytes have come another way since."""
    store = Store(archive)
    (accession,) = store.accessions.of(document)
    store.accessions.record(Event(accession.id, "extraction", Outcome.FAILURE, "slow", accession.at, code="timeout"))
    store.accessions.settle(accession, document="", media_type="")
    store.close()
    result = run("retry", "--code", "timeout")
    assert (result.exit_code, "1 duplicate" in result.output) == (0, True)


@pytest.mark.parametrize("words", [[], ["abcdefgh", "--failed"]])
def test_what_to_read_must_be_said_once(run, words):
    """Wrong usage is exit 2."""
    assert run("retry", *words).exit_code == 2


def test_an_unknown_accession_is_exit_2_and_named(run, folder):
    """Said in a sentence."""
    result = run("retry", "zzzzzzzz")
    assert (result.exit_code, "zzzzzzzz" in result.output) == (2, True)


def test_provenance_is_told_a_line_an_event(run, document):
    """With who brought it and which tool read it."""
    told = run("provenance", document).output
    assert f"{document}@1" in told
    assert " (verbatim ingest): " in told
    assert "Text read from the file" in told


def test_provenance_for_machines_is_premis(run, document):
    """Objects, events, agents."""
    told = json.loads(run("provenance", f"{document}@1", "--json").output)
    assert [one["objectCategory"] for one in told["objects"]][:2] == ["intellectualEntity", "representation"]
    assert told["events"][0]["eventType"] == "accession"


def test_a_document_that_is_not_held_is_exit_2(run, folder):
    """As every command says."""
    assert run("provenance", "zzzzzzzz").exit_code == 2


def test_a_file_that_waits_already_is_named(run, archive, document):
    """It is not asked for twice."""
    store = Store(archive)
    (accession,) = store.accessions.of(document)
    store.jobs.add(Job("deposit9", accession.id, {}, store.clock.now()))
    store.close()
    assert f"a.txt ({accession.id}) waits to be read already" in run("retry", accession.id).output
