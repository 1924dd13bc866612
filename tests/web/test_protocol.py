"""The W3C Web Annotation Protocol, requirement by requirement, as a client meets it."""

import io
import json

import pytest

from archive.settings import read_settings
from web.create_app import create_app
from web.desk import clear
from web.present.annotation import MEDIA_TYPE

MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"
IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"
WORDS = ["Dear", "note", "shipment", "isn’t", "cameras"]


@pytest.fixture
def app(store, tmp_path):
    """The application with two annotations on a page, which lets plain clients of the protocol through."""
    settings = read_settings({}, archive=str(tmp_path / "archive"), page_size=2, require_if_match="no")
    application = create_app(settings, store=store)
    yield application
    clear(application)


@pytest.fixture
def place(letter):
    return f"http://localhost/documents/{letter.id}/annotations/"


def annotation(letter, exact="shipment", **more):
    selector = {"type": "TextQuoteSelector", "exact": exact}
    target = {"type": "SpecificResource", "source": f"http://localhost/documents/{letter.id}@1", "selector": selector}
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": target, **more}


def send(client, method, address, sent=None, **headers):
    said = {"X-CSRF-Token": client.csrf, **{name.replace("_", "-"): value for name, value in headers.items()}}
    data = None if sent is None else json.dumps(sent)
    return client.open(address, method=method, data=data, content_type=MEDIA_TYPE, headers=said)


@pytest.fixture
def post(ada, letter, place):
    return lambda exact="shipment", **more: send(ada, "POST", place, annotation(letter, exact, **more))


@pytest.fixture
def made(post):
    response = post(bodyValue="Is that so?")
    assert response.status_code == 201
    return response


@pytest.fixture
def five(post):
    return [post(word).json["id"] for word in WORDS]


def links(response):
    return [tuple(link.split("; rel=")) for link in response.headers.getlist("Link")]


def prefer(*wishes):
    return {"Prefer": f'return=representation; include="{" ".join(wishes)}"'}


# 4 Containers


def test_containers_must_end_in_a_slash(anonymous, place):
    """The address without one leads to the one with it."""
    moved = anonymous.get(place.rstrip("/"))
    assert (moved.status_code, moved.headers["Location"]) == (308, place)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_containers_must_support_get_head_and_options_and_say_so(anonymous, place, five, method):
    """With the same headers; the latter two without a body."""
    response = anonymous.open(place, method=method)
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert bool(response.data) == (method == "GET")


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_containers_must_link_to_their_type_and_their_constraints(anonymous, place, method):
    """Two links, no more."""
    assert links(anonymous.open(place, method=method)) == [
        ("<http://www.w3.org/ns/ldp#BasicContainer>", '"type"'),
        ("<http://www.w3.org/TR/annotation-protocol/>", '"http://www.w3.org/ns/ldp#constrainedBy"'),
    ]


def test_containers_must_be_json_ld_and_say_which_types_they_take(anonymous, place):
    """By default, with the profile."""
    response = anonymous.get(place)
    assert response.headers["Content-Type"] == MEDIA_TYPE
    assert response.headers["Accept-Post"] == "application/ld+json, application/json"
    assert response.json["@context"] == ["http://www.w3.org/ns/anno.jsonld", "http://www.w3.org/ns/ldp.jsonld"]
    assert response.json["type"] == ["BasicContainer", "AnnotationCollection"]


def test_containers_must_vary_by_accept_and_prefer(anonymous, place):
    """So that caches keep the forms apart."""
    assert anonymous.get(place).headers["Vary"] == "Accept, Prefer"


