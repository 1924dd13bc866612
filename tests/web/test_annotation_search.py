"""Search inside annotations over HTTP."""

import html
import re

import make
import pytest

from archive.marking import Draft, annotate
from archive.selectors import describe
from archive.spans import Span


@pytest.fixture
def noted(store, letter):
    """A note on two words of the letter, by Bo."""
    text, bo = store.revisions.text(letter.id, 1), make.person(store, "Bo")
    span = Span(text.index("shipment"), text.index("shipment") + len("shipment isn’t"))
    draft = Draft(letter.id, 1, span, describe(text, span), "Rather <b>doubtful</b>.", ('Qua"lity', "two words"))
    return annotate(store, bo, draft)


def test_an_annotation_is_shown_with_what_it_is_and_leads_to_its_place(anonymous, noted):
    """The marked words, the comment, tags, who, when, and where."""
    page = anonymous.get("/annotations?q=doubtful").get_data(as_text=True)
    shown = re.sub(r"<[^>]+>", "", page)
    for told in ("shipment isn’t", "Rather &lt;b&gt;doubtful", "two words", "Bo", "14 March 2031", "Brandt to Vale"):
        assert told in shown
    assert "<mark>doubtful</mark>" in page
    href = html.unescape(re.search(r'href="(/documents/[^"]*#mark-[^"]*)"', page)[1])
    assert f'id="{href.partition("#")[2]}"' in anonymous.get(href).get_data(as_text=True)


def test_machines_get_the_same_in_the_words_of_w3c(anonymous, noted):
    """With what was understood and how much was looked at."""
    answer = anonymous.get("/annotations.json?q=doubtful").json
    assert (answer["total"], answer["total_is_exact"], answer["looked_at"], answer["held"]) == (1, True, 1, 1)
    (item,) = answer["items"]
    assert item == {key: value for key, value in anonymous.get(item["id"]).json.items() if key != "@context"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('tag:"qua lity"', 1),
        ("tag:doubtful", 0),
        ("user:bo", 1),
        ("user:ada", 0),
        ('user:bo "rather b doubtful"', 1),
        ("from:brandt -tag:other", 1),
        ("[2032 TO *]", 0),
        ("doubtfull~1 ship*", 1),
        ('="Rather"', 1),
        ('="rather"', 0),
        ('"doubtful rather"~3', 1),
        ("NOT user:bo", 0),
        ("kind:article OR user:bo", 1),
    ],
)
def test_the_language_is_that_of_the_search(anonymous, noted, typed, found):
    """All operators and fields."""
    assert anonymous.get("/annotations.json", query_string={"q": typed}).json["total"] == found


def test_a_tag_leads_to_all_that_carry_it(anonymous, noted, letter):
    """From the list and from the note beside the text, quotation marks in it or not."""
    for page in ("/annotations", f"/documents/{letter.id}"):
        shown = anonymous.get(page).get_data(as_text=True)
        hrefs = re.findall(r'<li><a href="(/annotations\?q=tag[^"]*)"', shown)
        assert len(hrefs) == 2
        for href in hrefs:
            assert "1 annotation<" in anonymous.get(html.unescape(href)).get_data(as_text=True)


def test_without_a_query_all_are_shown(anonymous, noted, letter):
    """Those changed last first."""
    assert "1 annotation<" in anonymous.get("/annotations").get_data(as_text=True)


def test_the_search_page_leads_there(anonymous, noted):
    """With the same words."""
    assert 'href="/annotations?q=shipment"' in anonymous.get("/search?q=shipment").get_data(as_text=True)


@pytest.mark.parametrize("query", ['"unclosed', "((((", "NOT", "*", "\x00", "a" * 100_000, "tag:", "page:3", "“”"])
def test_no_query_is_a_fault(anonymous, noted, query):
    """There is an answer or a remark."""
    assert anonymous.get("/annotations", query_string={"q": query}).status_code == 200


def test_the_stretch_that_was_not_understood_is_marked(anonymous, noted):
    """In the query as it was typed."""
    page = anonymous.get("/annotations?q=doubtful+colour:red").get_data(as_text=True)
    assert '<mark class="wrong">colour:red</mark>' in page


def test_more_annotations_are_not_more_questions_to_the_database(anonymous, noted, store, questions):
    """One or twenty."""
    few = questions(lambda: anonymous.get("/annotations"))
    text, bo = store.revisions.text(noted.document, 1), make.actor("Bo")
    for at in range(20):
        annotate(store, bo, Draft(noted.document, 1, Span(0, at + 1), describe(text, Span(0, at + 1)), ""))
    assert questions(lambda: anonymous.get("/annotations")) == few
