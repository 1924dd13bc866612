"""The reading room: which generation serves, whatever happens to it, and of which engine it is."""

import shutil
import time

import make
import pytest

from archive.settings import ENGINES
from index import reading_room
from index.engines.tantivy_engine import TantivyEngine
from index.engines.whoosh_engine import WhooshEngine
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import search


@pytest.fixture
def opening(store):
    """Return a function that opens a reading room whose new indexes are of an engine."""
    opened = []

    def open_it(engine):
        opened.append(ReadingRoom(store, engine))
        return opened[-1]

    yield open_it
    for room in opened:
        room.close()


def total(room, store, typed):
    return room.ask(lambda engine: search(engine, store, parse(typed))).total


@pytest.mark.parametrize("engine", ENGINES)
def test_a_generation_made_anew_under_another_process_is_opened(store, opening, engine):
    """Though it too is the first one in its folder."""
    room = opening(engine)
    make.keep(store, "Words to be found.")
    room.catch_up()
    assert total(room, store, "found") == 1
    shutil.rmtree(store.folder / "index")
    (store.folder / "index").mkdir()
    make.keep(store, "More is found.")
    opening(engine).catch_up()
    assert total(room, store, "found") == 2


@pytest.mark.parametrize(("before", "after"), [ENGINES, ENGINES[::-1]])
def test_an_index_of_another_engine_is_built_anew_when_it_is_brought_up_to_date(store, opening, before, after):
    """With the same answers."""
    make.keep(store, "Words to be found.")
    opening(before).catch_up()
    room = opening(after)
    assert isinstance(room.engine(), {"whoosh": WhooshEngine, "tantivy": TantivyEngine}[before])
    assert total(room, store, "found") == 1
    room.catch_up()
    assert isinstance(room.engine(), {"whoosh": WhooshEngine, "tantivy": TantivyEngine}[after])
    assert total(room, store, "found") == 1


def test_the_old_index_serves_while_the_other_is_built(store, opening):
    """What is stored meanwhile is found at once."""
    make.keep(store, "Words to be found.")
    opening("whoosh").catch_up()
    room = opening("tantivy")
    make.keep(store, "More is found.")
    room.follow()
    assert total(room, store, "found") == 2
    limit = time.monotonic() + 30
    while not isinstance(room.engine(), TantivyEngine) and time.monotonic() < limit:
        time.sleep(0.01)
    assert isinstance(room.engine(), TantivyEngine)
    assert total(room, store, "found") == 2


def test_another_engine_is_advised_where_there_are_many_passages(store, opening, monkeypatch):
    """And no longer once it is chosen."""
    monkeypatch.setattr(reading_room, "MANY", 1)
    make.keep(store, "One.\n\nTwo.\n\nThree.")
    opening("whoosh").catch_up()
    assert "VERBATIM_ENGINE=tantivy" in opening("whoosh").state().advice
    assert opening("tantivy").state().advice == ""
    monkeypatch.setattr(reading_room, "MANY", 3)
    assert opening("whoosh").state().advice == ""


@pytest.mark.parametrize("engine", ENGINES)
def test_an_index_of_an_older_layout_is_built_anew(store, opening, engine):
    """Also one whose generation has the plain number of old."""
    make.keep(store, "Words to be found.")
    old = store.folder / "index" / "1"
    old.mkdir(parents=True)
    (old / "state.json").write_text('{"identity": "x", "schema": "whoosh/1", "cursor": 3}')
    (store.folder / "index" / "CURRENT").write_text("1")
    room = opening(engine)
    assert (total(room, store, "found"), old.exists()) == (1, False)


def test_what_follows_after_documents_were_stored_ends_with_tidying_up(store, opening):
    """So the segments of small documents do not become many, and what came by itself is found."""
    room = opening("whoosh")
    for number in range(9):
        make.keep(store, f"Words to be found, the {number}th.")
        room.follow()
        assert len(list((store.folder / "index").rglob("*.trm"))) < 8
    assert total(room, store, "found") == 9
