"""Every test here runs on both engines, which must give the same answers."""

import pytest

from archive.settings import ENGINES
from index.engines.choice import open_engine


@pytest.fixture(params=ENGINES, scope="module")
def named(request):
    return request.param


@pytest.fixture
def opening(named, tmp_path):
    """Return a function that opens the index of this test, each time anew."""
    opened = []

    def open_it(folder=tmp_path / "index"):
        opened.append(open_engine(named, folder, identity="test"))
        return opened[-1]

    yield open_it
    for engine in opened:
        engine.close()


@pytest.fixture
def engine(opening):
    return opening()
