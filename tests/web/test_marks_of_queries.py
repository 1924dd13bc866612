"""What is counted is what is marked: on the results page, in the interface, in the reading view."""

import html
import re

import make
import pytest

TEXT = "We did not\npay. Pay, we said: PAY us, pay.\n\nNobody did pay at all.\fNot one paid; paying is dear, they\npay."
QUERIES = [
    ("pay", 6),
    ('"did not pay"', 1),
    ("=PAY", 1),
    ('="pay."', 3),
    ("=PAY OR =Pay", 2),
    ("pai?", 0),
    ("pa*", 8),
    ("pay~1", 6),
    ('"pay said"~2', 1),
    ('"did pay" OR pay', 6),
    ('"dear they" OR "they pay"', 1),
    ("pay -dear", 4),
]


@pytest.fixture
def document(store, room):
    kept = make.keep(store, TEXT)
    room.catch_up()
    return kept


def marked_in(page):
    return [html.unescape(words) for words in re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.S)]


@pytest.mark.parametrize(("query", "count"), QUERIES)
def test_the_results_count_what_they_mark(document, anonymous, query, count):
    """In all passages together, and as many spans in the interface."""
    page = anonymous.get("/search", query_string={"q": query}).get_data(as_text=True)
    wire = anonymous.get("/search.json", query_string={"q": query}).json
    assert sum(len(hit["spans"]) for hit in wire["hits"]) == count
    assert len(marked_in(page)) == count


@pytest.mark.parametrize(("query", "count"), [case for case in QUERIES if case[0] != "pay -dear"])
def test_the_reading_view_counts_what_it_marks(document, anonymous, query, count):
    """A mark that runs over lines is one."""
    page = anonymous.get(f"/documents/{document.id}", query_string={"q": query}).get_data(as_text=True)
    told = re.search(r"hit <span[^>]*>\d+</span> of (\d+) for", page)
    assert int(told[1] if told else 0) == count
    assert len(re.findall(r'<mark class="hit" id="hit-\d+"', page)) == count


@pytest.mark.parametrize(
    ("query", "told"), [("pay", False), ("pay OR paid", False), ("pay -dear", True), ("pay paid", True)]
)
def test_the_reading_view_says_where_it_marks_words_alone(document, anonymous, query, told):
    """The results are of passages in which all of the query holds; the text shows its words wherever they stand."""
    page = anonymous.get(f"/documents/{document.id}", query_string={"q": query}).get_data(as_text=True)
    assert (">word <" in page) is told


@pytest.mark.parametrize("query", ["NOT camera", "[* TO 2040]", "title:notes"])
def test_a_hit_without_marked_words_leads_to_its_passage(store, room, anonymous, query):
    """And the reading view does not say that there is no hit."""
    make.keep(store, TEXT, title="Notes", date="2031")
    room.catch_up()
    first = anonymous.get("/search.json", query_string={"q": query}).json["hits"][0]
    page = anonymous.get(first["url"]).get_data(as_text=True)
    assert 'id="cited"' in page
    assert "no hit here" not in page
    assert "marks no words" in page


def test_a_page_end_in_a_snippet_is_a_blank(document, anonymous):
    """A form feed would be shown as a box."""
    page = anonymous.get("/search", query_string={"q": '"all not"'}).get_data(as_text=True)
    assert marked_in(page) == ["all.\nNot"]
