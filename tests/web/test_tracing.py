"""Tracing a printed quotation in the browser and for machines."""

import codecs
import csv
import html
import io
import json
import re
from urllib.parse import unquote

import make
import pytest

from archive.access import Role
from archive.documents import Kind
from web.quotation_lists import MOST

PRINTED = "“the shipment isn't approved, […] the industry’s highest standards.”"


@pytest.fixture
def reader(sign_in):
    return sign_in("Rea", Role.READER)


@pytest.fixture
def send(reader):
    """Return a function that hands a list over and returns the reply."""

    def hand_over(content, name="list.txt", **said):
        data = {"csrf": reader.csrf, "list": (io.BytesIO(content), name), **said}
        return reader.post("/trace/list", data=data, content_type="multipart/form-data")

    return hand_over


def page(client, quotation, **said):
    return client.get("/trace", query_string={"quotation": quotation, **said}).get_data(as_text=True)


def test_the_page_shows_both_wordings_and_what_was_left_out(letter, anonymous):
    """The verdict in words, the elided words of the source, links to the place and to its citation."""
    told = html.unescape(page(anonymous, PRINTED))
    assert "<strong>Elided.</strong>" in told
    assert '<span class="hidden">left out: </span>and we hold our products to</span>' in told
    assert "<ins>[…]</ins>" in told
    assert "1 quotation mark differs" in told
    assert re.search(rf'href="/documents/{letter.id}@1/cite/\d+-\d+~\w{{12}}"', told)


def test_the_links_open_the_exact_words(letter, anonymous):
    """An emoji before the span moves nothing."""
    place = anonymous.get("/trace.json", query_string={"quotation": PRINTED}).json["places"][0]
    assert place["exact"].startswith("the shipment isn’t approved, and we hold")
    assert "The cited words stand here" in anonymous.get(place["cite"]).get_data(as_text=True)
    assert "the shipment isn’t approved" in anonymous.get(place["url"].partition("#")[0]).get_data(as_text=True)


def test_machines_get_every_difference_with_its_spans(letter, anonymous):
    """Applied to the source they give the quotation back."""
    wire = anonymous.get("/trace.json", query_string={"quotation": PRINTED}).json
    assert (wire["verdict"], wire["named"], wire["documents"]) == ("elided", True, 1)
    assert {made["kind"] for made in wire["differences"]} == {"edge", "quote mark", "elision"}
    assert all(PRINTED[slice(*made["printed"])] == made["put"] for made in wire["differences"])


def test_an_omitted_not_is_said_in_words(store, room, anonymous):
    """Misquoted, and why."""
    make.keep(store, "The counting box does not need faces to count heads, and never did.")
    room.catch_up()
    told = page(anonymous, "The counting box does need faces to count heads")
    assert "<strong>Misquoted.</strong>" in told
    assert "left out without a mark: “not”" in told
    assert "<del> not</del>" in told


def test_the_article_it_is_printed_in_can_be_left_out(store, room, anonymous):
    """By its address; what is no address, or that of nothing, is said: the article would be its own source."""
    article = make.keep(store, "He says “nobody was ever asked about it”.", title="An article", kind=Kind.ARTICLE)
    room.catch_up()
    asked = "nobody was ever asked about it"
    assert "It stands there as a quotation" in page(anonymous, asked)
    assert "<strong>Not found.</strong>" in page(anonymous, asked, without=f"/documents/{article.id}-an-article")
    assert "neither the address nor the id" in page(anonymous, asked, without="somewhere")
    assert "there is no document zzzzzzzz" in page(anonymous, asked, without="zzzzzzzz")


@pytest.mark.parametrize(
    "quotation", ["[", "“…”", "[...] […]", "*" * 900, "<script>alert(1)</script> is it", "\0 a\ufffe b"]
)
def test_whatever_is_pasted_has_an_answer(letter, anonymous, quotation):
    """No fault, and nothing of it is markup."""
    told = page(anonymous, quotation)
    assert 'class="verdict' in told
    assert "<script>alert" not in told


def test_a_long_quotation_can_be_posted(letter, anonymous):
    """Too long for an address, and too long to be checked is said."""
    told = anonymous.post("/trace", data={"quotation": "The cameras were sold. " * 1000}).get_data(as_text=True)
    assert "It is longer than 20,000 characters." in told
    assert len(told) < 60_000


def test_nobody_can_post_a_form_without_end(anonymous):
    """It is refused before it is read."""
    reply = anonymous.post("/trace", data={"quotation": "x" * (3 << 20)})
    assert (reply.status_code, "At most 2 MB may be sent here." in reply.get_data(as_text=True)) == (413, True)


def test_an_index_that_is_behind_is_told(letter, store, anonymous):
    """What is not found may be among the newest documents."""
    make.keep(store, "Nobody was ever asked about it in Ostwell.")
    assert "The index is behind" in page(anonymous, "Nobody was ever asked about it in Ostwell")


def test_the_empty_form_is_a_page(anonymous):
    """Without a list for those who are not signed in."""
    told = page(anonymous, "")
    assert 'name="quotation"' in told
    assert 'type="file"' not in told
    assert "Those who are signed in" in told


def test_a_list_needs_somebody_signed_in(anonymous):
    """It costs work."""
    assert anonymous.post("/trace/list", data={"quotations": "a b c d"}).status_code == 403


def test_a_list_is_a_table_with_downloads_in_it(letter, send):
    """The links hold the table themselves; nothing is kept."""
    told = send("the shipment isn’t approved\nnobody was ever asked about it in spring".encode()).get_data(as_text=True)
    assert "2 quotations: 1 exact, 1 not found." in told
    held = html.unescape(re.search(r'href="data:text/csv;charset=utf-8,([^"]+)" download', told)[1])
    assert unquote(held).startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(unquote(held)[1:])))
    assert [(row["number"], row["verdict"], row["title"]) for row in rows] == [
        ("1", "exact", "Brandt to Vale"),
        ("2", "not found", ""),
    ]
    assert rows[0]["link"].endswith("~" + rows[0]["link"][-12:])


def test_passages_that_were_not_looked_at_are_not_called_places(store, room, send):
    """A place is where the words were found; of the rest it is only said that there are more."""
    for number in range(25):
        make.keep(store, f"The shipment isn’t approved, says letter {number}.")
    room.catch_up()
    told = send("the shipment isn’t approved".encode()).get_data(as_text=True)
    assert "19 other places" in told
    assert "5 more passages may have these words too and are not shown." in told


def test_csv_and_json_are_answered_as_such(letter, send):
    """A formula is neutralised, and a table read by its column."""
    content = b'id,Quotation\n1,"=we hold our products to"\n2,\n'
    reply = send(content, "list.csv", form="csv")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="quotations.csv"'
    assert reply.data.startswith(codecs.BOM_UTF8)
    assert reply.get_data(as_text=True).splitlines()[1].startswith("1,'=we hold our products to,")
    wire = json.loads(send(content, "list.csv", form="json").data)
    assert (wire["total"], wire["unfinished"], wire["quotations"][0]["number"]) == (1, 0, 1)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "list.txt", "holds no quotation"),
        (b"a b\n" * (MOST + 1), "list.txt", "1,001 quotations"),
        (b"\xff\xfa\x80", "list.txt", "not UTF-8"),
        (b"words\nthe cameras", "list.csv", "no column named"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_in_words(send, content, name, told):
    """Before anything is traced."""
    reply = send(content, name)
    assert reply.status_code == 422
    assert told in reply.get_data(as_text=True)
