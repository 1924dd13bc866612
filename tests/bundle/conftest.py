"""The sample case in an archive, with everything that people do to it, and its bundle."""

from __future__ import annotations

from pathlib import Path

import make
import pytest
import rebag
from click.testing import CliRunner

from archive.access import Role
from archive.describing import correct
from archive.judgements import Ruling
from archive.judging import judge
from archive.marking import Draft, annotate, withdraw
from archive.saving import save
from archive.selectors import describe
from archive.spans import Span
from archive.store import Store
from archive.store.people import Purpose
from archive.witnessing import join
from web.cli import main

DOCUMENTS = Path(__file__).parent.parent.parent / "documents"


def verbatim(*words):
    return CliRunner().invoke(main, list(map(str, words)))


def _mark(store, actor, document, words, body="", tags=()):
    text = store.revisions.text(document, store.documents.get(document).newest)
    span = Span(text.index(words), text.index(words) + len(words))
    return annotate(store, actor, Draft(document, 1, span, describe(text, span), body, tags))


def _work(store):
    """Let two people annotate, describe, judge, save, and take something back."""
    ada, cy = make.person(store, "Ada"), make.person(store, "Cy", Role.REVIEWER)
    store.people.issue("a-session-of-hers", Purpose.SESSION, ada.id, expires=store.clock.later(60))
    article, letter = (_titled(store, words) for words in ("Six minutes", "seven questions"))
    _mark(store, ada, letter, "We take privacy extremely seriously", "Do **they**? 😀", ("privacy", "claims"))
    _mark(store, ada, letter, "privacy extremely seriously. It")
    gone = _mark(store, ada, letter, "Dear Commissioner", "a slip")
    withdraw(store, ada, gone.id, expected=1)
    correct(store, cy, article, {"creator": "T. Aldersey"})
    join(store, cy, article, _titled(store, "The shelter that"))
    judge(store, cy, (article, 1, 0), Ruling.COMMENT, comment="seen on paper")
    save(store, ada, name="Boxes", query="box*", filters={"kind": "letter"})


def _titled(store, words):
    return next(one for one in store.documents.ids() if words in store.documents.get(one).description.title)


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """An archive of the sample case, a file without text and a mail with an attachment among it."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "emoji.txt").write_text("😀 It isn’t approved.\n\nIda")
    verbatim("ingest", DOCUMENTS, folder / "emoji.txt", folder / "empty.pdf", "--archive", folder / "archive")
    assert verbatim("look-again", "--archive", folder / "archive").exit_code == 0
    store = Store(folder / "archive")
    _work(store)
    store.close()
    verbatim("look-again", "--archive", folder / "archive")
    return folder / "archive"


@pytest.fixture(scope="session")
def bundle(archive, tmp_path_factory):
    """The archive's bundle."""
    path = tmp_path_factory.mktemp("bundle") / "case.zip"
    done = verbatim("export", path, "--archive", archive)
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="session")
def files(bundle):
    return rebag.files_of(bundle)


@pytest.fixture
def refused(tmp_path):
    """Return a function that tries to import a file, sees that nothing is kept, and returns what was said."""

    def attempt(path):
        folder = tmp_path / "fresh"
        done = verbatim("import", path, "--archive", folder)
        assert done.exit_code == 1, done.output
        if folder.exists():
            store = Store(folder)
            assert (store.record.holds(), store.originals.all(), list(folder.glob("importing-*"))) == ({}, [], [])
            store.close()
        return done.output

    return attempt
