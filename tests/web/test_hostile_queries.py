"""Hostile queries through HTTP: an answer or a message, never a fault."""

import make
import pytest
from hostile import queries

from index.parsing import parse

QUERIES = [query.encode("utf-8", "replace").decode() for query in queries.QUERIES]
TEXT = (
    "A letter of words.\n\n" + "a" * 3000 + " aaab " + "a\u0301" * 400 + "\n\nwe word we\u00ad-we\fwho\x0b 東京 ﬃ 😀."
)


@pytest.fixture
def filled(store, room):
    document = make.keep(store, TEXT)
    room.catch_up()
    return document


def test_there_are_more_than_a_hundred():
    """Each of its own kind."""
    assert len(set(queries.QUERIES)) > 200


@pytest.mark.parametrize("query", queries.QUERIES, ids=range(len(queries.QUERIES)))
def test_every_hostile_query_has_a_meaning_or_a_remark(query):
    """Nothing is searched in silence, nothing left out in silence."""
    read = parse(query)
    assert read.root is not None or read.ignored or not query.strip()
    assert all(0 <= remark.start <= remark.end <= len(query) for remark in read.ignored)
    read.understood.encode()


def test_the_search_page_answers_every_hostile_query(filled, anonymous):
    """With 200, and a page no larger than its query could make it."""
    for query in QUERIES:
        response = anonymous.get("/search", query_string={"q": query})
        assert response.status_code == 200, query[:80]
        assert len(response.data) < 1 << 20, query[:80]


def test_the_interface_answers_every_hostile_query(filled, anonymous):
    """And tells how it was understood."""
    for query in QUERIES:
        response = anonymous.get("/search.json", query_string={"q": query})
        assert response.status_code == 200, query[:80]
        assert response.json["understood"], query[:80]


def test_the_reading_view_answers_every_hostile_query(filled, anonymous):
    """Marks are found in the whole text, without the index."""
    for query in QUERIES:
        response = anonymous.get(f"/documents/{filled.id}", query_string={"q": query})
        assert response.status_code == 200, query[:80]


def test_raw_bytes_that_are_no_text_are_answered(filled, anonymous):
    """What is no UTF-8, a surrogate, a NUL: in the address itself."""
    for query in ("%ff%fe", "%ED%A0%80", "%00", "%", "%u0041", "a%C3"):
        assert anonymous.get(f"/search?q={query}").status_code == 200
        assert anonymous.get(f"/search.json?q={query}").status_code == 200
