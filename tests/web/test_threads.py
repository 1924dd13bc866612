"""Answers, earlier versions and reviews over HTTP; all hits of a search marked; a comment seen before it is kept."""

import html
import json
import re

import make
import pytest

from archive.access import Role
from archive.annotations import Motivation, Visibility
from archive.marking import Change, amend, reply, withdraw
from web.create_app import create_app
from web.desk import clear
from web.present.annotation import MEDIA_TYPE

JSON = {"Accept": "application/json"}


@pytest.fixture
def bo(sign_in):
    return sign_in("Bo")


@pytest.fixture
def note(ada, store, letter):
    return make.note(store, make.actor("Ada"), letter, "shipment", "Is that so?", tags=("dates",))


def send(client, address, **said):
    return client.post(address, data={"csrf": client.csrf, **said})


def text(response):
    return html.unescape(response.get_data(as_text=True))


def card(page, identifier):
    """Return the part of a page that is the card of a note, its answers with it."""
    return page.partition(f'id="note-{identifier}"')[2].partition("</section>")[0]


def test_an_answer_by_form_stands_in_its_thread(bo, note, letter):
    """Without script: the browser is led to it."""
    sent = send(bo, f"/annotations/{note.id}/replies", body="It is.\r\nTruly.")
    assert (sent.status_code, sent.location.partition("?")[0]) == (303, f"/documents/{letter.id}@1")
    page = text(bo.get(f"/documents/{letter.id}"))
    assert f'id="note-{sent.location.partition("#note-")[2]}"' in card(page, note.id)
    assert "It is.<br>\nTruly." in card(page, note.id)
    assert page.count('class="note-card"') == 1


def test_an_answer_as_json_is_an_annotation_on_the_other(bo, note):
    """201 with its address and version; its target is what it answers."""
    sent = bo.post(
        f"/annotations/{note.id}/replies",
        data=json.dumps({"body": {"type": "TextualBody", "value": "It is."}}),
        content_type=MEDIA_TYPE,
        headers={"X-CSRF-Token": bo.csrf},
    )
    assert (sent.status_code, sent.headers["ETag"], sent.json["motivation"]) == (201, '"1"', "replying")
    assert sent.json["target"] == f"http://localhost/annotations/{note.id}"
    assert bo.get(sent.headers["Location"], headers={"Accept": MEDIA_TYPE}).json == sent.json


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 9000, b'{"body": [{"value": "a"}, {"value": "b"}]}', b"{}"])
def test_an_answer_that_cannot_be_read_is_refused(bo, note, body):
    """In words, and nothing is kept."""
    sent = bo.post(
        f"/annotations/{note.id}/replies", data=body, content_type=MEDIA_TYPE, headers={"X-CSRF-Token": bo.csrf}
    )
    assert (sent.status_code, bool(sent.json["error"])) == (422, True)


def test_an_answer_changed_as_the_dialog_changes_it_stays_in_its_thread(bo, store, note, letter):
    """The dialog says that it comments."""
    made = reply(store, make.actor("Bo"), note.id, "It is.")
    changed = bo.put(
        f"/annotations/{made.id}",
        data=json.dumps({"motivation": "commenting", "body": [{"type": "TextualBody", "value": "It was."}]}),
        content_type=MEDIA_TYPE,
        headers={"X-CSRF-Token": bo.csrf, "If-Match": '"1"'},
    )
    assert (changed.status_code, changed.json["motivation"]) == (200, "replying")
    assert "It was." in card(text(bo.get(f"/documents/{letter.id}")), note.id)


def test_an_answer_leads_back_to_where_its_note_stands_now(bo, store, note, letter):
    """In the newest revision where the note was carried over to it."""
    newer = store.revisions.text(letter.id, 1) + "\n\nP.S."
    make.revise(store, letter, newer)
    bo.get(f"/documents/{letter.id}@2/places")
    sent = send(bo, f"/annotations/{note.id}/replies", body="Still.")
    assert sent.location.startswith(f"/documents/{letter.id}@2?note=")
    assert "Still." in card(text(bo.get(f"/documents/{letter.id}@2")), note.id)


def test_answers_to_a_note_that_is_gone_are_still_read(bo, store, note, letter):
    """But none is added."""
    reply(store, make.actor("Bo"), note.id, "It is.")
    withdraw(store, make.actor("Ada"), note.id, expected=1)
    page = text(bo.get(f"/documents/{letter.id}"))
    assert "It is." in card(page, note.id)
    assert "Is that so?" not in page
    assert f"mark-{note.id}" not in page
    assert send(bo, f"/annotations/{note.id}/replies", body="Late.").status_code == 412


