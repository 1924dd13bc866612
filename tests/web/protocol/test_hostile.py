"""What a hostile or broken client of the protocol sends."""

import io

import pytest
from protocol_client import annotation, send

from archive.settings import read_settings
from web.present.annotation import MEDIA_TYPE


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_megabyte_of_body_is_413(ada, letter, place, made, method):
    """Even without a word of its size."""
    address = place if method == "POST" else made.json["id"]
    assert send(ada, method, address, annotation(letter, bodyValue="x" * (1 << 20))).status_code == 413


def test_a_megabyte_of_unknown_size_is_413(ada, place):
    """Sent in chunks, it is read no further than that."""
    response = ada.post(
        place,
        input_stream=io.BytesIO(b" " * (1 << 21)),
        content_type=MEDIA_TYPE,
        headers={"X-CSRF-Token": ada.csrf},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert response.status_code == 413


@pytest.mark.parametrize("end", [10_000, 10**30])
def test_offsets_outside_the_text_are_422(ada, anonymous, letter, place, end):
    """With a sentence, and nothing is kept."""
    sent = annotation(letter)
    sent["target"]["selector"] = {"type": "TextPositionSelector", "start": 2, "end": end}
    refused = send(ada, "POST", place, sent)
    assert (refused.status_code, "past the end" in refused.json["error"]) == (422, True)
    assert anonymous.get(place).json["total"] == 0


def test_a_quotation_that_stands_at_several_places_is_409(ada, anonymous, letter, place):
    """The sentence counts them; with its context it is kept."""
    refused = send(ada, "POST", place, annotation(letter, "hi"))
    assert (refused.status_code, "at 2 places" in refused.json["error"]) == (409, True)
    assert anonymous.get(place).json["total"] == 0


def test_what_is_given_is_position_and_quotation_whatever_was_sent(ada, letter, place, store):
    """Read from the text: code points, with their context."""
    sent = annotation(letter)
    sent["target"] = [{**sent["target"], "selector": {"type": "FragmentSelector", "value": "char=2,6"}}]
    position, quote = send(ada, "POST", place, sent).json["target"]["selector"]
    assert (position["type"], position["start"], position["end"]) == ("TextPositionSelector", 2, 6)
    assert (quote["type"], quote["exact"], quote["prefix"]) == ("TextQuoteSelector", "Dear", "😀 ")


def test_a_script_is_text_in_the_container_and_cannot_run(ada, anonymous, letter, place, post):
    """In the comment, in a tag: given as JSON that no browser sniffs."""
    attack = "</script><script>alert(1)</script>"
    bodies = [attack, {"type": "TextualBody", "value": "<script>", "purpose": "tagging"}]
    assert post(body=bodies).status_code == 201
    response = anonymous.get(place + "?page=0")
    assert [body["value"] for body in response.json["items"][0]["body"]] == [attack, "<script>"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_script_in_a_name_is_text(sign_in, anonymous, letter, place):
    """On the page and in the container."""
    mallory = sign_in("<script>alert(1)</script>")
    assert send(mallory, "POST", place, annotation(letter, bodyValue="Hm.")).status_code == 201
    assert "<script>alert" not in anonymous.get(f"/documents/{letter.id}").text
    assert anonymous.get(place + "?page=0").json["items"][0]["creator"]["name"] == "<script>alert(1)</script>"


def test_the_setting_for_plain_clients_is_yes_or_no():
    """Anything else stops the program with a sentence; without a word the header is needed."""
    assert read_settings({}).require_if_match == "yes"
    with pytest.raises(SystemExit, match="VERBATIM_REQUIRE_IF_MATCH must be one of yes, no"):
        read_settings({"VERBATIM_REQUIRE_IF_MATCH": "maybe"})
