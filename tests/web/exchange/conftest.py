"""A letter with notes of every kind, and another archive."""

import make
import pytest
from exchanging import HOSTILE, TEXT, mark

from archive.annotations import Motivation, Visibility
from archive.marking import reply
from archive.store import Store


@pytest.fixture
def ada_there(store):
    return make.person(store, "Ada")


@pytest.fixture
def case(store, ada_there):
    """A letter with notes of every kind: repeated words, several passages, a private one, replies to replies."""
    document = make.keep(store, TEXT, title="Brandt to Vale")
    first = mark(store, ada_there, document, "Nothing was signed", HOSTILE, tags=("'=1+1", "quality"), nth=1)
    mark(store, ada_there, document, "shipment", "'=twice", further=("cameras",), visibility=Visibility.TEAM)
    mark(store, ada_there, document, "Vale", "Mine.", visibility=Visibility.PRIVATE)
    mark(store, ada_there, document, "Ida Brandt", motivation=Motivation.QUESTIONING)
    answer = reply(store, ada_there, first.id, "Yes.\n\n- so it is")
    reply(store, ada_there, answer.id, "@once")
    return document


@pytest.fixture
def elsewhere(tmp_path):
    """Another archive that holds the same text, under another id."""
    other = Store(tmp_path / "other")
    yield other
    other.close()


@pytest.fixture
def letter_here(store):
    return make.keep(store, TEXT, title="Brandt to Vale", described={"source_url": "https://news.example/vale"})
