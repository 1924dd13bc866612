"""Server-sent events: that notes have changed, to those who see them."""

import make
import pytest

from archive.annotations import Visibility
from archive.marking import Change, amend, withdraw


def heard(client, letter, after="", **headers):
    """Return the fields of the answer as pairs."""
    response = client.get(f"/documents/{letter.id}@1/annotations/events?after={after}", headers=headers)
    assert response.content_type == "text/event-stream; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    body = response.get_data(as_text=True)
    assert body.endswith("\n\n")
    assert body.count("\n\n") == 1
    return dict(line.split(": ", 1) for line in body.strip().split("\n"))


def test_a_page_asks_from_where_it_stands(ada, anonymous, store, letter):
    """The address is on the page, and nothing is told before something changes."""
    page = anonymous.get(f"/documents/{letter.id}").get_data(as_text=True)
    address = page.partition('data-events="')[2].partition('"')[0]
    assert address == f"/documents/{letter.id}@1/annotations/events?after={store.outbox.latest()}"
    assert heard(anonymous, letter, store.outbox.latest()) == {
        "retry": "1200", "id": str(store.outbox.latest()), "event": "still", "data": "0",
    }  # fmt: skip


def test_each_change_is_told_once(ada, anonymous, store, letter):
    """Made, changed, taken away; a browser that comes again says what it has heard, over what the address says."""
    since = store.outbox.latest()
    author = make.actor("Ada")
    note = make.note(store, author, letter, "shipment", "Is that so?")
    told = heard(anonymous, letter, since)
    assert (told["event"], told["data"], told["id"]) == ("annotations", "1", str(store.outbox.latest()))
    assert heard(anonymous, letter, since, **{"Last-Event-ID": told["id"]})["event"] == "still"
    amend(store, author, note.id, Change("Well."), expected=1)
    assert heard(anonymous, letter, told["id"])["event"] == "annotations"
    since = store.outbox.latest()
    withdraw(store, author, note.id, expected=2)
    assert heard(anonymous, letter, since)["event"] == "annotations"


def test_what_is_private_is_told_to_its_author_alone(ada, anonymous, sign_in, store, letter):
    """What is the team's to the team; what concerns another document to nobody here."""
    since = store.outbox.latest()
    make.note(store, make.actor("Ada"), letter, "shipment", visibility=Visibility.PRIVATE)
    bo = sign_in("Bo")
    assert [heard(client, letter, since)["data"] for client in (ada, bo, anonymous)] == ["1", "0", "0"]
    make.note(store, make.actor("Ada"), letter, "March", visibility=Visibility.TEAM)
    make.note(store, make.actor("Ada"), make.keep(store, "Another letter."), "letter")
    assert [heard(client, letter, since)["data"] for client in (ada, bo, anonymous)] == ["2", "1", "0"]


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "9" * 40, "²"])
def test_without_a_readable_id_only_the_count_is_told(ada, anonymous, store, letter, after):
    """Nothing is guessed, nothing fails."""
    make.note(store, make.actor("Ada"), letter, "shipment")
    told = heard(anonymous, letter, after)
    assert (told["event"], told["id"]) == ("still", str(store.outbox.latest()))


def test_a_document_that_is_not_here_has_no_events(anonymous):
    """404."""
    assert anonymous.get("/documents/zzzzzzzz@1/annotations/events").status_code == 404
