"""Fixtures that all tests share: a real store in a folder of its own."""

from __future__ import annotations

import make
import pytest

from archive.store import Store


@pytest.fixture
def moment():
    return make.Moment()


@pytest.fixture
def store(tmp_path, moment):
    """A new archive on real SQLite."""
    opened = Store(tmp_path / "archive", clock=make.clock(moment))
    yield opened
    opened.close()
