"""Tidying up merges what was written in pieces, and changes nothing else, whenever it ends."""

import json
import os
import shutil
import signal
import threading

import make
import pytest

from archive.errors import Damaged
from index.engines.protocol import Filters, Row, Wanted
from index.query import Or, Phrase

ASKED = Or((Phrase(("ab",)), Phrase(("b",)))), Filters(), Wanted(0, 100)


def row(number):
    words = ["ab"] * (number % 4 + 1) + ["b"] * (number % 7)
    return Row(id=f"d{number:03}@1#1", document=f"d{number:03}", text=words, kind="letter", date=f"20{number % 30:02}")


def pieces(folder):
    meta = folder / "tantivy" / "meta.json"
    return len(json.loads(meta.read_text())["segments"] if meta.is_file() else list(folder.glob("*.trm")))


def whole(engine):
    """Return all that is held, with scores and counts; and what the words are counted by when they are expanded."""
    answer = engine.answer(*ASKED)
    return answer, answer.spread(), engine.passages(), engine.frequency("b"), engine.vocabulary.counts(["ab", "b"])


def test_writing_leaves_merging_to_it_and_answers_stay_the_same(engine, opening, tmp_path):
    """Also those of another process, and of an answer that was given before; what is replaced is never seen again."""
    other, at_once = opening(), opening(tmp_path / "other")
    merged = []
    for number in range(24):
        fresh = row(number)
        engine.write([row(99)] if number == 15 else [fresh], gone=["d003"] if number == 20 else [], cursor=number)
        before, answer, held = pieces(tmp_path / "index"), other.answer(*ASKED), whole(other)
        engine.tidy()
        merged.append(pieces(tmp_path / "index") < before)
        assert whole(other) == whole(engine) == held
        assert (answer.spread(), other.cursor()) == (held[1], number)
        assert pieces(tmp_path / "index") <= 8
    rows = [row(99) if number == 15 else row(number) for number in range(24)]
    at_once.write(rows, gone=(), cursor=1)
    at_once.write([], gone=["d003"], cursor=23)
    assert whole(engine) == whole(at_once)
    assert sum(merged) >= 2


def test_without_it_pieces_never_become_many(engine, tmp_path):
    """A write merges in the end."""
    for number in range(24):
        engine.write([row(number)], gone=(), cursor=number)
    assert (pieces(tmp_path / "index") <= 17, engine.passages()) == (True, 24)


@pytest.fixture
def in_pieces(engine, tmp_path):
    """An engine about to merge, and a copy of its folder."""
    for number in range(14):
        engine.write([row(number)], gone=(), cursor=number)
    return shutil.copytree(tmp_path / "index", tmp_path / "copy")


def test_where_the_disk_is_full_nothing_changes_until_there_is_room(engine, opening, in_pieces, tmp_path):
    """What was half merged is no part of the index, and keeps nobody from writing."""
    held = whole(engine)
    with make.full_disk(beyond=1000), pytest.raises((OSError, Damaged)):
        engine.tidy()
    assert whole(engine) == whole(opening()) == held
    engine.write([row(14)], gone=(), cursor=14)
    engine.tidy()
    assert (engine.passages(), pieces(tmp_path / "index") < pieces(in_pieces)) == (15, True)


def tidied_in_a_process_of_its_own(engine, delay):
    """Kill it after so many seconds; tell whether it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            if delay:
                threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
            engine.tidy()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status == 0


def test_killed_at_any_moment_it_loses_nothing(engine, opening, in_pieces, tmp_path):
    """What is there afterwards answers the same, and can be written to and tidied up."""
    held, ended = whole(engine), []
    for delay in (0.001, 0.003, 0.006, 0.01, 0.02, None):
        shutil.rmtree(tmp_path / "index")
        shutil.copytree(in_pieces, tmp_path / "index")
        ended.append(tidied_in_a_process_of_its_own(engine, delay))
        again = opening()
        assert (whole(again), again.cursor()) == (held, 13)
        again.write([row(14)], gone=(), cursor=14)
        again.tidy()
        assert (again.passages(), again.cursor()) == (15, 14)
    assert (all(ended), ended[-1], pieces(tmp_path / "index") < pieces(in_pieces)) == (False, True, True)


def test_what_somebody_else_replaced_stays_replaced(engine, opening, in_pieces, tmp_path):
    """Whoever tidies up knows nothing of it yet."""
    other = opening()
    other.write([row(50)], gone=[f"d{number:03}" for number in range(14)], cursor=20)
    for number in range(51, 57):
        other.write([row(number)], gone=(), cursor=number)
    held = whole(other)
    engine.tidy()
    assert (whole(engine), whole(other), engine.passages(), engine.cursor()) == (held, held, 7, 56)
