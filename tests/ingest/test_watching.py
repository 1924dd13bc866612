"""A watched folder: what is new and settled is taken in, once."""

import os

import pytest

from ingest.watching import Watch


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "inbox"
    place.mkdir()
    return place


def names(files):
    return [file.name for file in files]


def test_a_file_is_taken_when_two_looks_find_it_the_same(store, folder):
    """Not while it is being written."""
    watch = Watch(store, folder)
    file = folder / "a.txt"
    file.write_text("half")
    assert names(watch.settled()) == []
    file.write_text("half and half")
    assert names(watch.settled()) == []
    assert names(watch.settled()) == ["a.txt"]
    assert names(watch.settled()) == []


def test_a_changed_file_is_taken_again(store, folder):
    """A later version is new bytes."""
    watch = Watch(store, folder)
    file = folder / "a.txt"
    file.write_text("one")
    watch.settled(), watch.settled()
    file.write_text("two")
    os.utime(file, ns=(1, 1))
    watch.settled()
    assert names(watch.settled()) == ["a.txt"]


def test_what_came_in_an_earlier_watch_is_left_alone(store, folder, take_in):
    """The same bytes from the same place are no new arrival."""
    (folder / "a.txt").write_text("Some words.")
    watch = Watch(store, folder)
    watch.settled()
    (ready,) = watch.settled()
    from_there = take_in("a.txt", b"Some words.")
    assert from_there.document
    assert ready.name == "a.txt"
    moved = folder.parent / "a.txt"
    again = Watch(store, moved.parent)
    again.settled()
    assert moved not in again.settled()


def test_a_file_that_vanishes_is_no_fault(store, folder):
    """Between two looks."""
    watch = Watch(store, folder)
    (folder / "a.txt").write_text("one")
    watch.settled()
    (folder / "a.txt").unlink()
    assert watch.settled() == []
