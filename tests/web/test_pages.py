"""Pages over HTTP: searching, reading, taking in, signing in."""

import html
import io
import re

import make
import pytest
from make import text_of

from archive.access import Role
from archive.documents import Page, Structure, StructureKind
from archive.spans import Span
from archive.store.people import Purpose


def test_the_text_on_the_page_is_the_frozen_text(anonymous, store, letter):
    """Every code point stands in one block, at the offset the block says."""
    blocks = text_of(anonymous.get(f"/documents/{letter.id}").get_data(as_text=True))
    text = store.revisions.text(letter.id, 1)
    assert "".join(inner for _, inner in blocks) == text
    assert all(text.startswith(inner, start) for start, inner in blocks)


@pytest.mark.parametrize("typed", ["industry's highest", '"hold our products to the industry\'s highest"', "shipm*"])
def test_a_search_opens_at_the_words(anonymous, letter, typed):
    """The hit's address leads to a page that has the hit's anchor."""
    page = anonymous.get("/search", query_string={"q": typed}).get_data(as_text=True)
    href = html.unescape(re.search(r'href="(/documents/[^"]*#hit-\d+)"', page)[1])
    opened = anonymous.get(href).get_data(as_text=True)
    assert f'id="{href.partition("#")[2]}"' in opened


def test_json_gives_spans_that_hold(anonymous, store, letter):
    """Offsets are those of the stored text."""
    answer = anonymous.get("/search.json?q=“isn't approved”").json
    hit = answer["hits"][0]
    assert store.revisions.text(letter.id, 1)[hit["start"] : hit["end"]] == hit["exact"] == "isn’t approved"
    assert answer["total"] == 1


def test_a_hit_names_its_page_as_the_page_is_named(anonymous, store, room):
    """As printed, in the list and for machines, as in the reading view."""
    pages = (Page(1, "iv", Span(0, 6)), Page(2, "1", Span(7, 19)))
    make.keep(store, "Words.\fOther words.", pages=pages)
    room.catch_up()
    assert "page iv<" in anonymous.get("/search?q=words").get_data(as_text=True)
    assert [hit["page"] for hit in anonymous.get("/search.json?q=words").json["hits"]] == ["iv"]


def test_a_page_past_the_last_is_the_last(anonymous, letter):
    """And says so."""
    assert anonymous.get("/search.json?q=the&page=99").json["page"] == 1


@pytest.mark.parametrize("name", ["a\nb.txt", "a\r\nX-Mine: yes.txt", "\x00"])
def test_no_name_of_a_file_spoils_the_headers(sign_in, store, name):
    """The original can be had all the same."""
    sha256, _ = store.originals.add(io.BytesIO(b"words"), limit=9)
    arrival = make.arrive(store, name, original=sha256)
    with sign_in("Cy", Role.REVIEWER).get(f"/accessions/{arrival.id}/original") as answer:
        assert (answer.status_code, answer.data, "X-Mine" in answer.headers) == (200, b"words", False)


def test_filters_narrow_and_bad_ones_are_said(anonymous, letter):
    """A filter value that is none is ignored aloud."""
    assert anonymous.get("/search.json?q=cameras&kind=article").json["total"] == 0
    assert anonymous.get("/search.json?q=cameras&kind=letter&from=2031-03&to=2031").json["total"] == 1
    told = anonymous.get("/search.json?q=cameras&from=yesterday").json
    assert (told["total"], "not a date" in " ".join(told["ignored"])) == (1, True)


@pytest.mark.parametrize("query", ['"unclosed', "((((", "AND", "NOT", "*", "\x00\x01", "a" * 100_000, "title:", "“”"])
def test_no_query_is_a_fault(anonymous, letter, query):
    """A broken query is answered, and what was ignored is said."""
    assert anonymous.get("/search", query_string={"q": query}).status_code == 200


def test_every_reply_carries_the_policy(anonymous, letter):
    """Errors too."""
    for address in ("/", "/search?q=x", "/documents", "/nowhere", f"/documents/{letter.id}", "/livez"):
        policy = anonymous.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_page_holds_no_inline_script_or_style(anonymous, letter):
    """What the policy forbids is not there."""
    for address in ("/", "/search?q=cameras", "/documents", f"/documents/{letter.id}"):
        page = anonymous.get(address).get_data(as_text=True)
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)


