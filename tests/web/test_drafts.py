"""The draft check in the browser: the same ledger, and nothing of it is kept."""

import io
import re

import make
import pytest

from archive.access import Role

SOURCE = "Dear Mr Vale,\n\nThe counting box does not need faces to count heads, and no face leaves the shelter.\n\nIda"
DRAFT = "It wrote that “the counting box does need faces to count heads”.\r\n\r\nA sentence unlike any other: quixotry."


@pytest.fixture
def client(store, room, sign_in):
    make.keep(store, SOURCE, title="Brandt to Vale")
    room.catch_up()
    return sign_in("Ben", Role.READER)


def checked(client, **said):
    return client.post("/check", data={"csrf": client.csrf, **said})


def test_a_pasted_draft_has_its_ledger(client):
    """Verdicts and places, as for a document."""
    told = checked(client, text=DRAFT).get_data(as_text=True)
    assert "1 quotation: 1 misquoted." in told
    assert "Brandt to Vale" in told


def test_a_file_is_read_like_any_other(client):
    """Its marks count; the answer can be JSON."""
    html = b"<p>It wrote: <q>x</q></p><blockquote>The counting box does not need faces to count heads</blockquote>"
    told = checked(client, draft=(io.BytesIO(html), "draft.html"), form="json").get_json()
    assert [each["verdict"] for each in told["quotations"] if each["kind"] == "block"] == ["exact"]


def test_nothing_of_a_draft_is_kept(client, store, caplog):
    """No document, no quotation, no file, no line in a log has a word of it."""
    checked(client, text=DRAFT)
    checked(client, draft=(io.BytesIO(DRAFT.encode()), "draft.txt"))
    assert len(store.documents.ids()) == 1
    assert store.quotations.waiting() == 0
    kept = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    assert b"quixotry" not in kept
    assert "quixotry" not in caplog.text


@pytest.mark.parametrize("said", [{"text": "  "}, {}, {"text": "x" * 1_000_001}])
def test_no_draft_is_said(client, said):
    """422 with a reason."""
    assert checked(client, **said).status_code == 422


def test_a_document_that_is_not_there_cannot_be_left_out(client):
    """Its words would be found in itself, without a word of it."""
    refused = checked(client, text=DRAFT, without="zzzzzzzz")
    assert (refused.status_code, "leads to what you filled in" in refused.get_data(as_text=True)) == (422, True)


def test_each_label_of_the_form_has_its_own_field(client):
    """A label for the file that leads to the text would hide the file from whoever uses no mouse."""
    page = client.get("/check").get_data(as_text=True)
    ids, labels = (re.findall(rf' {name}="([^"]+)"', page) for name in ("id", "for"))
    assert len(ids) == len(set(ids))
    assert len(labels) == len(set(labels))
    assert set(labels) <= set(ids)


def test_a_file_that_cannot_be_read_is_said(client):
    """415 with a reason."""
    assert checked(client, draft=(io.BytesIO(b"%PDF-1.7 broken"), "draft.pdf")).status_code == 415


def test_visitors_are_told_to_sign_in(anonymous):
    """The form is for those who are known; a single quotation is for everybody."""
    assert "Those who are signed in" in anonymous.get("/check").get_data(as_text=True)
    assert anonymous.post("/check", data={"text": DRAFT}).status_code == 403


ODD = ["“" * 100_000, "[" * 100_000, "…" * 100_000, "“אמר שלום” " * 3_000, "“[[[[” " * 1_000]


@pytest.mark.parametrize("text", ODD, ids=["marks", "brackets", "ellipses", "right to left", "brackets in marks"])
def test_odd_drafts_are_answered(client, text):
    """Whatever the signs, there is an answer."""
    assert checked(client, text=text).status_code == 200
