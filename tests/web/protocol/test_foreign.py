"""Annotations on what is not in the archive: the whole protocol on their container, and what they never do."""

from protocol_client import links, send

from archive.access import Role
from archive.annotations import Visibility
from archive.bundling.checking import opened_bundle
from archive.bundling.exporting import export_bundle
from archive.bundling.importing import import_bundle
from archive.store import Store
from web.present.annotation import MEDIA_TYPE
from web.present.bundle import readable

PLACE = "http://localhost/annotations/foreign/"
SENT = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "Annotation",
    "motivation": "bookmarking",
    "generator": "urn:x:a-program",
    "body": [
        {"type": "TextualBody", "value": "plugh <b>xyzzy</b> \\u0000"},
        {"type": "TextualBody", "value": "quux", "purpose": "tagging"},
    ],
    "target": {
        "source": "https://news.example/vale?a=1",
        "selector": {"type": "TextQuoteSelector", "exact": "We note the cameras"},
    },
}


def keep(client, **more):
    return send(client, "POST", PLACE, {**SENT, **more})


def test_one_is_kept_as_it_was_sent_under_an_id_of_the_container(ada, anonymous):
    """Every member; who wrote it, when, and its id are the archive's to say."""
    made = keep(ada, id="urn:x:1", canonical="urn:x:2", creator="somebody else", created="1999-01-01T00:00:00Z")
    own = made.json["id"]
    assert (made.status_code, made.headers["Location"], own.startswith(PLACE)) == (201, own, True)
    assert {name: made.json[name] for name in SENT} == SENT
    assert (made.json["via"], made.json["canonical"]) == ("urn:x:1", "urn:x:2")
    assert (made.json["creator"]["name"], made.json["created"][:4]) == ("Ada", "2031")
    read = anonymous.get(own)
    assert (read.json, read.headers["ETag"], read.headers["Content-Type"]) == (made.json, '"1"', MEDIA_TYPE)
    assert links(read) == [("<http://www.w3.org/ns/ldp#Resource>", '"type"')]
    assert set(read.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}


def test_their_container_is_one_of_the_protocol(ada, anonymous):
    """Pages, types, what it takes; each item with its context, so that it can be taken out as it is."""
    made = [keep(ada).json for _ in range(3)]
    told = anonymous.get(PLACE)
    assert (told.json["id"], told.headers["Content-Location"], told.json["total"]) == (PLACE, PLACE, 3)
    assert told.json["type"] == ["BasicContainer", "AnnotationCollection"]
    assert (told.headers["Allow"], "Accept-Post" in told.headers) == ("GET, HEAD, OPTIONS, POST", True)
    pages = [anonymous.get(told.json[end]).json for end in ("first", "last")]
    assert [item for page in pages for item in page["items"]] == made
    assert anonymous.get(PLACE + "?iris=1&page=1").json["items"] == [made[2]["id"]]
    keep(ada)
    assert anonymous.get(PLACE).headers["ETag"] != told.headers["ETag"]


def test_it_is_replaced_and_taken_away_by_its_author_alone(ada, sign_in, anonymous):
    """A stale write gets the state that stands, also where it is sent back; id and canonical stay; 204, then 410."""
    made = keep(ada, canonical="urn:x:2", audience="urn:verbatim:audience:team").json
    own, changed = made["id"], {**made, "target": "http://other.example/", "error": "x", "status": 412}
    assert send(sign_in("Bo"), "PUT", own, changed).status_code == 403
    assert send(ada, "PUT", own, {**changed, "canonical": "urn:x:3"}).status_code == 409
    assert send(ada, "PUT", own, {**changed, "id": PLACE + "another1"}).status_code == 409
    second = send(ada, "PUT", own, {name: each for name, each in changed.items() if name != "audience"})
    assert (second.status_code, second.headers["ETag"]) == (200, '"2"')
    assert second.json == {**made, "target": "http://other.example/"}
    late = send(ada, "DELETE", own, If_Match='"1"')
    assert (late.status_code, late.headers["ETag"]) == (412, '"2"')
    assert late.json == {**second.json, "error": late.json["error"], "status": 412}
    assert send(ada, "DELETE", own, If_Match='"2"').status_code == 204
    answers = [each.get(own, headers={"Accept": MEDIA_TYPE}).status_code for each in (ada, anonymous)]
    assert (answers, ada.get(PLACE).json["total"]) == ([410, 404], 0)


