"""Phrases are found where a plain scan of the stored words finds them, over passages and pages, on both engines."""

import random

import make
import naive
import pytest

from archive.documents import Passage
from archive.spans import Span
from index import scan
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import search


@pytest.fixture
def room(store, named):
    opened = ReadingRoom(store, named)
    yield opened
    opened.close()


def texts(seed):
    """Return thirty random texts of several passages and pages."""
    chance = random.Random(seed)
    return [
        " ".join(chance.choice([*naive.WORDS, "\n\n", "\f", "not"]) for _ in range(chance.randint(3, 60))) + " end"
        for _ in range(30)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_phrase_is_found_where_a_scan_finds_it(store, room, tmp_path, seed):
    """No more and no less, whatever its length."""
    documents = [(make.keep(store, text), text) for text in texts(seed)]
    scan.build(tmp_path / "scan", [(text, store.passages.of(document.id, 1)) for document, text in documents])
    truth = scan.Scan(tmp_path / "scan")
    room.catch_up()
    chance = random.Random(seed)
    for length in [1, 2, 2, 3, 3, 4, 6, 12, 40] * 3:
        words = chance.choice(documents)[1].split()
        start = chance.randrange(max(1, len(words) - length))
        phrase = " ".join(words[start : start + length])
        found = search(room.engine(), store, parse(f'"{phrase}"'), page_size=200)
        assert sorted(hit.passage.id for hit in found.hits) == sorted(truth.find(phrase))
    truth.close()


def test_the_scan_counts_a_phrase_for_the_passage_it_begins_in(tmp_path):
    """And none over the end of a text."""
    cut = [Passage("d", 1, 0, 1, Span(0, 8)), Passage("d", 1, 1, 1, Span(8, 14))]
    scan.build(tmp_path, [("One two\nthree.", cut), ("four two", [Passage("e", 1, 0, 1, Span(0, 8))])])
    held = scan.Scan(tmp_path)
    assert [held.find(words) for words in ("two Three", "three four", "two", "absent", "")] == [
        ["d@1#0"],
        [],
        ["d@1#0", "e@1#0"],
        [],
        [],
    ]
    held.close()
