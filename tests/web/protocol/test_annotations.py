"""One annotation over HTTP, and a new one: sections 3 and 5.1 of the Web Annotation Protocol."""

import json

import pytest
from protocol_client import annotation, links

from web.present.annotation import MEDIA_TYPE


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_annotations_must_support_get_head_and_options_and_say_so(anonymous, made, method):
    """To anybody who may read."""
    response = anonymous.open(made.json["id"], method=method)
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}
    assert bool(response.data) == (method == "GET")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_annotations_must_have_one_link_an_etag_and_vary(anonymous, made, method):
    """Exactly one link: that they are resources."""
    response = anonymous.open(made.json["id"], method=method)
    assert links(response) == [("<http://www.w3.org/ns/ldp#Resource>", '"type"')]
    assert response.headers["ETag"] == '"1"'
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, MEDIA_TYPE),
        ("*/*", MEDIA_TYPE),
        ("application/ld+json", MEDIA_TYPE),
        (MEDIA_TYPE, MEDIA_TYPE),
        ("text/turtle;q=0.9, application/ld+json;q=0.1", MEDIA_TYPE),
        ("application/json", "application/json"),
    ],
)
def test_annotations_must_be_json_ld_with_the_profile(anonymous, made, place, accept, given):
    """Or JSON for those who take nothing else; containers too."""
    for address in (made.json["id"], place):
        response = anonymous.get(address, headers={"Accept": accept} if accept else {})
        assert (response.status_code, response.headers["Content-Type"]) == (200, given)


def test_a_form_that_is_not_there_is_406(anonymous, made, place):
    """Rather than another one unasked."""
    for address in (made.json["id"], place):
        assert anonymous.get(address, headers={"Accept": "text/turtle"}).status_code == 406


def test_whoever_has_the_newest_state_is_told_so(anonymous, made):
    """304 without a body."""
    response = anonymous.get(made.json["id"], headers={"If-None-Match": made.headers["ETag"]})
    assert (response.status_code, response.data) == (304, b"")


def test_creation_must_answer_201_with_the_id_as_location(anonymous, made):
    """And what is answered is what is kept."""
    assert (made.status_code, made.headers["Location"]) == (201, made.json["id"])
    assert anonymous.get(made.json["id"]).json == made.json
    assert links(made) == [("<http://www.w3.org/ns/ldp#Resource>", '"type"')]
    assert made.headers["ETag"] == '"1"'


def test_body_value_is_taken_and_a_body_given(made):
    """Both at once are refused."""
    assert [(body["type"], body["value"]) for body in made.json["body"]] == [("TextualBody", "Is that so?")]
    assert "bodyValue" not in made.json


@pytest.mark.parametrize("more", [{"bodyValue": "One.", "body": "Two."}, {"bodyValue": 3}, {"bodyValue": None}])
def test_a_body_value_that_contradicts_is_refused(post, more):
    """Nothing of it is lost unsaid."""
    assert post(**more).status_code == 422


def test_the_server_must_choose_the_id_and_keeps_the_others(post):
    """The client's own id becomes `via`; a `via` and a `canonical` that it brings are preserved."""
    first = post(id="urn:x:1", canonical="urn:x:2").json
    assert first["id"].startswith("http://localhost/annotations/")
    assert (first["via"], first["canonical"]) == ("urn:x:1", "urn:x:2")
    assert post(id="urn:x:1", via="urn:x:3").json["via"] == "urn:x:3"


@pytest.mark.parametrize(
    ("sent_as", "status"),
    [
        (MEDIA_TYPE, 201),
        ("application/ld+json", 201),
        ("application/json; charset=utf-8", 201),
        ("text/turtle", 415),
        ("text/plain", 415),
        ("", 415),
    ],
)
def test_other_types_than_json_must_be_answered_415(ada, letter, place, sent_as, status):
    """With or without a profile."""
    data = json.dumps(annotation(letter))
    sent = ada.post(place, data=data, content_type=sent_as, headers={"X-CSRF-Token": ada.csrf})
    assert sent.status_code == status
