"""Replacing and deleting: sections 5.2 and 5.3 of the Web Annotation Protocol."""

import pytest
from protocol_client import annotation, send

from web.present.annotation import MEDIA_TYPE


def test_an_update_must_be_a_put_and_answers_the_new_state(ada, anonymous, made):
    """The whole annotation as it was read, changed."""
    sent = {**made.json, "body": {"type": "TextualBody", "value": "Now I see."}}
    response = send(ada, "PUT", made.json["id"], sent, If_Match=made.headers["ETag"])
    assert (response.status_code, response.headers["ETag"]) == (200, '"2"')
    assert response.json["body"][0]["value"] == "Now I see."
    assert anonymous.get(made.json["id"]).json == response.json


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("tag", ['"0"', '"2"', 'W/"1"', '"nonsense"', '"', "?"])
def test_a_stale_write_must_be_answered_412(ada, anonymous, made, method, tag):
    """With the state that stands and its tag, for a client to merge; nothing is changed, and weak tags never match."""
    late = send(ada, method, made.json["id"], {"bodyValue": "Late."}, If_Match=tag)
    assert (late.status_code, late.headers["ETag"]) == (412, made.headers["ETag"])
    assert late.json == {**made.json, "error": late.json["error"], "status": 412}
    assert anonymous.get(made.json["id"]).json == made.json


@pytest.mark.parametrize("headers", [{}, {"If_Match": "*"}, {"If_Match": '"7", "1"'}])
def test_plain_clients_may_write_where_the_settings_let_them(ada, made, headers):
    """Then a change is made from what stands."""
    assert send(ada, "PUT", made.json["id"], {"bodyValue": "Mine."}, **headers).headers["ETag"] == '"2"'


@pytest.mark.parametrize(
    "change",
    [
        {"id": "http://localhost/annotations/another1"},
        {"id": None},
        {"canonical": "urn:x:1"},
        {"via": "urn:x:1"},
    ],
)
def test_a_change_of_id_canonical_or_via_must_be_rejected(ada, anonymous, made, change):
    """409, and nothing is changed."""
    assert send(ada, "PUT", made.json["id"], {**made.json, **change}).status_code == 409
    assert anonymous.get(made.json["id"]).json == made.json


def test_a_target_may_be_other_words_of_the_same_revision(ada, letter, made):
    """Its author adjusts it; 422 for words that do not stand there."""
    moved = send(ada, "PUT", made.json["id"], annotation(letter, "cameras"))
    assert moved.json["target"]["selector"][1]["exact"] == "cameras"
    assert send(ada, "PUT", made.json["id"], annotation(letter, "no such words")).status_code == 422
    assert send(ada, "PUT", made.json["id"], annotation(letter, "shipment")).status_code == 200


def test_a_deletion_must_answer_204_and_the_address_is_gone(ada, anonymous, made, place):
    """For every method, and for its container."""
    assert send(ada, "DELETE", made.json["id"], If_Match=made.headers["ETag"]).status_code == 204
    answers = [anonymous.open(made.json["id"], method=method).status_code for method in ("GET", "HEAD")]
    answers += [send(ada, method, made.json["id"], {}).status_code for method in ("PUT", "DELETE")]
    assert answers == [410] * 4
    assert anonymous.get(place).json["total"] == 0


def test_an_error_is_json_for_whoever_takes_json_ld(anonymous, made):
    """With the profile in Accept as well."""
    response = anonymous.get("/annotations/aaaaaaaa", headers={"Accept": MEDIA_TYPE})
    assert (response.status_code, response.json["status"]) == (404, 404)