def test_how_a_note_stood_is_shown_as_far_as_it_was_shown(ada, bo, store, note):
    """As a page and as JSON, to its author and to others."""
    author = make.actor("Ada")
    amend(store, author, note.id, Change("Quite *mine*.", visibility=Visibility.PRIVATE), expected=1)
    amend(store, author, note.id, Change("For all.", visibility=Visibility.PUBLIC), expected=2)
    told = {client: client.get(f"/annotations/{note.id}/versions", headers=JSON).json for client in (ada, bo)}
    assert [each["body"] for each in told[ada]["versions"]] == ["Is that so?", "Quite *mine*.", "For all."]
    assert [each["version"] for each in told[bo]["versions"]] == [1, 3]
    assert "Quite <em>mine</em>." in text(ada.get(f"/annotations/{note.id}/versions"))
    page = text(bo.get(f"/annotations/{note.id}/versions"))
    assert ("Is that so?" in page, "Quite" in page, "“shipment”" in page) == (True, False, True)


def test_reviewers_judge_unseen_then_settle(ada, curator, sign_in, store, note, letter):
    """By the forms on the card; the annotator is told when it is settled."""
    dee, eve = sign_in("Dee", Role.REVIEWER), sign_in("Eve", Role.REVIEWER)
    seen_by = lambda client: card(text(client.get(f"/documents/{letter.id}")), note.id)  # noqa: E731
    address = f"/annotations/{note.id}/review"
    assert send(curator, address, act="assign", person="Dee").location.endswith(f"#note-{note.id}")
    assert "asked: Dee" in seen_by(dee)
    send(curator, address, act="assess", opinion="disagree", comment="Look at page 2.")
    assert ("Look at page 2." in seen_by(dee), "once you have given yours" in seen_by(dee)) == (False, True)
    assert 'value="settle"' not in seen_by(dee)
    send(dee, address, act="assess", opinion="agree")
    assert "Look at page 2." in seen_by(dee)
    assert ('value="settle"' in seen_by(dee), 'value="settle"' in seen_by(eve)) == (False, True)
    assert send(dee, address, act="settle", opinion="agree").status_code == 403
    assert "Look at page 2." not in seen_by(ada)
    assert send(eve, address, act="settle", opinion="agree").status_code == 303
    assert "settled it: it holds" in seen_by(ada)
    assert send(curator, address, act="assess", opinion="agree").status_code == 412
    assert send(curator, address, act="reopen").status_code == 303
    assert "settled" not in seen_by(eve).partition("opened it again")[2]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, 422),
        ({"act": "burn"}, 422),
        ({"act": "assess", "opinion": "perhaps"}, 422),
        ({"act": "assess", "comment": "x" * 10_001}, 422),
        ({"act": "settle", "opinion": "agree"}, 412),
        ({"act": "reopen"}, 412),
        ({"act": "assign", "person": "Nobody"}, 404),
        ({"act": "assign", "person": "Ada"}, 422),
    ],
)
def test_a_review_that_cannot_be_is_told_in_words(curator, store, note, said, status):
    """And nothing is kept."""
    assert send(curator, f"/annotations/{note.id}/review", **said).status_code == status
    assert (store.reviews.all(), store.reviews.assigned([note.id])) == ([], {})


def test_nobody_reviews_their_own(curator, store, letter):
    """Nor is it offered."""
    own = make.note(store, make.actor("Cy", Role.REVIEWER), letter, "March", "Mine.")
    assert send(curator, f"/annotations/{own.id}/review", act="assess", opinion="agree").status_code == 403
    assert "Give my view" not in card(text(curator.get(f"/documents/{letter.id}")), own.id)


def test_a_reviewer_has_a_queue(ada, curator, sign_in, store, letter):
    """Asked by name, in need of a second view, to be settled; how far two agree; not what is one's own or private."""
    dee, author = sign_in("Dee", Role.REVIEWER), make.actor("Ada")
    words = ("shipment", "approved", "products", "standards", "cameras")
    notes = [make.note(store, author, letter, word, f"On {word}.") for word in words]
    address = [f"/annotations/{note.id}/review" for note in notes]
    send(curator, address[0], act="assign", person="Dee")
    send(curator, address[1], act="assess", opinion="agree")
    for client in (curator, dee):
        send(client, address[2], act="assess", opinion="agree")
        send(client, address[3], act="assess", opinion="unsure")
    send(curator, address[4], act="assess", opinion="agree")
    amend(store, author, notes[4].id, Change("Mine.", visibility=Visibility.PRIVATE), expected=1)
    page = text(dee.get("/reviews"))
    heaps = [re.findall(r'class="comment">On (\w+)\.', part) for part in page.split("<h2>")[1:]]
    assert heaps == [["shipment"], ["approved"], ["products", "standards"], []]
    row = re.sub(r"\s*<[^>]+>\s*", "|", page.partition("<tbody>")[2].partition("</tbody>")[0])
    assert [cell for cell in row.split("|") if cell] == ["Cy and Dee", "2", "2", "1.00"]


