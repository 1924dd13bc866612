"""A quotation as printed finds the words as stored, and the other way round, through extraction and the index."""

import make
import pytest

from index.parsing import parse
from index.reading_room import ReadingRoom
from index.search import search
from ingest.canonical import canonical
from ingest.extract.extraction import RawPage

PRINTED = (
    "The com\u00ad\npany isn’t “ﬁnally” the industry’s well-\nknown con-\ntrac\u00adtual partner.",
    "It did not\u00a0pay… Café owners — from 1939-\n1945 — were ſilent about Jean-\nPaul and ap-",
    "proved the naïve plan of Straße 9.",
)


@pytest.fixture
def ask(store):
    """Return a function that gives the marked words of a query, as they stand in the stored text."""
    text = canonical([RawPage(page) for page in PRINTED]).text
    document = make.keep(store, text)
    room = ReadingRoom(store)
    room.catch_up()

    def found(typed, **options):
        groups = search(room.engine(), store, parse(typed, **options)).groups
        spans = [span for group in groups for hit in group.hits for span in hit.spans]
        return [span.of(store.revisions.text(document.id, 1)) for span in spans]

    yield found
    room.close()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ('"isn\'t finally"', "isn’t “finally"),
        ("“isn’t ‘ﬁnally’”", "isn’t “finally"),
        ('"the company isnt"', None),
        ('"company isn’t"', "company isn’t"),
        ('"com-\npany isn’t"', "company isn’t"),
        ('"com- pany isn’t"', "company isn’t"),
        ("contrac-\ntual", "contractual"),
        ("contractual", "contractual"),
        ('"industry\'s well-known contractual partner"', "industry’s wellknown contractual partner"),
        ('"did not pay ... cafe owners"', "not pay… Café owners"),
        ('"did not pay"', "not pay"),
        ('"did pay"', None),
        ('"Cafe owners from 1939–1945"', "Café owners — from 1939-\n1945"),
        ('"were silent about jean-paul"', "were ſilent about Jean-\nPaul"),
        ('"and approved the naive"', "and ap-\fproved the naïve"),
        ("approved", "ap-\fproved"),
        ('"strasse 9"', "Straße 9"),
    ],
)
def test_typography_never_hides_a_quotation(ask, typed, stored):
    """Quotes, dashes, blanks, ligatures, accents, hyphens at the ends of lines and pages; one mark each."""
    found = ask(typed)
    assert [words.endswith(stored or "") for words in found] == ([True] if stored else [])


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ('="isn’t “finally”"', 1),
        ('="isn\'t “finally”"', 0),
        ("=Café", 1),
        ("=café", 0),
        ("=Cafe", 0),
        ('="not pay…"', 1),
    ],
)
def test_exact_words_stand_as_typed(ask, typed, count):
    """Case, accents and marks count."""
    assert len(ask(typed)) == count


def test_words_near_one_another_cross_pages(ask):
    """And are marked as one window."""
    assert ask('"plan ſilent"~7') == ["ſilent about Jean-\nPaul and ap-\fproved the naïve plan"]
