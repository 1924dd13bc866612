"""Search inside annotations."""

from dataclasses import replace

import make
import pytest

from archive.marking import Draft, annotate
from archive.selectors import describe
from archive.spans import Span
from index import annotations
from index.annotations import find
from index.parsing import parse
from index.query import And, Field, Marked, Not, Phrase, Query, Range

TEXT = "We note that the shipment isn’t approved.\n\nYours, Ida Brandt"


@pytest.fixture
def ada(store):
    return make.person(store, "Ada Lovelace")


@pytest.fixture
def note(store, ada, moment):
    """Return a function that marks `exact` in a new letter and moves time on."""

    def mark(body="", tags=(), exact="shipment isn’t approved", by=None, **described):
        document, at = make.keep(store, TEXT, **described), TEXT.index(exact)
        span = Span(at, at + len(exact))
        moment.advance(1)
        return annotate(store, by or ada, Draft(document.id, 1, span, describe(TEXT, span), body, tags))

    return mark


def asked(root):
    return Query("typed", root, "", (), plain=False)


def ids(notes):
    return [found.annotation.id for found in notes.notes]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("doubtful", True),
        ('"rather doubtful"', True),
        ('"doubtful rather"', False),
        ("doubtful quality", True),
        ('"isn\'t approved"', True),
        ("doubtful NOT shipment", False),
        ("nothing OR quality", True),
        ("yours", False),
    ],
)
def test_words_are_looked_for_in_comment_tags_and_marked_words(store, note, typed, found):
    """Together they are one text, save that a phrase stands in one of them."""
    made = note("This is rather *doubtful*.", ("Quality",))
    assert ids(find(store, parse(typed))) == ([made.id] if found else [])


@pytest.mark.parametrize(
    ("node", "found"),
    [
        (Marked("tag", "quality CONTROL"), True),
        (Marked("tag", "quality"), False),
        (Marked("user", "lovelace"), True),
        (Marked("user", "Bo"), False),
        (Marked("has", "annotation"), True),
        (Field("document", ("zzzzzzzz",)), False),
        (Field("author", ("brandt",)), True),
        (Field("title", ("to", "vale"), phrase=True), True),
        (Field("title", ("vale", "to"), phrase=True), False),
        (Field("kind", ("article",)), False),
        (Range("date", "2031", "2031-03"), True),
        (Range("date", "", "2030"), False),
        (And((Phrase(("shipment",)), Not(Marked("tag", "quality control")))), False),
    ],
)
def test_tag_author_and_what_the_document_is_can_be_asked(store, note, node, found):
    """By the same tree as in search."""
    made = note(tags=("Quality Control",), title="Brandt to Vale")
    assert ids(find(store, asked(node))) == ([made.id] if found else [])


def test_those_changed_last_stand_first_a_page_at_a_time(store, note):
    """And all of them where nothing is asked."""
    made = [note().id for _ in range(5)]
    pages = [find(store, parse(""), page=page, page_size=2) for page in (1, 2, 3)]
    assert [found for page in pages for found in ids(page)] == made[::-1]
    assert [(page.total, page.pages) for page in pages] == [(5, 3)] * 3


def test_a_query_of_which_nothing_is_left_finds_nothing(store, note):
    """Rather than everything."""
    note()
    assert find(store, parse("***")).total == 0


def test_what_was_not_looked_at_is_said(store, note, monkeypatch):
    """The oldest are left out, and the count is a lower bound."""
    for _ in range(3):
        note("Doubtful.")
    monkeypatch.setattr(annotations, "MOST", 2)
    monkeypatch.setattr(annotations, "_BATCH", 1)
    found = find(store, parse("doubtful"))
    assert (found.total, found.looked, found.held) == (2, 2, 3)


def test_the_database_leaves_out_what_cannot_answer(store, note):
    """So that the bound concerns only those of this author, with tags, on this document."""
    bo = make.person(store, "Bo")
    note(), note(by=bo)
    made = note(tags=("x",), by=bo)
    assert find(store, asked(Marked("user", "bo"))).held == 2
    assert find(store, asked(Marked("tag", "x"))).held == 1
    both = And((Field("document", (made.document,)), Marked("user", "bo")))
    assert find(store, asked(both)).held == 1


def test_the_places_of_the_words_are_told(store, note):
    """In the comment and in the marked words, each counted from its own beginning."""
    made = note("😀 Approved?")
    (found,) = find(store, parse("approved")).notes
    assert [span.of(made.body) for span in found.in_comment] == ["Approved"]
    assert [span.of(made.quote.exact) for span in found.in_quote] == ["approved"]


def test_an_annotation_that_was_taken_away_is_not_found(store, note, ada):
    """Nor counted."""
    made = note("Gone.")
    store.annotations.remove(made.id, expected=1, at=store.clock.now())
    assert (find(store, parse("gone")).total, find(store, parse("gone")).held) == (0, 0)


def test_pages_are_not_asked_of_annotations(store, note):
    """The part is left out, and a remark says so."""
    note("Doubtful.")
    node = And((Phrase(("doubtful",)), Field("page", ("7",))))
    assert find(store, asked(node)).total == find(store, asked(Not(node.parts[1]))).total == 1
    assert "left out" in annotations.unasked(Not(node))[0].message


def test_an_edit_moves_an_annotation_to_the_front(store, note):
    """Changed last, shown first."""
    first, second = note(), note()
    store.annotations.replace(replace(first, modified="2032-01-01T00:00:00Z", version=2), expected=1)
    assert ids(find(store, parse(""))) == [first.id, second.id]
