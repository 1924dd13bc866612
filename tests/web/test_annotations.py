"""Annotations over HTTP."""

import json

import pytest

from web.present.annotation import MEDIA_TYPE

EXACT = "shipment isn’t approved"


def wire(text, exact=EXACT, document="", start=None, body="Is that so?", **quote):
    start = text.index(exact) if start is None else start
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": [{"type": "TextualBody", "value": body, "purpose": "commenting"}] if body else [],
        "target": {
            "type": "SpecificResource",
            "source": f"http://localhost/documents/{document}@1",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": start + len(exact)},
                {"type": "TextQuoteSelector", "exact": exact, **quote},
            ],
        },
    }


@pytest.fixture
def text(store, letter):
    return store.revisions.text(letter.id, 1)


def post(client, letter, sent, **headers):
    return client.post(
        f"/documents/{letter.id}/annotations/",
        data=sent if isinstance(sent, (str, bytes)) else json.dumps(sent),
        content_type=MEDIA_TYPE,
        headers={"X-CSRF-Token": getattr(client, "csrf", ""), **headers},
    )


@pytest.fixture
def made(ada, letter, text):
    response = post(ada, letter, wire(text, document=letter.id))
    assert response.status_code == 201
    return response


def change(client, made, method, tag=None, body="Changed."):
    headers = {"X-CSRF-Token": client.csrf} | ({"If-Match": tag} if tag else {})
    sent = json.dumps({"body": {"type": "TextualBody", "value": body}})
    return client.open(made.headers["Location"], method=method, data=sent, content_type=MEDIA_TYPE, headers=headers)


def test_a_mark_is_made_and_read_back_with_its_words(ada, made):
    """What was posted is what is served, in code points after an emoji."""
    got = ada.get(made.headers["Location"], headers={"Accept": MEDIA_TYPE})
    assert got.json == json.loads(made.data)
    position, quote = got.json["target"]["selector"]
    assert (position["end"] - position["start"], quote["exact"]) == (len(EXACT), EXACT)
    assert quote["prefix"].endswith("that the ")


@pytest.mark.parametrize(
    ("change_of", "status"),
    [
        ({"start": 3}, 422),
        ({"prefix": "words that do not stand before"}, 422),
        ({"body": "x" * 100_001}, 422),
    ],
)
def test_a_mark_that_does_not_hold_is_refused(ada, letter, text, store, change_of, status):
    """422 with a sentence, and nothing stored."""
    response = post(ada, letter, wire(text, document=letter.id, **change_of))
    assert response.status_code == status
    assert response.json["error"]
    assert store.annotations.on(letter.id) == []


@pytest.mark.parametrize(
    "sent",
    ["", "[", "[]", "null", "{}", '{"target": 3}', '{"target": {"selector": "x"}}', "[" * 100_000, b"\xff\xfe"],
)
def test_what_is_no_annotation_is_refused(ada, letter, sent):
    """A broken body is a sentence, never a fault."""
    assert post(ada, letter, sent).status_code == 422


@pytest.mark.parametrize("value", [1.5, "3", True, None, -1, 10**30])
def test_offsets_must_be_whole_numbers_inside_the_text(ada, letter, text, value):
    """Types are checked, not coerced."""
    sent = wire(text, document=letter.id)
    sent["target"]["selector"][0]["start"] = value
    assert post(ada, letter, sent).status_code == 422


def test_a_megabyte_is_too_large(ada, letter):
    """The body is bounded before it is read."""
    refused = post(ada, letter, " " * (1 << 20) + "{}")
    assert (refused.status_code, refused.json["error"]) == (413, "at most 1 MB may be sent here")


def test_another_media_type_is_not_understood(ada, letter):
    """415, as the protocol says."""
    response = ada.post(
        f"/documents/{letter.id}/annotations/",
        data="{}",
        content_type="text/plain",
        headers={"X-CSRF-Token": ada.csrf, "Accept": "application/json"},
    )
    assert response.status_code == 415


def test_the_anonymous_may_read_but_not_mark(anonymous, letter, text, made):
    """Reading is free."""
    assert anonymous.get(f"/documents/{letter.id}/annotations/").json["total"] == 1
    assert post(anonymous, letter, wire(text, document=letter.id)).status_code == 403