def test_every_hit_is_marked_at_once(bo, store, letter):
    """With the tags and for those that were chosen; the same words elsewhere are left alone."""
    address = f"/documents/{letter.id}@1/annotations/hits"
    assert send(bo, address, q="were OR shipment", tags="dates, ,x", visibility="team").status_code == 303
    made = store.annotations.on(letter.id, viewer=make.actor("Bo"))
    assert [(each.quote.exact, each.tags, each.visibility, each.author) for each in made] == [
        (word, ("dates", "x"), Visibility.TEAM, "bo") for word in ("shipment", "were")
    ]
    assert {each.motivation for each in made} == {Motivation.TAGGING}


@pytest.mark.parametrize(
    "said",
    [
        {"q": "quixotry"},
        {"q": ""},
        {"q": "kind:letter"},
        {"q": "were", "visibility": "x"},
        {"q": "the", "tags": "t" * 81},
    ],
)
def test_hits_that_cannot_be_marked_are_not(bo, store, letter, said):
    """None, not some."""
    assert send(bo, f"/documents/{letter.id}@1/annotations/hits", **said).status_code == 422
    assert store.annotations.on(letter.id, viewer=make.actor("Bo")) == []


def test_where_only_listed_tags_are_allowed_no_way_gives_another(store, app, bo, letter):
    """Neither a note nor all hits at once."""
    settings = make.again(app.extensions["verbatim"].settings, tags="listed")
    strict = create_app(settings, store=store)
    client = strict.test_client()
    client.set_cookie("verbatim_session", "session-Bo")
    refused = client.post(
        f"/documents/{letter.id}@1/annotations/hits", data={"csrf": bo.csrf, "q": "were", "tags": "dates"}
    )
    clear(strict)
    assert (refused.status_code, "not on the list of tags" in text(refused)) == (422, True)
    assert store.annotations.on(letter.id) == []


def test_a_preview_is_as_harmless_as_a_comment(bo):
    """And it is nothing for strangers, or for other sites."""
    told = bo.post(
        "/preview", data="*so* <script>alert(1)</script> [x](javascript:a())", headers={"X-CSRF-Token": bo.csrf}
    )
    assert told.get_data(as_text=True).startswith("<p><em>so</em> &lt;script&gt;")
    assert "javascript:" not in told.get_data(as_text=True)
    assert bo.post("/preview", data="x").status_code == 403
    assert bo.post("/preview", data="x" * (1 << 20) + "y", headers={"X-CSRF-Token": bo.csrf}).status_code == 413


def test_notes_are_chosen_by_person_tag_and_kind(ada, bo, store, letter, note):
    """Their marks too; a choice that fits none says so, and what can be chosen is of all notes."""
    asked = make.note(store, make.actor("Bo"), letter, "March", "When?", motivation=Motivation.QUESTIONING)
    read = lambda query: text(bo.get(f"/documents/{letter.id}?{query}"))  # noqa: E731
    for query, chosen in (
        ("by=ada", {note.id}), ("by=bo", {asked.id}), ("tag=DATES", {note.id}), ("kind=questioning", {asked.id}),
        ("by=ada&kind=questioning", set()), ("by=nobody", set()), ("by=", {note.id, asked.id}),
    ):  # fmt: skip
        page = read(query)
        for prefix in ("note", "mark"):
            assert set(re.findall(rf'id="{prefix}-(\w+)"', page)) == chosen, query
    assert "No note here is such a one." in read("tag=none")
    assert re.findall(r'<option value="(\w+)" selected', read("by=bo&q=camera")) == ["bo"]
    assert '<input type="hidden" name="q" value="camera">' in read("by=bo&q=camera")


def test_notes_without_a_sure_place_are_told_on_the_page(bo, store, letter, ada, note):
    """Those whom they concern; they are listed with what is known, and the way to settle them."""
    make.note(store, make.actor("Ada"), letter, "March", "Mine.", visibility=Visibility.PRIVATE)
    make.revise(store, letter, "Quite other words, about fish and chips.")
    for known in ("not looked for yet", "gone"):
        page = text(bo.get(f"/documents/{letter.id}"))
        assert "1 note of earlier revisions has no sure place here." in page
        assert (known in page, f'href="/documents/{letter.id}@2/places"' in page) == (True, True)
        bo.get(f"/documents/{letter.id}@2/places")
    assert "2 notes of earlier revisions have no sure place here." in text(ada.get(f"/documents/{letter.id}"))