def test_containers_must_have_an_etag_that_changes_with_what_is_in_them(ada, anonymous, place, post):
    """And whoever has the newest is told so."""
    tags = [anonymous.get(place).headers["ETag"]]
    one = post()
    tags.append(anonymous.get(place + "?page=0").headers["ETag"])
    send(ada, "PUT", one.json["id"], {"bodyValue": "Changed."})
    tags += [anonymous.get(place + "?page=0").headers["ETag"], anonymous.get(place).headers["ETag"]]
    assert len(set(tags)) == 4
    unchanged = anonymous.get(place, headers={"If-None-Match": tags[-1]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")


def test_one_annotation_in_place_of_another_changes_the_etag_of_the_container(ada, anonymous, place, made, post):
    """Though their number is the same."""
    before = anonymous.get(place)
    send(ada, "DELETE", made.json["id"])
    post("cameras")
    after = anonymous.get(place)
    assert after.json == before.json
    assert after.headers["ETag"] != before.headers["ETag"]


@pytest.mark.parametrize("wishes", [(), (MINIMAL,), (IRIS,), (MINIMAL, IRIS), (DESCRIPTIONS,), (MINIMAL, DESCRIPTIONS)])
def test_content_location_must_be_the_id_whatever_is_preferred(anonymous, place, five, wishes):
    """And a fetch of that address names itself so again."""
    response = anonymous.get(place, headers=prefer(*wishes) if wishes else {})
    own = response.headers["Content-Location"]
    assert own == response.json["id"] == anonymous.get(own).json["id"]
    assert own == place + ("?iris=1" if IRIS in wishes else "")


@pytest.mark.parametrize("wishes", [(), (MINIMAL,), (MINIMAL, IRIS), (MINIMAL, DESCRIPTIONS)])
def test_a_minimal_container_has_a_total_and_links_to_its_pages_alone(anonymous, place, five, wishes):
    """That is also what is given when nothing is preferred."""
    told = anonymous.get(place, headers=prefer(*wishes) if wishes else {}).json
    iris = "iris=1&" if IRIS in wishes else ""
    assert (told["total"], told["first"], told["last"]) == (5, f"{place}?{iris}page=0", f"{place}?{iris}page=2")
    assert not {"items", "contains", "ldp:contains"} & set(told)


def test_preferred_iris_stand_in_the_first_page(anonymous, place, five):
    """Addresses alone, and the next page holds addresses too."""
    response = anonymous.get(place, headers=prefer(IRIS))
    first = response.json["first"]
    assert (first["type"], first["items"]) == ("AnnotationPage", five[:2])
    assert anonymous.get(first["next"]).json["items"] == five[2:4]
    assert response.headers["Preference-Applied"] == "return=representation"


def test_preferred_descriptions_stand_in_the_first_page(anonymous, place, five):
    """Whole annotations."""
    first = anonymous.get(place, headers=prefer(DESCRIPTIONS)).json["first"]
    assert [item["id"] for item in first["items"]] == five[:2]
    assert {item["type"] for item in first["items"]} == {"Annotation"}


def test_iris_and_descriptions_must_not_be_preferred_together(anonymous, place):
    """In one header or in two."""
    assert anonymous.get(place, headers=prefer(IRIS, DESCRIPTIONS)).status_code == 400
    both = [("Prefer", prefer(wish)["Prefer"]) for wish in (IRIS, DESCRIPTIONS)]
    assert anonymous.get(place, headers=both).status_code == 400


@pytest.mark.parametrize("header", ["", ";;", "return=minimal", "wait=10, x", 'return=representation; include="urn:x"'])
def test_preferences_that_are_not_known_are_passed_over(anonymous, place, five, header):
    """As RFC 7240 asks; nothing is said to be applied."""
    response = anonymous.get(place, headers={"Prefer": header})
    assert response.json["first"] == place + "?page=0"
    assert "Preference-Applied" not in response.headers


# 4.3 Pages


@pytest.mark.parametrize("iris", ["", "iris=1&"])
def test_pages_must_lead_to_the_next_and_the_previous_one(anonymous, place, five, iris):
    """From the first to the last every annotation comes once, and the same way back."""
    there, address = [], f"{place}?{iris}page=0"
    while address:
        there.append(anonymous.get(address).json)
        address = there[-1].get("next")
    seen = [item if iris else item["id"] for page in there for item in page["items"]]
    assert (seen, [page["startIndex"] for page in there]) == (five, [0, 2, 4])
    assert [page.get("prev") for page in there] == [None, there[0]["id"], there[1]["id"]]


def test_pages_must_be_part_of_their_container(anonymous, place, five):
    """An object with id, type and total."""
    page = anonymous.get(place + "?page=1")
    assert page.json["partOf"] == {"id": place, "type": "AnnotationCollection", "total": 5}
    assert page.json["type"] == "AnnotationPage"
    assert page.json["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page.headers["Content-Location"] == page.json["id"] == place + "?page=1"
    assert links(page) == [("<http://www.w3.org/ns/oa#AnnotationPage>", '"type"')]


def test_an_empty_container_has_one_empty_page(anonymous, place):
    """Whose links lead somewhere."""
    told = anonymous.get(place).json
    page = anonymous.get(told["first"]).json
    assert (told["total"], told["first"] == told["last"], page["items"]) == (0, True, [])
    assert not {"next", "prev"} & set(page)


@pytest.mark.parametrize(
    ("query", "status"), [("page=3", 404), ("page=-1", 400), ("page=x", 400), ("page=²", 400), ("iris=2", 400)]
)
def test_pages_that_are_not_there_are_not_made_up(anonymous, place, five, query, status):
    """A sentence instead of an empty page."""
    response = anonymous.get(f"{place}?{query}", headers={"Accept": MEDIA_TYPE})
    assert (response.status_code, bool(response.json["error"])) == (status, True)


# 3 Annotations


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


# 5.1 Creating


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


# 5.2, 5.3 Replacing and deleting


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


# What a hostile or broken client sends


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
