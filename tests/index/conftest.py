"""What the tests of search share: a reading room on each engine, and a question put to it."""

import pytest

from archive.settings import ENGINES
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import search


@pytest.fixture(params=ENGINES)
def room(store, request):
    """Return a reading room on the store, on each engine in turn."""
    opened = ReadingRoom(store, request.param)
    yield opened
    opened.close()


@pytest.fixture
def ask(store, room):
    """Return a function that searches; the index is brought up to date first."""

    def search_for(typed, **options):
        room.catch_up()
        return search(room.engine(), store, parse(typed), **options)

    return search_for
