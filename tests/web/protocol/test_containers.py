"""Containers, as the Web Annotation Protocol asks for them: sections 4 to 4.3."""

import pytest
from protocol_client import DESCRIPTIONS, IRIS, MINIMAL, links, prefer, send

from web.present.annotation import MEDIA_TYPE


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