@pytest.mark.parametrize("form", ["txt", "json", "original"])
def test_a_revision_can_be_had_in_other_forms(sign_in, store, upload, form):
    """Text, everything, and the bytes as they came."""
    curator = sign_in("Cy", Role.REVIEWER)
    upload(curator, ("note.txt", "A note with isn’t in it.\n".encode()))
    (identifier,) = store.documents.ids()
    with curator.get(f"/documents/{identifier}@1.{form}") as response:
        body = response.get_data(as_text=True)
    assert "isn’t" in body or "isn\\u2019t" in body


def test_an_upload_is_soon_searchable(sign_in, upload):
    """Taken in, indexed, found."""
    curator = sign_in("Cy", Role.REVIEWER)
    assert "stored" in upload(curator, ("a.md", b"# Note\n\nA peculiar sentence.")).get_data(as_text=True)
    assert curator.get('/search.json?q="peculiar sentence"').json["total"] == 1


def test_a_bad_upload_is_named_and_the_others_go_on(sign_in, store, upload):
    """One failure disturbs nothing."""
    page = upload(sign_in("Cy", Role.REVIEWER), ("e.pdf", b""), ("ok.txt", b"Fine text."), ("x.pdf", b"%PDF-1.4 cut"))
    told = page.get_data(as_text=True)
    assert store.documents.count() == 1
    assert told.count("failed") >= 2
    assert "empty" in told


def test_a_readers_role_may_not_upload(ada, upload):
    """Marking is one right, taking in another."""
    assert upload(ada, ("a.txt", b"text")).status_code == 403


def test_a_one_time_link_signs_in_once(app, store):
    """The page alone uses nothing up; the button does."""
    make.person(store, "Root", Role.ADMIN)
    store.people.issue("one-time", Purpose.SIGN_IN, "root", expires=store.clock.later(60))
    client = app.test_client()
    for _ in range(2):
        assert "Root" in client.get("/sign-in?token=one-time").get_data(as_text=True)
    assert client.post("/sign-in", data={"token": "one-time"}).status_code == 303
    assert "Root" in client.get("/").get_data(as_text=True)
    late = app.test_client().post("/sign-in", data={"token": "one-time"})
    assert (late.status_code, "no longer works" in late.get_data(as_text=True)) == (410, True)


def test_a_visitor_is_told_how_one_signs_in(anonymous, ada):
    """From every page; whoever is signed in is not."""
    assert '<a href="/sign-in">Sign in</a>' in anonymous.get("/").get_data(as_text=True)
    told = anonymous.get("/sign-in").get_data(as_text=True)
    assert ("verbatim user link" in told, "no longer works" in told) == (True, False)
    assert 'href="/sign-in"' not in ada.get("/").get_data(as_text=True)


def test_signing_out_ends_the_session_on_the_server(ada):
    """A kept cookie is worth nothing afterwards."""
    assert ada.post("/sign-out", data={"csrf": ada.csrf}).status_code == 303
    ada.set_cookie("verbatim_session", "session-Ada")
    assert 'name="csrf" content=""' in ada.get("/").get_data(as_text=True)


def test_a_foreign_host_is_refused(anonymous):
    """The Host header is checked."""
    assert anonymous.get("/", headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize(
    "address", ["/documents/zzzzzzzz", "/documents/x", "/documents/../x", "/documents/zzzzzzzz@1.exe"]
)
def test_what_is_not_held_is_a_404_in_words(anonymous, address):
    """A page, not a bare status."""
    response = anonymous.get(address)
    assert response.status_code == 404
    assert len(response.get_data(as_text=True)) > 200


def test_ready_says_how_the_index_stands(anonymous, letter):
    """Operators see whether search is current."""
    assert anonymous.get("/readyz").json == {"documents": 1, "index": "current", "behind": 0}
    assert anonymous.get("/livez").status_code == 200


def test_links_of_the_source_lead_where_they_led_and_replies_are_told_apart(anonymous, store):
    """Only addresses that a browser may open become links; the text stays the text."""
    text = "See the record or this.\n\n> You asked."
    marks = [
        Structure(StructureKind.LINK, Span(8, 14), "https://records.example/a?b=1&c=2"),
        Structure(StructureKind.LINK, Span(18, 22), "javascript:alert(1)"),
        Structure(StructureKind.REPLY, Span(25, 37), "1"),
    ]
    document = make.keep(store, text, structures=marks)
    page = anonymous.get(f"/documents/{document.id}").get_data(as_text=True)
    assert "".join(inner for _, inner in text_of(page)) == text
    assert 'href="https://records.example/a?b=1&amp;c=2"' in page
    assert "javascript:" not in page
    assert '<div class="reply"' in page