WRONG = [
    {"type": "Page"},
    {"@context": "http://other.example/context"},
    {"@context": ["http://www.w3.org/ns/anno.jsonld", {"id": "urn:x"}]},
    {"target": None},
    {"target": []},
    {"target": "no address"},
    {"target": "javascript alert"},
    {"target": {"selector": SENT["target"]["selector"]}},
    {"target": ["http://a.example/"] * 101},
    {"target": "http://localhost/documents/aaaaaaaa@1"},
    {"target": {"type": "List", "items": ["http://a.example/", {"source": "http://localhost"}]}},
    {"body": {"type": "TextualBody"}},
    {"body": {"value": 3}},
    {"bodyValue": "x"},
    {"audience": "https://a.example/class-of-1999"},
    {"canonical": ["urn:x:1"]},
    {"canonical": "urn:x:" + "x" * 2000},
    {"via": [3]},
    {"more": "x" * 200_001},
    {"more": "\ud800"},
    {"more": "\0"},
    {"more": "\\\0"},
    {"more": float("inf")},
    {"more": [[[[[[[[[[[[[[[[["deep"]]]]]]]]]]]]]]]]]},
]


def test_what_the_model_forbids_or_is_ours_is_refused(ada):
    """422 with a sentence; nothing is kept."""
    for wrong in WRONG:
        refused = keep(ada, **wrong)
        assert (refused.status_code, bool(refused.json["error"])) == (422, True), wrong
    assert ada.get(PLACE).json["total"] == 0


def test_who_may_not_annotate_sends_none(anonymous, sign_in, store):
    """403 for visitors and readers."""
    anonymous.csrf = ""
    for client in (anonymous, sign_in("Rea", Role.READER)):
        assert keep(client).status_code == 403
    assert store.foreign_annotations.count(store.people.on()[0]) == 0


def test_it_is_painted_on_no_text_and_found_by_no_search(ada, room, letter):
    """Though it quotes words of one; nor is it among a document's annotations."""
    keep(ada)
    room.catch_up()
    assert "plugh" not in ada.get(f"/documents/{letter.id}").text
    assert ada.get("/annotations.json?q=plugh").json["total"] == ada.get("/annotations.json").json["total"] == 0
    assert ada.get("/search.json?q=cameras&has=annotation").json["total"] == 0
    assert ada.get("/search.json?q=plugh").json["total"] == 0


def test_a_private_one_is_shown_to_its_author_alone(ada, sign_in, anonymous):
    """Neither in the list, the container, the file, nor by its address, nor that it was taken away."""
    own = keep(ada, audience={"id": "urn:verbatim:audience:private"}).json["id"]
    asked = [(PLACE, "text/html"), (f"{PLACE}?page=0", MEDIA_TYPE), ("/annotations/foreign.jsonld", "*/*")]
    asked += [(own, kind) for kind in ("text/html", MEDIA_TYPE)]
    told = lambda client: ["plugh" in client.get(at, headers={"Accept": kind}).text for at, kind in asked]  # noqa: E731
    root = sign_in("Root", Role.ADMIN)
    assert (told(ada), told(root), told(anonymous)) == ([True] * 5, [False] * 5, [False] * 5)
    assert [send(root, method, own, SENT).status_code for method in ("PUT", "DELETE")] == [404, 404]
    assert send(ada, "DELETE", own).status_code == 204
    assert [each.get(own, headers={"Accept": MEDIA_TYPE}).status_code for each in (ada, root)] == [410, 404]


def test_a_browser_sees_a_list_in_which_nothing_runs(ada, anonymous):
    """Bodies as text, web addresses as links, others as words; its pages are those of the container."""
    keep(ada, target=["javascript:alert(1)", SENT["target"], {"type": "List", "items": ["urn:x:thing"]}])
    keep(ada, body="https://a.example/film", target="https://b.example/")
    keep(ada)
    page = anonymous.get(PLACE, headers={"Accept": "text/html"}).text
    assert "plugh &lt;b&gt;xyzzy" in page
    assert 'href="https://news.example/vale?a=1" rel="nofollow noopener noreferrer"' in page
    assert "“We note the cameras”" in page
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert ("urn:x:thing" in page, "https://a.example/film" in page, "3 annotations" in page) == (True, True, True)
    assert 'href="/annotations/foreign/?page=1"' in page
    assert anonymous.get(PLACE + "?page=2", headers={"Accept": "text/html"}).status_code == 404


def test_they_go_into_a_bundle_and_out_of_it(ada, store, tmp_path):
    """Into an empty archive, sign for sign; not where only some documents are exported."""
    keep(ada, audience={"id": "urn:verbatim:audience:private"})
    own = keep(ada).json["id"].rpartition("/")[2]
    export_bundle(store, tmp_path / "whole.zip", readable)
    other = Store(tmp_path / "other")
    with opened_bundle(tmp_path / "whole.zip", limit=1 << 30) as bundle:
        import_bundle(other, bundle)
    assert other.foreign_annotations.get(own) == store.foreign_annotations.get(own)
    assert [each.visibility for each in other.foreign_annotations.arrived(other.people.on()[0], limit=9)] == [
        Visibility.PRIVATE,
        Visibility.PUBLIC,
    ]
    other.close()
