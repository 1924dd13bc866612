"""The commands on ledgers, as a newsroom's scripts use them."""

import json

import make
import pytest
from click.testing import CliRunner

from archive.store import Store
from web.cli import main

SOURCE = "Dear Mr Vale,\n\nThe counting box does not need faces to count heads, and no face leaves the shelter.\n\nIda"


@pytest.fixture
def folder(tmp_path):
    store = Store(tmp_path / "archive", clock=make.clock())
    make.keep(store, SOURCE, title="Brandt to Vale")
    make.keep(store, "It wrote: “no face leaves the shelter”.", title="Six minutes")
    store.close()
    return tmp_path


def run(folder, *words):
    return CliRunner().invoke(main, [*words, "--archive", str(folder / "archive")])


def draft(folder, text, name="draft.md"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_right_draft_passes(folder):
    """Exit 0, with a line a quotation."""
    done = run(folder, "check", draft(folder, "She wrote: “no face leaves the shelter”.\n"))
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "1 quotation: 1 exact.")


def test_a_wrong_draft_does_not(folder):
    """Exit 1; JSON says what differs."""
    done = run(folder, "check", draft(folder, "She wrote: “every face leaves the shelter at once”.\n"), "--json")
    assert done.exit_code == 1
    assert json.loads(done.output)["quotations"][0]["verdict"] in {"misquoted", "not found"}


def test_a_draft_that_cannot_be_read_is_said(folder):
    """Exit 1, with a reason on stderr."""
    done = run(folder, "check", draft(folder, "%PDF-1.7 no", "draft.pdf"))
    assert done.exit_code == 1


def test_a_draft_that_is_not_there_is_wrong_usage(folder):
    """Exit 2."""
    assert run(folder, "check", str(folder / "nowhere.md")).exit_code == 2


@pytest.mark.parametrize("name", ["the article", "zzzzzzzz"])
def test_a_document_that_is_not_there_is_wrong_usage(folder, name):
    """Exit 2: 1 says that a quotation does not hold."""
    right = draft(folder, "She wrote: “no face leaves the shelter”.\n")
    assert run(folder, "check", right, "--without", name).exit_code == 2
    assert run(folder, "quotations", name).exit_code == 2


def test_the_quotations_of_a_document(folder):
    """They are traced when they are asked for."""
    store = Store(folder / "archive")
    identifier = store.documents.ids()[-1]
    store.close()
    done = run(folder, "quotations", identifier)
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "1 quotation: 1 exact.")


def test_what_is_still_to_be_traced_is_traced(folder):
    """As a server does in the background; the second time there is nothing to do."""
    assert [run(folder, "look-again").output.strip() for _ in range(2)] == ["1 traced", "0 traced"]
