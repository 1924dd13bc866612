"""Marks asked of the store: which passages carry an annotation with a tag, of a person, or any."""

import make
import pytest

from archive.marking import Draft, annotate
from archive.selectors import describe
from archive.spans import Span
from index.parsing import parse
from index.query import Among
from index.reading_room import ReadingRoom
from index.resolving import resolved
from index.search import search

TEXT = "One word here.\n\nTwo words there.\n\nThree words."


@pytest.fixture
def document(store):
    return make.keep(store, TEXT)


@pytest.fixture
def mark(store, document):
    """Return a function with which a person marks words of the first revision."""

    def made(who, words, *tags, body=""):
        start = TEXT.index(words)
        span = Span(start, start + len(words))
        return annotate(store, who, Draft(document.id, 1, span, describe(TEXT, span), body, tags))

    return made


@pytest.fixture
def ada(store):
    return person(store, "ada", "Ada Lovelace")


def person(store, identifier, name):
    made = make.actor(name, identifier=identifier)
    store.people.add(made, at=store.clock.now())
    return made


def numbers(store, typed):
    """Return which passages of the text a query names, by number."""
    node = resolved(store, parse(typed).root)
    assert isinstance(node, Among)
    return sorted(int(passage.partition("#")[2]) for passage in node.passages)


def test_marks_name_the_passages_they_overlap(store, ada, mark):
    """By tag in any spelling, by person, and all of them."""
    other = person(store, "bo", "Bo Vale")
    mark(ada, "word here", "Due Process")
    mark(other, "there.\n\nThree", "greed", "due  process!")
    mark(other, "Three", body="A comment.")
    assert numbers(store, 'tag:"due process"') == [0, 1, 2]
    assert numbers(store, "tag:greed") == [1, 2]
    assert numbers(store, "tag:process") == []
    assert numbers(store, "user:lovelace") == numbers(store, "user:ada") == [0]
    assert numbers(store, "has:annotation") == [0, 1, 2]
    assert numbers(store, "user:nobody") == []


def test_what_was_taken_away_or_stands_on_an_older_revision_does_not_count(store, document, ada, mark):
    """Only standing annotations on the newest revision."""
    gone = mark(ada, "One", "old")
    store.annotations.remove(gone.id, expected=1, at=store.clock.now())
    assert numbers(store, "tag:old") == []
    mark(ada, "Two", "old")
    newer = make.revision("Two words.", document=document.id, number=2)
    with store.atomic():
        store.revisions.add(newer, boxes=b"", offset_runs=b"")
        store.passages.add(list(make.passages(newer)))
        store.documents.advance(make.again(document, newest=2), pages=1, needs_review=False)
    assert numbers(store, "has:annotation") == []


@pytest.mark.parametrize(
    ("typed", "total"),
    [
        ("words tag:greed", 1),
        ("words -tag:greed", 1),
        ("tag:greed OR one", 2),
        ("NOT has:annotation", 2),
        ("tag:none", 0),
    ],
)
def test_marks_are_part_of_any_query(store, ada, mark, typed, total):
    """Joined, excluded, alternative, alone."""
    mark(ada, "Two words", "greed")
    room = ReadingRoom(store)
    room.catch_up()
    assert search(room.engine(), store, parse(typed)).total == total
    room.close()
