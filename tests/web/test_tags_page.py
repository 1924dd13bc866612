"""The page of tags: the list that reviewers keep, and what else is in use."""

import html
import re

import make
import pytest

from archive.annotations import Visibility
from archive.tags import Colour, ListedTag


def text(response):
    return html.unescape(response.get_data(as_text=True))


def send(client, **said):
    return client.post("/tags", data={"csrf": client.csrf, **said})


def lines(client):
    """Return the tags as they are listed: each with its colour and what is told of it."""
    page = text(client.get("/tags"))
    found = re.findall(
        r'<li(?: class="c-(\w+)")?><a href="[^"]*"(?: title="[^"]*")?>([^<]*)</a></li></ul> '
        r'<span class="quiet">([^<]*)<',
        page,
    )
    return [(label, colour, " ".join(told.split())) for colour, label, told in found]


def test_a_reviewer_lists_changes_and_takes_off(curator, store):
    """Each by a form, each led back to the page."""
    for said in (
        {"label": "dates", "colour": "red", "meaning": "When  was it?"},
        {"label": "Dates", "colour": "blue", "meaning": "Since when?"},
    ):
        assert (send(curator, **said).status_code, send(curator, **said).location) == (303, "/tags")
    assert store.listed_tags.all() == [ListedTag("Dates", Colour.BLUE, "Since when?")]
    assert "Since when?" in text(curator.get("/tags"))
    assert send(curator, label="DATES", remove="yes").status_code == 303
    assert store.listed_tags.all() == []


def test_listed_tags_come_first_then_those_in_use(ada, anonymous, curator, store, letter):
    """With on how many notes; one that only its author sees is counted for them alone."""
    send(curator, label="Dates", colour="red")
    send(curator, label="unused")
    author = make.actor("Ada")
    make.note(store, author, letter, "March", tags=("dates", "x"))
    make.note(store, author, letter, "shipment", tags=("dates", "secret"), visibility=Visibility.PRIVATE)
    assert lines(anonymous) == [
        ("Dates", "red", "listed · 1 note"), ("unused", "", "listed · 0 notes"), ("x", "", "1 note"),
    ]  # fmt: skip
    assert {told for label, _, told in lines(ada) if label in {"Dates", "secret"}} == {"listed · 2 notes", "1 note"}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"label": " "},
        {"label": "a, b"},
        {"label": "x" * 81},
        {"label": "a", "colour": "mauve"},
        {"label": "a", "meaning": "x" * 301},
        {"label": "not there", "remove": "yes"},
    ],
)
def test_what_cannot_be_is_told_on_the_page(curator, store, said):
    """422 with the reason, and the list as it was."""
    refused = send(curator, **said)
    assert (refused.status_code, "This was not kept: " in text(refused)) == (422, True)
    assert store.listed_tags.all() == []


def test_others_read_the_list(ada, anonymous, store):
    """Without forms; what they send is refused."""
    for client in (ada, anonymous):
        assert "Put on the list" not in text(client.get("/tags"))
    assert send(ada, label="dates").status_code == 403


def test_a_colour_shows_on_the_mark_and_on_the_chip(ada, curator, store, letter):
    """However the tag is spelt on the note; markup in a tag is text."""
    send(curator, label="<b>Dates</b>", colour="teal", meaning='"When?" <i>')
    note = make.note(store, make.actor("Ada"), letter, "March", tags=("<B>dates</B>",))
    page = ada.get(f"/documents/{letter.id}").get_data(as_text=True)
    assert re.search(rf'<mark class="note c-teal"[^>]*id="mark-{note.id}"', page)
    assert '<li class="c-teal"><a' in page
    assert not [
        markup for markup in ("<b>", "<B>", "<i>") if markup in page + curator.get("/tags").get_data(as_text=True)
    ]
