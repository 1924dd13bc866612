"""All hits of a search, as JSON and as CSV."""

import csv
import io

import make
import pytest

from web import answering
from web.present.hits import COLUMNS


@pytest.fixture
def many(store, room):
    for number in range(30):
        make.keep(store, f"Some words of letter {number}.\n\nAnd more words.", title=f"Letter {number}", creator="=1+1")
    room.catch_up()


def rows(response):
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def test_both_forms_give_every_hit_at_its_place(anonymous, store, letter, many):
    """The words of each row stand in the stored text where it says, with their context."""
    listed = anonymous.get("/search.json?q=words+OR+shipment&all=1").json
    table = rows(anonymous.get("/search.csv?q=words+OR+shipment"))
    assert len(listed["hits"]) == len(table) == listed["total"] == 61
    for hit, row in zip(listed["hits"], table, strict=True):
        text = store.revisions.text(hit["document"], hit["revision"])
        assert text[hit["start"] : hit["end"]] == hit["exact"] == row["exact"]
        assert f"{hit['prefix']}{hit['exact']}{hit['suffix']}" in text
        assert (row["document"], int(row["start"]), row["cite"]) == (hit["document"], hit["start"], hit["cite"])


def test_a_row_leads_to_its_words_and_its_citation_is_intact(anonymous, letter):
    """After an emoji, on the second page."""
    (row,) = rows(anonymous.get("/search.csv?q=Brandt"))
    assert (row["page"], row["places"], tuple(row)) == ("2", "1", COLUMNS)
    assert "✓ Intact" in anonymous.get(row["cite"]).get_data(as_text=True)
    url, _, fragment = row["url"].partition("#")
    assert f'id="{fragment}"' in anonymous.get(url).get_data(as_text=True)


def test_a_hit_that_runs_over_the_end_of_a_page_stands_on_the_page_it_begins_on(anonymous, store, room):
    """Though its passage began on the page before."""
    text = "On the first.\fOn the second page and\fon the third."
    make.keep(store, text)
    room.catch_up()
    assert [hit["page"] for hit in anonymous.get('/search.json?q="page and on"').json["hits"]] == ["2"]


def test_no_cell_is_a_formula(anonymous, many):
    """An apostrophe stands before what a spreadsheet would run; the JSON has the words as they are."""
    assert {row["author"] for row in rows(anonymous.get("/search.csv?q=words"))} == {"'=1+1"}


def test_an_export_that_is_cut_off_says_so_in_itself_and_in_its_headers(anonymous, many, monkeypatch):
    """And how much there is."""
    monkeypatch.setattr(answering, "EXPORT_LIMIT", 7)
    answer = anonymous.get("/search.csv?q=words")
    *kept, last = rows(answer)
    assert (len(kept), answer.headers["X-Cut-Off"], answer.headers["X-Total-Passages"]) == (7, "yes", "60")
    assert last["document"] == "# only the first 7 of 60 passages are here; narrow the search for the rest"
    listed = anonymous.get("/search.json?q=words&all=1").json
    assert (len(listed["hits"]), listed["cut_off"][:16]) == (7, "only the first 7")


def test_a_whole_export_says_that_it_is_whole(anonymous, letter):
    """Nothing is left out."""
    assert anonymous.get("/search.json?q=cameras&all=1").json["cut_off"] == ""
    assert anonymous.get("/search.csv?q=cameras").headers["X-Cut-Off"] == "no"


@pytest.mark.parametrize("query", ["", "*", '"', "nothing-here", "\x00"])
def test_an_export_of_nothing_is_a_table_without_rows(anonymous, letter, query):
    """With its header."""
    answer = anonymous.get("/search.csv", query_string={"q": query})
    assert (answer.status_code, rows(answer)) == (200, [])


@pytest.mark.parametrize("address", ["/search", "/search.json", "/search.csv"])
def test_more_hits_are_not_more_questions_to_the_database(anonymous, letter, many, questions, address):
    """One hit or twenty; what is annotated was asked for by a search before them."""
    anonymous.get(address, query_string={"q": "words"})
    few = questions(lambda: anonymous.get(address, query_string={"q": "cameras"}))
    assert few == questions(lambda: anonymous.get(address, query_string={"q": "words"}))
    assert few < 20
