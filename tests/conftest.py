"""Fixtures that all tests share: a real store in a folder of its own."""

from __future__ import annotations

import shutil

import make
import pytest

from archive.settings import read_settings
from archive.store import Store
from archive.store.database import Database
from archive.store.migrate import to
from web.create_app import without_archive


@pytest.fixture
def moment():
    return make.Moment()


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A database that holds the newest schema and nothing else: the migrations run once, and not in each test."""
    database = Database(tmp_path_factory.mktemp("blank") / "archive.sqlite3")
    to(database)
    database.close()
    return database.path


@pytest.fixture(scope="session")
def new_store(blank):
    """Return a function that begins an archive on real SQLite in a folder; whoever calls it closes the store."""

    def begin(folder, moment=None):
        folder.mkdir(exist_ok=True)
        shutil.copy(blank, folder)
        return Store(folder, clock=make.clock(moment))

    return begin


@pytest.fixture
def store(tmp_path, moment, new_store):
    """A new archive in a folder of the test's own."""
    opened = new_store(tmp_path / "archive", moment)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def views():
    """The application without an archive: its views are put together once, and hold nothing of what was asked."""
    return without_archive(read_settings({}))
