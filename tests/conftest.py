"""Fixtures that all tests share: a real store in a folder of its own."""

from __future__ import annotations

import shutil

import make
import pytest

from archive.store import Store
from archive.store.database import Database
from archive.store.migrate import to_head


@pytest.fixture
def moment():
    return make.Moment()


@pytest.fixture(scope="session")
def blank(tmp_path_factory):
    """A database that holds the newest schema and nothing else: the migrations run once, and not in each test."""
    database = Database(tmp_path_factory.mktemp("blank") / "archive.sqlite3")
    to_head(database)
    database.close()
    return database.path


@pytest.fixture
def store(tmp_path, moment, blank):
    """A new archive on real SQLite."""
    folder = tmp_path / "archive"
    folder.mkdir()
    shutil.copy(blank, folder)
    opened = Store(folder, clock=make.clock(moment))
    yield opened
    opened.close()