def test_a_change_needs_the_version_it_was_made_from(ada, made):
    """428 without, 412 when stale, and the newer state stands."""
    assert change(ada, made, "PUT").status_code == 428
    assert change(ada, made, "PUT", '"1"').headers["ETag"] == '"2"'
    assert change(ada, made, "PUT", '"1"', body="Late.").status_code == 412
    assert change(ada, made, "DELETE", '"1"').status_code == 412
    assert change(ada, made, "PUT", '"2"', body="Next.").json["body"][0]["value"] == "Next."


def test_only_its_author_takes_a_mark_away_and_then_it_is_gone(ada, sign_in, made):
    """403 for others, 204 for the author, 410 ever after."""
    assert change(sign_in("Bo"), made, "DELETE", '"1"').status_code == 403
    assert change(ada, made, "DELETE", '"1"').status_code == 204
    assert ada.get(made.headers["Location"], headers={"Accept": MEDIA_TYPE}).status_code == 410


def test_a_write_from_another_site_is_refused(ada, letter, text):
    """Neither without the token nor across origins."""
    sent = wire(text, document=letter.id)
    assert post(ada, letter, sent, **{"X-CSRF-Token": "guess"}).status_code == 403
    assert post(ada, letter, sent, Origin="https://elsewhere.example").status_code == 403
    assert post(ada, letter, sent, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_the_page_shows_the_mark_on_its_words_and_the_comment_beside(ada, letter, made):
    """Rendered on the server: works without script."""
    page = ada.get(f"/documents/{letter.id}").get_data(as_text=True)
    identifier = made.headers["Location"].rpartition("/")[2]
    assert f'id="mark-{identifier}"' in page
    assert f'id="note-{identifier}"' in page
    assert "Is that so?" in page


def test_a_script_in_a_comment_is_only_text(ada, letter, text):
    """Markup in a body is shown, not run."""
    attack = (
        "<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://example.org/p.png) <img src=x onerror=a()>"
    )
    assert post(ada, letter, wire(text, document=letter.id, body=attack)).status_code == 201
    page = ada.get(f"/documents/{letter.id}").get_data(as_text=True)
    assert "<script>alert" not in page
    assert 'href="javascript:' not in page
    assert 'src="https://example.org' not in page
    assert "<img src=x" not in page


def test_a_browser_that_opens_an_annotation_is_taken_to_its_place(anonymous, made):
    """The same address serves people and programs."""
    response = anonymous.get(made.headers["Location"], headers={"Accept": "text/html"})
    assert (response.status_code, "#mark-" in response.headers["Location"]) == (303, True)


def tagged(text, document, *tags, **rest):
    sent = wire(text, document=document, **rest)
    sent["body"] += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags]
    return sent


def test_tags_go_over_the_wire_both_ways(ada, letter, text):
    """Each a body of its own purpose, after the comment."""
    made = post(ada, letter, tagged(text, letter.id, "Quality", "shipment"))
    assert [(body["purpose"], body["value"]) for body in made.json["body"]] == [
        ("commenting", "Is that so?"),
        ("tagging", "Quality"),
        ("tagging", "shipment"),
    ]
    again = change(ada, made, "PUT", made.headers["ETag"], body="Only words.")
    assert [body["purpose"] for body in again.json["body"]] == ["commenting"]


def test_a_mark_may_have_tags_alone(ada, letter, text):
    """Its motivation says so, and the page shows them."""
    made = post(ada, letter, tagged(text, letter.id, "Quality <b>", body=""))
    assert made.json["motivation"] == "tagging"
    page = ada.get(f"/documents/{letter.id}").get_data(as_text=True)
    assert ">Quality &lt;b&gt;</a></li>" in page


@pytest.mark.parametrize("tags", [["x" * 81], ["a, b"], [f"t{number}" for number in range(21)], [3]])
def test_tags_that_cannot_be_kept_are_refused_in_words(ada, letter, text, store, tags):
    """And nothing is stored."""
    refused = post(ada, letter, tagged(text, letter.id, *tags))
    assert (refused.status_code, bool(refused.json["error"])) == (422, True)
    assert store.annotations.on(letter.id) == []


def test_two_comments_are_refused(ada, letter, text):
    """Rather than one of them being lost."""
    sent = wire(text, document=letter.id)
    assert post(ada, letter, sent | {"body": [*sent["body"], {"value": "Another."}]}).status_code == 422
