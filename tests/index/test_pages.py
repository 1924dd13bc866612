"""Phrases that run from one page into the next, over a running head or foot."""

import make
import pytest

from archive.documents import StructureKind
from archive.folding import terms, without
from archive.spans import Span
from index.analyzer import EMPTY, SEAM_GAP, SEAM_WORDS, passage_terms
from index.confirmation import matches_in
from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import search

TEXT = (
    "We ask you to answer in full, with-\nOur reference 7\nPage 1 of 3\f"
    "Vantry Optics\nin three weeks of\nPage 2 of 3\ftoday.\n\nYours truly."
)
HEADS = [
    Span(TEXT.index(words), TEXT.index(words) + len(words))
    for words in ("Our reference 7\nPage 1 of 3", "Vantry Optics", "Page 2 of 3")
]


@pytest.fixture
def ask(store):
    """Return a function that gives the total and the marked words of a query."""
    marks = [make.mark(StructureKind.FURNITURE, head.start, head.end) for head in HEADS]
    make.keep(store, TEXT, structures=marks)
    room = ReadingRoom(store)
    room.catch_up()

    def found(typed):
        results = search(room.engine(), store, parse(typed))
        return results.total, [span.of(TEXT) for hit in results.hits for span in hit.spans]

    yield found
    room.close()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ('"answer in full within three weeks"', Span(TEXT.index("answer"), TEXT.index(" of\nPage 2"))),
        ('"three weeks of today"', Span(TEXT.index("three"), TEXT.index(".\n\n"))),
        ('="weeks of today."', Span(TEXT.index("weeks"), TEXT.index("\n\nYours"))),
        ('"today three"~2', Span(TEXT.index("three"), TEXT.index(".\n\n"))),
        ('"page 1 of 3 Vantry Optics"', Span(TEXT.index("Page 1"), TEXT.index("\nin three"))),
    ],
)
def test_a_phrase_runs_over_the_foot_of_a_page(ask, typed, stored):
    """Found once, marked as one, and the words of the foot itself are found as they stand."""
    assert ask(typed) == (1, [stored.of(TEXT)])
    assert matches_in(TEXT, parse(typed).root, HEADS) == (stored,)


def test_what_a_page_parts_is_no_phrase_without_furniture(ask):
    """Words of the text between are never passed over."""
    assert ask('"answer within"') == (0, [])
    assert ask('weeks NOT "weeks of today"') == (0, [])
    assert ask('weeks NOT "weeks of page 1"')[0] == 1
    assert matches_in(TEXT, parse('"three weeks of today"').root) == ()


def test_texts_without_furniture_have_the_seams_they_had():
    """The words on each side of a passage's end."""
    text = " ".join(f"w{number}" for number in range(100))
    made = make.revision(text[:200] + "\n\n" + text[200:])
    parts = list(make.passages(made))
    assert passage_terms(made.text, parts) == passage_terms(made.text, parts, [])
    worded = passage_terms(made.text, parts)
    sides = worded[0].text[-SEAM_WORDS:], worded[1].text[:SEAM_WORDS]
    assert worded[0].seam == (*sides[0], *[EMPTY] * SEAM_GAP, *sides[1])


def test_what_is_taken_out_leaves_blanks():
    """So that all positions stay."""
    blank = without(TEXT, HEADS)
    assert len(blank) == len(TEXT)
    assert "reference" not in terms(blank)
    assert without("abc", [Span(0, 2), Span(1, 9)]) == "   "
